package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.training.experiment.ExperimentBuilder;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * The 144 runs in which cs231n.txt searches for the best hyperparameters of its two-layer net; the first 17 are the rows
 * it prints.
 *
 * <p>Look for: a learning rate of 1e-4 is too low for ten epochs (0.46–0.48), 5e-4 and 1e-3 do best, 5e-3 diverges or
 * nearly so; the weight decay hardly matters. The best on validation is then measured once on the test set.
 */
final class TwoLayerGrid {
    private static final List<Double> PRINTED = List.of(
            0.463, 0.479, 0.466, 0.46, 0.476, 0.457, 0.47, 0.474, 0.472, 0.464, 0.472, 0.458, 0.5, 0.506, 0.52, 0.496,
            0.507);

    static final Sweep SWEEP = Sweep.named("two-layer-grid")
            .text("cs231n", "调整超参数: 代码", "Tuning hyperparameters: code")
            .lookFor("learning rate matters most: 1e-4 is too low, 5e-3 too high; weight decay hardly matters")
            .goal(HIGHEST_VALIDATION_ACCURACY)
            .over(trials())
            .publishes(testAccuracy(0.513)
                    .within(0.036, "the best of one search, on 1,000 images; other solutions print 0.477–0.554"));

    private TwoLayerGrid() {}

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (int hidden : new int[] {50, 75, 100}) {
            for (double rate : new double[] {1e-4, 5e-4, 1e-3, 5e-3}) {
                for (double weightDecay : new double[] {0, 0.5, 1, 1.5}) {
                    for (double rateDecay : new double[] {0.95, 0.97, 0.99}) {
                        ExperimentBuilder experiment = TwoLayerNet.EXPERIMENT
                                .trial()
                                .net(flatten(), linear(hidden), relu(), linear(10))
                                .optimizer(sgd(rate).weightDecay(weightDecay).decays(WEIGHTS_ONLY))
                                .schedule(factorPerEpoch(rateDecay));
                        if (trials.size() < PRINTED.size()) {
                            experiment.publishes(validationAccuracy(PRINTED.get(trials.size()))
                                    .within(0.03, "one run of the text's, on 1,000 images"));
                        }
                        trials.add(Trial.of(experiment.build())
                                .with("hidden", hidden)
                                .with("rate", rate)
                                .with("weight_decay", weightDecay)
                                .with("rate_decay", rateDecay));
                    }
                }
            }
        }
        return trials;
    }
}
