package dev.reprise.training;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Something a text shows that is not the training of one net: it is worked out, printed, and checked. */
public non-sealed interface Demonstration extends Study {

    /** What it is given to work with. */
    interface Stage {
        RunOptions options();

        Progress progress();

        /** Whether it is to end here, as interrupted. */
        boolean stopped();

        /** Keeps a table in the folder of the run. */
        void table(String name, List<String> lines);

        /** Trains what belongs to it, beside its own folder; the trial's numbers tell one training from another. */
        RunOutcome train(Trial trial);
    }

    /** What was shown: lines to read, and whether what was to be seen was there. */
    record Shown(List<String> lines, List<Judgement> judgements, List<Seen> seen) {
        public Shown {
            lines = List.copyOf(lines);
            judgements = List.copyOf(judgements);
            seen = List.copyOf(seen);
        }

        public static Shown of(List<String> lines, List<Seen> seen) {
            return new Shown(lines, List.of(), seen);
        }
    }

    /** Works it out. */
    Shown show(Stage stage);

    @Override
    default List<Figure> figures() {
        return List.of();
    }

    @Override
    default List<String> expected() {
        return List.of();
    }

    @Override
    default void require(Request request) {
        if (!request.overrides().equals(Overrides.none())
                || request.options().limit().isPresent()) {
            throw new UsageException(name()
                    + " is shown with the numbers of its text; leave --epochs, --learning-rate and their like out");
        }
    }

    @Override
    default Outcome run(Request request, Progress progress, BooleanSupplier stop) {
        return DemonstrationRun.run(this, request, progress, stop);
    }
}
