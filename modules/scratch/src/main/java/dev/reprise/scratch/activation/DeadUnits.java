package dev.reprise.scratch.activation;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.reprise.data.Examples;
import dev.reprise.data.catalog.Datasets;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Pointwise;
import dev.reprise.net.SavedNet;
import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Measure;
import dev.reprise.results.Numbers;
import dev.reprise.training.control.RunOptions;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Source;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.loop.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An experiment at several learning rates, and after each the share of dead units in its first ReLU layer: zero for every
 * training example, so that no gradient ever changes them again.
 *
 * @param rates from the lowest
 * @param share the share of dead units at a high rate, as the text has it
 */
public record DeadUnits(
        String name,
        Source source,
        String lookFor,
        Experiment experiment,
        List<Double> rates,
        double share,
        double tolerance)
        implements Demonstration {
    private static final int BATCH = 1000;
    private static final double NEAR_ZERO = 0.05;

    public DeadUnits {
        rates = List.copyOf(rates);
    }

    @Override
    public List<String> facts() {
        return experiment.facts();
    }

    @Override
    public List<String> effects() {
        return List.of(
                "share of dead units near " + Numbers.text(share) + " at some learning rate",
                "almost no dead units at the lowest learning rate");
    }

    @Override
    public Shown show(Stage stage) {
        List<List<?>> table = new ArrayList<>(List.of(List.of("learning_rate", "dead_share", "test_accuracy")));
        List<String> lines = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        Optional<String> noVerdict = Optional.empty();
        for (double rate : rates) {
            try {
                Optional<TrainedNet> trained = stage.stopped() ? Optional.empty() : stage.train(trial(rate));
                if (trained.isEmpty()) {
                    break;
                }
                noVerdict = noVerdict.or(trained.get()::noVerdict);
                double dead = deadShare(trained.get().model(), stage.options());
                double accuracy =
                        Measure.TEST_ACCURACY.of(trained.get().curves()).orElseThrow();
                shares.add(dead);
                table.add(List.of(rate, (float) dead, (float) accuracy));
                lines.add("learning rate %s: share of dead units %s, test accuracy %s"
                        .formatted(Numbers.text(rate), Numbers.text(dead), Numbers.measured(accuracy)));
            } catch (DivergedException e) {
                table.add(List.of(rate, "", ""));
                lines.add("learning rate " + Numbers.text(rate) + ": " + e.getMessage());
            }
        }
        stage.table("dead-units.csv", table);
        noVerdict.ifPresent(why -> lines.add(why + ": nothing is claimed"));
        return Shown.of(lines, noVerdict.isPresent() ? List.of() : checks(shares));
    }

    private Trial trial(double rate) {
        return Trial.of(experiment.toBuilder()
                        .optimizer(experiment.training().optimizer().learningRate(rate))
                        .build())
                .with("learning_rate", rate);
    }

    private List<CheckResult> checks(List<Double> shares) {
        double nearest = shares.stream()
                .min(Comparator.comparingDouble(dead -> Math.abs(dead - share)))
                .orElse(Double.NaN);
        double atLowest = shares.stream().findFirst().orElse(Double.NaN);
        return List.of(
                new CheckResult(
                        effects().get(0),
                        Math.abs(nearest - share) <= tolerance,
                        "nearest share " + Numbers.text(nearest)),
                new CheckResult(effects().get(1), atLowest <= NEAR_ZERO, "share " + Numbers.text(atLowest)));
    }

    private double deadShare(Path folder, RunOptions options) {
        NetDescription description = SavedNet.open(folder).description();
        Examples train = experiment
                .data()
                .rows()
                .split(experiment.data().dataset().load(Datasets.of(options.data()), options.seed()))
                .train();
        Device device = Torch.device(options.device());
        try (Model model = Model.newInstance(description.name(), device, "PyTorch")) {
            model.setBlock(description.net().toBlock());
            model.load(folder, description.name(), Map.of("epoch", "0"));
            NDManager manager = model.getNDManager();
            NDArray inputs = train.inputs(manager);
            Function<NDArray, NDArray> scaling = description.scaling().on(manager);
            List<Block> untilRelu = untilFirstRelu(description, model.getBlock());
            NDArray largest = manager.create(0f);
            for (int from = 0; from < train.size(); from += BATCH) {
                try (NDManager step = manager.newSubManager()) {
                    NDArray raw = inputs.get(from + ":" + Math.min(from + BATCH, train.size()));
                    raw.attach(step);
                    NDList values = new NDList(scaling.apply(raw));
                    for (Block block : untilRelu) {
                        values = block.forward(new ParameterStore(step, false), values, false);
                    }
                    NDArray ofBatch = values.singletonOrThrow().max(new int[] {0});
                    NDArray before = largest;
                    largest = before.maximum(ofBatch);
                    largest.attach(manager);
                    before.close();
                }
            }
            float[] ofUnits = largest.toFloatArray();
            int dead = 0;
            for (float value : ofUnits) {
                dead += value <= 0 ? 1 : 0; // NaN is not dead
            }
            return dead / (double) ofUnits.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            throw new IllegalStateException(folder + ": its net was just saved and does not load", e);
        }
    }

    private List<Block> untilFirstRelu(NetDescription description, Block net) {
        for (int i = 0; i < description.layers().size(); i++) {
            if (description.layers().get(i) instanceof Pointwise.Relu) {
                return net.getChildren().values().subList(0, i + 1);
            }
        }
        throw new IllegalArgumentException(name + ": the net has no ReLU");
    }
}
