package dev.reprise.app.weightdecay;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.data.catalog.DatasetSpec.NoisyPlane;
import dev.reprise.training.experiment.Experiment;
import java.util.List;

/**
 * Linear regression on 200 inputs from 20 rows, without and with weight decay by the optimizer, from d2l.txt.
 *
 * <p>Look for: without decay the training loss vanishes and the test loss stays; with λ = 3 the training error is higher
 * and the test error lower, and ‖w‖ is small. The loss has no ½ here, so λ acts half as strongly as in the scratch version.
 */
final class WeightDecayConcise {
    /** How often the book's notebooks were re-run, at least. */
    static final int RERUNS = 60;

    static final NoisyPlane ROWS = new NoisyPlane(200, 0.01, 0.05, 0.01, 20, 100);

    private static final Experiment WITHOUT = Experiment.named("weight-decay-concise-0")
            .text("d2l", "4.5 权重衰减: 简洁实现", "4.5 Weight Decay: Concise Implementation")
            .lookFor("overfits: the training loss vanishes, the test loss stays")
            .dataset(ROWS)
            .preprocessing(noPreprocessing())
            .net(linear(1))
            .initialValues(normalWeights(1), normalBiases(1))
            .criterion(squaredError())
            .optimizer(sgd(0.003).decays(WEIGHTS_ONLY))
            .batchSize(5)
            .order(SHUFFLED)
            .epochs(100)
            .expect(atLeast(LOSS_GAP, 10, "it overfits"))
            // its range is not known: three deviations
            .expect(known(WEIGHT_NORM, 13.51, RERUNS).standardDeviation(0.70).range(11.4, 15.6))
            .build();

    static final List<Experiment> EXPERIMENTS = List.of(
            WITHOUT,
            WITHOUT.variant("weight-decay-concise-3", "λ = 3: training error up, test error down")
                    .optimizer(WITHOUT.training().optimizer().weightDecay(3))
                    .expect(known(WEIGHT_NORM, 0.416, RERUNS)
                            .standardDeviation(0.075)
                            .range(0.34, 0.72))
                    .claim(above(WITHOUT, TRAIN_LOSS))
                    .claim(below(WITHOUT, TEST_LOSS))
                    .build());

    private WeightDecayConcise() {}
}
