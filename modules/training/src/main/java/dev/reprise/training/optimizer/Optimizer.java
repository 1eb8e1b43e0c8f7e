package dev.reprise.training.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.reprise.net.torchscript.ScriptText;
import java.util.List;

/**
 * How parameters follow their gradients: the optimizer as a value, with its hyperparameters.
 *
 * <p>Each gives the numbers of its namesake in torch.optim, step by step. Below, w is a parameter, g its gradient,
 * η the learning rate and λ the weight decay, which is that of ½λ‖w‖²: it adds λw to g (except in {@link AdamW}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Optimizer permits Adadelta, Adagrad, Adam, AdamW, RmsProp, Sgd {

    /** Learning rate and weight decay, which the methods below read and change. */
    SharedSettings shared();

    /** The same optimizer with other shared settings. */
    Optimizer with(SharedSettings settings);

    /** The names of what it remembers of each parameter: arrays of its shape, zeros at the start. */
    List<String> state();

    /** Writes what a program does once, before a number of steps: by default what {@link UpdateText#forEach} needs. */
    default void writeStart(UpdateText update) {
        update.splitIntoParts();
    }

    /** Writes one step for all parameters. */
    void writeStep(UpdateText update);

    /** The statement, before the step, for the weight decay of parameter {@code i} where only some have it. */
    default String decay(int i) {
        return "torch.add_(g[%s], p[%s], alpha=%s)".formatted(i, i, ScriptText.number(weightDecay()));
    }

    default double learningRate() {
        return shared().learningRate();
    }

    default Optimizer learningRate(double value) {
        return with(shared().withLearningRate(value));
    }

    default double weightDecay() {
        return shared().weightDecay();
    }

    default Optimizer weightDecay(double value) {
        return with(shared().withWeightDecay(value));
    }

    /** The same optimizer whose weight decay reaches only some parameters. */
    default Optimizer decays(Decay value) {
        return with(shared().withDecay(value));
    }
}
