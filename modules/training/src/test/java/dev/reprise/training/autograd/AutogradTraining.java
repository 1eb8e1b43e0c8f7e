package dev.reprise.training.autograd;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.reprise.training.experiment.Experiment;
import java.util.List;

/** Steps of an experiment, each operation called from Java; autograd finds the gradients. */
public final class AutogradTraining {
    private final Experiment.Training plan;
    private final Forward forward;
    private final List<Parameter> parameters;
    private final PlainOptimizer optimizer;

    /** Computes outputs. */
    @FunctionalInterface
    public interface Forward {
        NDArray outputs(NDManager manager, NDArray inputs, boolean training);
    }

    /** What a batch gave; the loss with and without the penalty. */
    public record Scores(double loss, double unpenalized, double correct) {}

    public AutogradTraining(Experiment experiment, Block block) {
        this(experiment, block, blocks(block));
    }

    public AutogradTraining(Experiment experiment, Block block, Forward forward) {
        this.plan = experiment.training();
        this.forward = forward;
        this.parameters = block.getParameters().values();
        this.optimizer = new PlainOptimizer(plan.optimizer(), parameters);
    }

    private static Forward blocks(Block block) {
        return (manager, inputs, training) -> block.forward(
                        new ParameterStore(manager, false), new NDList(inputs), training)
                .singletonOrThrow();
    }

    /** One step on a batch of scaled inputs. */
    public Scores step(NDArray inputs, NDArray targets, double rate) {
        Scores scores;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray outputs = forward.outputs(inputs.getManager(), inputs, true);
            NDArray unpenalized = AutogradLoss.of(plan.criterion(), outputs, targets);
            NDArray loss = AutogradLoss.penalized(plan.penalty(), unpenalized, parameters);
            collector.backward(loss);
            scores = new Scores(number(loss), number(unpenalized), correct(outputs, targets));
        }
        optimizer.step(plan.clipping(), rate);
        return scores;
    }

    /** The scores of a batch in evaluation mode. */
    public Scores evaluate(NDArray inputs, NDArray targets) {
        NDArray outputs = outputs(inputs);
        double loss = number(AutogradLoss.of(plan.criterion(), outputs, targets));
        return new Scores(loss, loss, correct(outputs, targets));
    }

    public NDArray outputs(NDArray inputs) {
        return forward.outputs(inputs.getManager(), inputs, false);
    }

    private double correct(NDArray outputs, NDArray targets) {
        return plan.criterion().classifies()
                ? number(outputs.argMax(1)
                        .eq(targets)
                        .toType(DataType.INT64, false)
                        .sum())
                : 0;
    }

    public static double number(NDArray x) {
        return x.toType(DataType.FLOAT64, false).getDouble();
    }
}
