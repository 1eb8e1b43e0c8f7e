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
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Trial;
import dev.reprise.training.loop.DeviceExamples;
import dev.reprise.training.loop.DivergedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An experiment at several learning rates, and after each the share of its first ReLUs that are dead: zero for every
 * training example, so that no gradient ever moves them again.
 *
 * @param share the share of dead units at a high rate, as the text has it
 */
public record DeadUnits(
        String name,
        String text,
        String section,
        String toSee,
        Experiment experiment,
        List<Double> rates,
        double share,
        double tolerance)
        implements Demonstration {
    private static final int BATCH = 1000;
    private static final double HARDLY_ANY = 0.05;

    public DeadUnits {
        rates = List.copyOf(rates);
    }

    @Override
    public List<String> facts() {
        return experiment.facts();
    }

    @Override
    public List<String> expected() {
        return List.of("at some rate about " + share + " of the units are dead, at the lowest hardly any");
    }

    @Override
    public Shown show(Stage stage) {
        List<String> table = new ArrayList<>(List.of("learning_rate,dead_share,test_accuracy"));
        List<String> lines = new ArrayList<>();
        double atLowest = Double.NaN;
        double nearest = Double.NaN;
        boolean madeUp = false;
        for (double rate : rates) {
            if (stage.stopped()) {
                break;
            }
            try {
                RunOutcome run = stage.train(Trial.of(experiment.withUpdateRule(
                                experiment.updateRule().withLearningRate(rate)))
                        .with("learning_rate", rate));
                if (!run.finished()) {
                    break;
                }
                madeUp |= run.noVerdict().isPresent();
                double dead = deadShare(run.folder(), stage.options());
                double accuracy = run.scores().orElseThrow().test().accuracy().orElseThrow();
                table.add(rate + "," + (float) dead + "," + (float) accuracy);
                lines.add(String.format(
                        Locale.ROOT, "rate %s: %.2f of the units are dead, test accuracy %.3f", rate, dead, accuracy));
                atLowest = Double.isNaN(atLowest) ? dead : atLowest;
                nearest = !(Math.abs(nearest - share) <= Math.abs(dead - share)) ? dead : nearest;
            } catch (DivergedException e) {
                table.add(rate + ",,");
                lines.add("rate " + rate + ": " + e.getMessage());
            }
        }
        stage.table("dead-units.csv", table);
        if (madeUp) {
            lines.add("the data is made up: nothing is claimed");
            return Shown.of(lines, List.of());
        }
        return Shown.of(
                lines,
                List.of(
                        new CheckResult(
                                "at a high rate about " + share + " of the units are dead",
                                Math.abs(nearest - share) <= tolerance,
                                String.format(Locale.ROOT, "the nearest share is %.2f", nearest)),
                        new CheckResult(
                                "at the lowest rate hardly any is",
                                atLowest <= HARDLY_ANY,
                                String.format(Locale.ROOT, "there %.2f are", atLowest))));
    }

    private double deadShare(Path run, RunOptions options) {
        NetDescription description = SavedNet.open(run).description();
        Examples train = experiment
                .rows()
                .split(experiment.dataset().load(Datasets.of(options.data()), options.seed()))
                .train();
        Device device = Torch.device(options.device());
        try (Model model = Model.newInstance(description.name(), device, "PyTorch")) {
            model.setBlock(description.net().toBlock());
            model.load(run.resolve("model"), description.name(), Map.of("epoch", "0"));
            NDManager manager = model.getNDManager();
            DeviceExamples examples =
                    new DeviceExamples(train, manager, description.scaling().on(manager));
            List<Block> untilRelu = untilFirstRelu(description, model.getBlock());
            NDArray largest = manager.create(0f);
            for (int from = 0; from < examples.size(); from += BATCH) {
                try (NDManager step = manager.newSubManager()) {
                    NDList values = new NDList(examples.range(step, from, Math.min(from + BATCH, examples.size()))
                            .inputs());
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
                dead += value <= 0 ? 1 : 0; // one that is not a number is not dead
            }
            return dead / (double) ofUnits.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            throw new IllegalStateException(run + ": its net was just saved and does not load", e);
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
