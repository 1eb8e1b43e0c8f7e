package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

    /** The optimizer at work on these parameters. What it remembers of them belongs to {@code manager}. */
    OptimizerState start(List<Parameter> parameters, NDManager manager);

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
