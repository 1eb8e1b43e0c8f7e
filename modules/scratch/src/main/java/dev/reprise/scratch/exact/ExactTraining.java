package dev.reprise.scratch.exact;

import ai.djl.ndarray.NDManager;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.Split;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Judgement;
import dev.reprise.results.PublishedValue;
import dev.reprise.scratch.nets.ScratchTwoLayerNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import dev.reprise.scratch.solver.Solver;
import dev.reprise.scratch.solver.SolverHistory;
import dev.reprise.scratch.solver.SolverOptions;
import dev.reprise.training.experiment.Demonstration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A two-layer net trained on CIFAR-10 draw for draw as a notebook of cs231n did, in float64, so that every digit which
 * the text prints comes out.
 *
 * <p>The notebook has drawn from the generator before the net is built, for the check of a small net: {@code randn(3, 5)},
 * {@code randint(7, size=3)}, {@code normal} of (5, 50) and (50, 7). Then come W1 and W2, and then the batches.
 *
 * @param seed of NumPy's generator; the run's own seed is not used
 * @param validation so many of the last training images validate
 * @param deviation of the initial weights
 * @param figuresPrinted every number that the text prints
 */
public record ExactTraining(
        String name,
        String text,
        String section,
        String toSee,
        int seed,
        int validation,
        ScratchTwoLayerNet.Sizes sizes,
        double deviation,
        SolverOptions options,
        List<PrintedFigure> figuresPrinted)
        implements Demonstration {
    private static final String DATASET = "cifar-10";

    public ExactTraining {
        figuresPrinted = List.copyOf(figuresPrinted);
    }

    @Override
    public List<String> facts() {
        return List.of(
                DATASET + " in float64, the last " + validation + " training images validate",
                sizes.inputs() + "-" + sizes.hidden() + "-" + sizes.classes() + ", gradients by hand",
                "NumPy's generator with seed " + seed);
    }

    @Override
    public List<PublishedValue> figures() {
        return figuresPrinted.stream()
                .flatMap(printed -> printed.figure().stream())
                .toList();
    }

    @Override
    public List<String> expected() {
        return List.of("each of the " + figuresPrinted.size() + " numbers that the text prints, in every digit");
    }

    @Override
    public Shown show(Stage stage) {
        LoadedData<ImageSet> data = Datasets.of(stage.options().data())
                .load(DATASET, stage.options().seed());
        data.warnings().forEach(stage.progress()::warning);
        Split split = Split.of(data.train(), data.test()).holdOutLast(validation);
        List<String> printed = new ArrayList<>();
        SolverHistory history = train(split, stage, printed);
        stage.table("printed.txt", printed);
        stage.table("losses.csv", losses(history));
        List<String> lines = new ArrayList<>();
        if (data.synthetic()) {
            lines.add("the data is made up: nothing is claimed");
            return new Shown(lines, judgements(history, Optional.of("the data is made up")), List.of());
        }
        List<CheckResult> seen =
                figuresPrinted.stream().map(figure -> figure.in(history)).toList();
        long agree = seen.stream().filter(CheckResult::held).count();
        lines.add(agree + " of the " + seen.size() + " numbers that the text prints agree in every digit");
        return new Shown(lines, judgements(history, Optional.empty()), seen);
    }

    private List<Judgement> judgements(SolverHistory history, Optional<String> noVerdict) {
        return figuresPrinted.stream()
                .flatMap(printed -> printed.judge(history, noVerdict).stream())
                .toList();
    }

    private SolverHistory train(Split split, Stage stage, List<String> printed) {
        try (NDManager manager =
                Torch.engine().newBaseManager(Torch.device(stage.options().device()))) {
            NumpyRandom random = NumpyRandom.seed(seed);
            random.randn(3 * 5);
            random.randint(7, 3);
            random.normal(0, deviation, 5 * 50);
            random.normal(0, deviation, 50 * 7);
            ScratchTwoLayerNet net = ScratchTwoLayerNet.drawn(sizes, deviation, 0, random, manager);
            CourseImages train = CourseImages.train(split.train(), manager);
            CourseImages others = train.other(split.validation().orElseThrow(), manager);
            Solver solver = new Solver(net, train, others, random, options);
            return solver.train(
                    line -> {
                        printed.add(line);
                        if (line.startsWith("(Epoch")) {
                            stage.progress().started(List.of(line));
                        }
                    },
                    stage::stopped);
        }
    }

    private static List<String> losses(SolverHistory history) {
        Stream<String> rows = IntStream.range(0, history.losses().size())
                .mapToObj(i -> (i + 1) + "," + history.losses().get(i));
        return Stream.concat(Stream.of("iteration,loss"), rows).toList();
    }
}
