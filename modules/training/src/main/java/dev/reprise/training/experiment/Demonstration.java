package dev.reprise.training.experiment;

import dev.reprise.results.CheckResult;
import dev.reprise.results.Curves;
import dev.reprise.results.PublishedValue;
import dev.reprise.results.Verdict;
import dev.reprise.training.control.Progress;
import dev.reprise.training.control.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something a text shows that is not the training of one net: it is computed, printed, and checked. */
public non-sealed interface Demonstration extends Study {

    /** What it is given to work with. */
    interface Stage {
        RunOptions options();

        Progress progress();

        /** Whether it should end here, as interrupted. */
        boolean stopped();

        /** Keeps a table in the folder of the run, its head first. */
        void table(String name, List<? extends List<?>> lines);

        /** Trains a net next to its own folder; the trial's values tell one training from another. Empty: interrupted. */
        Optional<TrainedNet> train(Trial trial);
    }

    /**
     * A net that a demonstration trained.
     *
     * @param model the folder of the saved net
     * @param noVerdict why nothing may be claimed of it, if so
     */
    record TrainedNet(Path model, Curves curves, Optional<String> noVerdict) {}

    /** What was shown: lines to read, and whether the effects were observed. */
    record Shown(List<String> lines, List<Verdict> verdicts, List<CheckResult> checks) {
        public Shown {
            lines = List.copyOf(lines);
            verdicts = List.copyOf(verdicts);
            checks = List.copyOf(checks);
        }

        public static Shown of(List<String> lines, List<CheckResult> checks) {
            return new Shown(lines, List.of(), checks);
        }
    }

    /** Computes it. */
    Shown show(Stage stage);

    @Override
    default List<PublishedValue> publishedValues() {
        return List.of();
    }

    @Override
    default List<String> effects() {
        return List.of();
    }
}
