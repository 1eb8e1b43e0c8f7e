package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a net does on one class.
 *
 * @param precision of the examples predicted as it, the share that are; 0 where none was
 * @param recall of its examples, the share predicted as it; 0 where there are none
 * @param f1 2 · precision · recall / (precision + recall); 0 where both are
 * @param support how many examples it has
 */
public record ClassScores(
        @JsonProperty("class") String name, double precision, double recall, double f1, long support) {}
