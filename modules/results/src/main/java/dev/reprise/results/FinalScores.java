package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the net that a run ends with does on each set. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FinalScores(Scores train, Optional<Scores> validation, Scores test) {

    /** By the name of the set: training, validation where there is one, test. */
    public Map<String, Scores> bySet() {
        Map<String, Scores> sets = new LinkedHashMap<>();
        sets.put("training", train);
        validation.ifPresent(scores -> sets.put("validation", scores));
        sets.put("test", test);
        return sets;
    }

    /** One line: {@code training loss 0.0512 accuracy 0.9843, test loss …}. */
    @Override
    public String toString() {
        return bySet().entrySet().stream()
                .map(set -> set.getKey() + " " + set.getValue().text())
                .collect(Collectors.joining(", "));
    }
}
