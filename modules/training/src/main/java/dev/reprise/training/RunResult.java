package dev.reprise.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.data.Confusion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code result.json}: how a run ended. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RunResult(
        int format,
        String experiment,
        long seed,
        Status status,
        int epochs,
        @JsonProperty("final") Optional<FinalScores> scores,
        Optional<Selected> selected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClassScores> perClass,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<int[]> confusion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Float> weights,
        List<JudgedFigure> figures,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Seen> seen) {

    static final int FORMAT = 1;

    static RunResult unfinished(Experiment experiment, long seed, Status status) {
        return new RunResult(
                FORMAT,
                experiment.name(),
                seed,
                status,
                experiment.epochs(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static RunResult finished(
            Experiment experiment,
            long seed,
            Curves curves,
            Optional<Predictions> predictions,
            List<Judgement> judgements,
            List<Seen> seen) {
        EpochRow row = curves.selected();
        return new RunResult(
                FORMAT,
                experiment.name(),
                seed,
                Status.FINISHED,
                experiment.epochs(),
                Optional.of(row.scores()),
                Optional.of(new Selected(row.epoch(), experiment.keep() == Keep.LAST ? "last" : "validation")),
                predictions.map(RunResult::perClass).orElse(List.of()),
                predictions.map(all -> List.of(all.confusion().counts())).orElse(List.of()),
                curves.weights(),
                judgements.stream().map(JudgedFigure::of).toList(),
                seen);
    }

    private static List<ClassScores> perClass(Predictions predictions) {
        Confusion confusion = predictions.confusion();
        List<String> classes = predictions.test().classes();
        return IntStream.range(0, classes.size())
                .mapToObj(k -> new ClassScores(
                        classes.get(k),
                        confusion.precision(k),
                        confusion.recall(k),
                        confusion.f1(k),
                        confusion.support(k)))
                .toList();
    }

    enum Status {
        @JsonProperty("finished")
        FINISHED,
        @JsonProperty("interrupted")
        INTERRUPTED,
        /** The loss was no longer finite. */
        @JsonProperty("diverged")
        DIVERGED,
        @JsonProperty("failed")
        FAILED
    }

    /** The epoch whose parameters were saved, and what chose it. */
    record Selected(int epoch, String by) {}

    record ClassScores(@JsonProperty("class") String name, double precision, double recall, double f1, long support) {}

    record JudgedFigure(
            String name,
            double published,
            double tolerance,
            String reason,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> measured,
            Verdict verdict,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String because) {

        static JudgedFigure of(Judgement judgement) {
            Figure figure = judgement.figure();
            return new JudgedFigure(
                    figure.measure().toString(),
                    figure.published(),
                    figure.tolerance(),
                    figure.reason(),
                    judgement.measured().stream().boxed().findFirst(),
                    judgement.verdict(),
                    judgement.because());
        }
    }
}
