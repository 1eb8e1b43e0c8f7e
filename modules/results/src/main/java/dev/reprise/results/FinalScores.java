package dev.reprise.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/** How the net that a run ends with does on each set. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FinalScores(Scores train, Optional<Scores> validation, Scores test) {

    /** One line: {@code training loss 0.0512 accuracy 0.9843, test loss …}. */
    @Override
    public String toString() {
        return "training " + train.text()
                + validation.map(scores -> ", validation " + scores.text()).orElse("") + ", test " + test.text();
    }
}
