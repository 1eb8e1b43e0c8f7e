/** What a run leaves behind, as values: its record, curves, predictions, verdicts, and those of a sweep. */
package dev.reprise.results;
