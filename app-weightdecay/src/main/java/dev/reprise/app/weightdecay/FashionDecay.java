package dev.reprise.app.weightdecay;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.Experiment;
import java.util.List;

/**
 * Weight decay of three strengths on one net of npnet.txt, on Fashion-MNIST with raw pixels; the same seed gives all of
 * them the same initial weights.
 *
 * <p>Look for: at 0.001 the training loss falls far below the test loss; at 1 the gap closes; at 10 the net underfits. The
 * decay is coupled, λw added to the gradient, biases included; decoupled, 10 does no harm, as the fourth experiment
 * shows.
 */
final class FashionDecay {
    private static final Experiment WEAK = Experiment.named("fashion-decay-0.001")
            .text("npnet", "过拟合/欠拟合", "Overfitting and underfitting")
            .lookFor("overfits: training loss far below test loss")
            .dataset("fashion-mnist")
            .preprocessing(noPreprocessing()) // raw pixels, as in the text
            .net(flatten(), linear(100), relu(), linear(10))
            .initialValues(
                    lecunNormalWeights(), // ours: 1/√inputs, the text does not print it
                    zeroBiases())
            .criterion(crossEntropy())
            .optimizer(adam(1e-5).betas(0.9, 0.999).epsilon(1e-8).weightDecay(1e-3))
            .batchSize(10)
            .order(SHUFFLED)
            .epochs(50)
            .expect(atLeast(LOSS_GAP, 0.2, "it overfits")) // ours: ten times the gap at λ = 1
            .claim(above("small-mlp", LOSS_GAP))
            .claim(above("small-mlp", ACCURACY_GAP))
            .build();

    private static final Experiment MEDIUM = WEAK.variant(
                    "fashion-decay-1", "the gap between training and test loss closes")
            .optimizer(WEAK.training().optimizer().weightDecay(1))
            .expect(between(LOSS_GAP, -0.02, 0.08, "test loss close to training loss")) // ours
            .expect(between(TEST_ACCURACY, 0.84, 0.86, "the text says about 0.85"))
            .claim(above(WEAK, TEST_ACCURACY))
            .claim(below(WEAK, LOSS_GAP))
            .build();

    private static final Experiment STRONG = WEAK.variant(
                    "fashion-decay-10", "underfits: accuracy falls after about epoch 10, training loss rises again")
            .optimizer(WEAK.training().optimizer().weightDecay(10))
            .expect(risesAgain(TRAIN_LOSS, 0.02)) // ours
            .expect(fallsAgain(TEST_ACCURACY, 0.005)) // ours
            .claim(below(MEDIUM, TEST_ACCURACY))
            .build();

    private static final Experiment DECOUPLED = WEAK.variant(
                    "fashion-decay-10-decoupled", "ours: AdamW's decay of 10 does no harm at this learning rate")
            .optimizer(adamW(1e-5).betas(0.9, 0.999).epsilon(1e-8).weightDecay(10))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(WEAK, MEDIUM, STRONG, DECOUPLED);

    private FashionDecay() {}
}
