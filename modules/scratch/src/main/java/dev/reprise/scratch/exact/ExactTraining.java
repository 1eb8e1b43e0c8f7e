package dev.reprise.scratch.exact;

import ai.djl.ndarray.NDManager;
import dev.reprise.data.ImageSet;
import dev.reprise.data.LoadedData;
import dev.reprise.data.Split;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.results.PublishedValue;
import dev.reprise.scratch.nets.ScratchTwoLayerNet;
import dev.reprise.scratch.numpy.NumpyRandom;
import dev.reprise.scratch.solver.Solver;
import dev.reprise.scratch.solver.SolverHistory;
import dev.reprise.scratch.solver.SolverOptions;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A two-layer net trained on CIFAR-10 exactly as a notebook of cs231n did, in float64, with the same random numbers: every
 * digit that the text prints must agree.
 *
 * <p>Before the net is built, the notebook checks a small one, which takes numbers from the generator: {@code randn(3, 5)},
 * {@code randint(7, size=3)}, {@code normal} of (5, 50) and (50, 7). Then come W1 and W2, and then the batches.
 *
 * @param seed of NumPy's generator; the run's own seed is not used
 * @param validation so many of the last training images validate
 * @param standardDeviation of the initial weights
 * @param printed every number that the text prints
 */
public record ExactTraining(
        String name,
        Source source,
        String lookFor,
        int seed,
        int validation,
        ScratchTwoLayerNet.Sizes sizes,
        double standardDeviation,
        SolverOptions options,
        List<PrintedValue> printed)
        implements Demonstration {
    private static final String DATASET = "cifar-10";

    public ExactTraining {
        printed = List.copyOf(printed);
    }

    @Override
    public List<String> facts() {
        return List.of(
                DATASET + " in float64, the last " + validation + " training images validate",
                sizes.inputs() + "-" + sizes.hidden() + "-" + sizes.classes() + ", gradients from scratch",
                "NumPy's generator with seed " + seed);
    }

    @Override
    public List<PublishedValue> publishedValues() {
        return printed.stream().flatMap(value -> value.published().stream()).toList();
    }

    @Override
    public List<String> effects() {
        return List.of("all " + printed.size() + " numbers that the text prints agree in every digit");
    }

    @Override
    public Shown show(Stage stage) {
        LoadedData<ImageSet> data = Datasets.of(stage.options().data())
                .load(DATASET, stage.options().seed());
        data.warnings().forEach(stage.progress()::warning);
        Split split = Split.of(data.train(), data.test()).holdOutLast(validation);
        List<List<String>> output = new ArrayList<>();
        SolverHistory history = train(split, stage, output);
        stage.table("printed.txt", output);
        stage.table("losses.csv", losses(history));
        Optional<String> noVerdict = data.synthetic() ? Optional.of("synthetic data") : Optional.empty();
        List<CheckResult> checks = noVerdict.isPresent()
                ? List.of()
                : printed.stream().map(value -> value.check(history)).toList();
        long agreeing = checks.stream().filter(CheckResult::confirmed).count();
        String line = noVerdict
                .map(why -> why + ": nothing is claimed")
                .orElse("%d of the %d numbers that the text prints agree in every digit"
                        .formatted(agreeing, printed.size()));
        return new Shown(
                List.of(line),
                printed.stream()
                        .flatMap(value -> value.judge(history, noVerdict).stream())
                        .toList(),
                checks);
    }

    private SolverHistory train(Split split, Stage stage, List<List<String>> output) {
        try (NDManager manager =
                Torch.engine().newBaseManager(Torch.device(stage.options().device()))) {
            NumpyRandom random = NumpyRandom.seed(seed);
            random.randn(3 * 5);
            random.randint(7, 3);
            random.normal(0, standardDeviation, 5 * 50);
            random.normal(0, standardDeviation, 50 * 7);
            ScratchTwoLayerNet net = ScratchTwoLayerNet.drawn(sizes, standardDeviation, 0, random, manager);
            CourseImages train = CourseImages.train(split.train(), manager);
            CourseImages others = train.other(split.validation().orElseThrow(), manager);
            Solver solver = new Solver(net, train, others, random, options);
            return solver.train(
                    line -> {
                        output.add(List.of(line));
                        if (line.startsWith("(Epoch")) {
                            stage.progress().started(List.of(line));
                        }
                    },
                    stage::stopped);
        }
    }

    private static List<List<?>> losses(SolverHistory history) {
        List<List<?>> table = new ArrayList<>(List.of(List.of("iteration", "loss")));
        for (double loss : history.losses()) {
            table.add(List.of(table.size(), loss));
        }
        return table;
    }
}
