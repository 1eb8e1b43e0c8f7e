package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How parameters follow their gradients: the optimizer as a value, with its learning rate.
 *
 * <p>Each rule gives the numbers of its namesake in torch.optim, step by step. Below, w is a parameter, g its gradient,
 * η the learning rate and λ the weight decay, which is that of ½λ‖w‖²: it adds λw to g (except in {@link AdamW}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Optimizer permits Adadelta, Adagrad, Adam, AdamW, RmsProp, Sgd {

    /** η at the start; a {@link Schedule} multiplies it. */
    double learningRate();

    Optimizer withLearningRate(double learningRate);

    /** λ. */
    double weightDecay();

    Optimizer withWeightDecay(double weightDecay);

    /** Which parameters the weight decay reaches. */
    Decay decay();

    Optimizer withDecay(Decay decay);

    /** The rule at work on these parameters. What it remembers of them belongs to {@code manager}. */
    OptimizerState start(List<Parameter> parameters, NDManager manager);

    /** Stochastic gradient descent without momentum. */
    static Sgd sgd(double learningRate) {
        return new Sgd(learningRate, 0, Momentum.CLASSICAL, 0, Decay.ALL);
    }

    /** Adam; its authors and torch take 0.9, 0.999 and 1e-8. */
    static Adam adam(double learningRate, double beta1, double beta2, double epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon, 0, Decay.ALL);
    }

    /** Adam with decoupled weight decay; torch takes 0.9, 0.999 and 1e-8. */
    static AdamW adamW(double learningRate, double beta1, double beta2, double epsilon) {
        return new AdamW(learningRate, beta1, beta2, epsilon, 0, Decay.ALL);
    }

    /** Adadelta; torch takes 1.0, 0.9 and 1e-6. */
    static Adadelta adadelta(double learningRate, double rho, double epsilon) {
        return new Adadelta(learningRate, rho, epsilon, 0, Decay.ALL);
    }

    /** RMSprop; torch takes 0.99 and 1e-8. */
    static RmsProp rmsProp(double learningRate, double alpha, double epsilon) {
        return new RmsProp(learningRate, alpha, epsilon, 0, Decay.ALL);
    }

    /** Adagrad; torch takes 1e-10. */
    static Adagrad adagrad(double learningRate, double epsilon) {
        return new Adagrad(learningRate, epsilon, 0, Decay.ALL);
    }
}
