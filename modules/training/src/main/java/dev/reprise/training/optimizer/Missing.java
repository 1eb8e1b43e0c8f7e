package dev.reprise.training.optimizer;

/**
 * Optimizers whose hyperparameters are not all given yet, in the order in which they are asked for: {@code
 * adam(1e-3).betas(0.9, 0.999).epsilon(1e-8)} is an {@link Adam}, and does not compile before its epsilon.
 */
public final class Missing {
    private Missing() {}

    /** An optimizer without the decay rates of its two running means; torch takes 0.9 and 0.999. */
    @FunctionalInterface
    public interface Betas<O> {
        Epsilon<O> betas(double beta1, double beta2);
    }

    /** An optimizer without the decay rate of its running means; torch takes 0.9. */
    @FunctionalInterface
    public interface Rho<O> {
        Epsilon<O> rho(double rho);
    }

    /** An optimizer without the decay rate of its running mean square; torch takes 0.99. */
    @FunctionalInterface
    public interface Alpha<O> {
        Epsilon<O> alpha(double alpha);
    }

    /** An optimizer without its ε; torch takes 1e-8, Adadelta 1e-6, Adagrad 1e-10. */
    @FunctionalInterface
    public interface Epsilon<O> {
        O epsilon(double epsilon);
    }
}
