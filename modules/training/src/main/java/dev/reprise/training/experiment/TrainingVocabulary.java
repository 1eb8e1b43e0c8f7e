package dev.reprise.training.experiment;

import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.Adadelta;
import dev.reprise.training.optimizer.Adagrad;
import dev.reprise.training.optimizer.Adam;
import dev.reprise.training.optimizer.AdamMoments;
import dev.reprise.training.optimizer.AdamW;
import dev.reprise.training.optimizer.Decay;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Missing;
import dev.reprise.training.optimizer.Momentum;
import dev.reprise.training.optimizer.RmsProp;
import dev.reprise.training.optimizer.Schedule;
import dev.reprise.training.optimizer.Sgd;
import dev.reprise.training.optimizer.SharedSettings;
import dev.reprise.training.optimizer.Span;

/** The part of {@link Vocabulary} about how the net is trained. */
class TrainingVocabulary extends NetVocabulary {
    public static final Order SHUFFLED = Order.SHUFFLED;
    public static final Order AS_STORED = Order.AS_STORED;
    public static final Order WITH_REPLACEMENT = Order.WITH_REPLACEMENT;

    public static final Keep LAST = Keep.LAST;
    public static final Keep BEST_ON_VALIDATION = Keep.BEST_ON_VALIDATION;

    public static final Decay WEIGHTS_ONLY = Decay.WEIGHTS_ONLY;

    TrainingVocabulary() {}

    public static Criterion crossEntropy() {
        return new Criterion.CrossEntropy();
    }

    public static Criterion negativeLogLikelihood() {
        return new Criterion.NegativeLogLikelihood();
    }

    public static Criterion multiclassHinge(double margin) {
        return new Criterion.MulticlassHinge(margin);
    }

    public static Criterion squaredError() {
        return new Criterion.SquaredError();
    }

    public static Criterion halfSquaredError() {
        return new Criterion.HalfSquaredError();
    }

    public static Penalty noPenalty() {
        return new Penalty.None();
    }

    /** Adds ½λ‖w‖² to the loss. */
    public static Penalty l2Penalty(double lambda) {
        return new Penalty.L2(lambda);
    }

    /** Stochastic gradient descent, without momentum unless {@code .momentum(…)} says so. */
    public static Sgd sgd(double learningRate) {
        return new Sgd(SharedSettings.of(learningRate), 0, Momentum.CLASSICAL);
    }

    public static Missing.Betas<Adam> adam(double learningRate) {
        SharedSettings shared = SharedSettings.of(learningRate);
        return (beta1, beta2) -> epsilon -> new Adam(shared, new AdamMoments(beta1, beta2, epsilon));
    }

    public static Missing.Betas<AdamW> adamW(double learningRate) {
        SharedSettings shared = SharedSettings.of(learningRate);
        return (beta1, beta2) -> epsilon -> new AdamW(shared, new AdamMoments(beta1, beta2, epsilon));
    }

    public static Missing.Rho<Adadelta> adadelta(double learningRate) {
        return rho -> epsilon -> new Adadelta(SharedSettings.of(learningRate), rho, epsilon);
    }

    public static Missing.Alpha<RmsProp> rmsProp(double learningRate) {
        return alpha -> epsilon -> new RmsProp(SharedSettings.of(learningRate), alpha, epsilon);
    }

    public static Missing.Epsilon<Adagrad> adagrad(double learningRate) {
        return epsilon -> new Adagrad(SharedSettings.of(learningRate), epsilon);
    }

    public static Schedule constantRate() {
        return new Schedule.Constant();
    }

    /** The learning rate times {@code factor} after every epoch: StepLR(1, factor) and ExponentialLR(factor) of torch. */
    public static Schedule factorPerEpoch(double factor) {
        return factorEvery(epochs(1), factor);
    }

    /** The learning rate times {@code factor} at the end of every such span: StepLR of torch. */
    public static Schedule factorEvery(Span every, double factor) {
        return new Schedule.Steps(every, factor);
    }

    public static Schedule cosine(Span over, double finalFactor) {
        return new Schedule.Cosine(over, finalFactor);
    }

    public static Schedule oneCycle(Span over) {
        return new Schedule.OneCycle(over);
    }

    public static Schedule warmUp(Span over, Schedule then) {
        return new Schedule.WarmUp(over, then);
    }

    public static Span epochs(long count) {
        return new Span(count, Span.Unit.EPOCHS);
    }

    public static Span steps(long count) {
        return new Span(count, Span.Unit.STEPS);
    }

    public static GradientClipping noClipping() {
        return new GradientClipping.None();
    }

    public static GradientClipping clipByValue(double limit) {
        return new GradientClipping.ByValue(limit);
    }

    public static GradientClipping clipByNorm(double limit) {
        return new GradientClipping.ByNorm(limit);
    }

    /** Training scores after the epoch, in evaluation mode, on all training rows. */
    public static TrainingScores wholeSet() {
        return new TrainingScores.WholeSet();
    }

    /** Training scores during the epoch, of each batch before its step, with dropout: what d2l draws. */
    public static TrainingScores runningMean() {
        return new TrainingScores.RunningMean();
    }

    /** Training scores after the epoch, on this many training rows drawn with replacement: what cs231n's Solver prints. */
    public static TrainingScores sampleOf(int rows) {
        return new TrainingScores.Sample(rows);
    }
}
