package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.data.RandomStream;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Sweep;
import dev.reprise.training.experiment.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The random search that cs231n.txt advises: hyperparameters drawn at random, five epochs each, to find a good interval.
 *
 * <p>Look for: sorted by validation accuracy, the good runs lie in a narrow band of learning rates, near the upper end of
 * what the text calls usual, and anywhere in the weight decay. Another seed draws other values.
 */
final class RandomSearch {
    private static final int RUNS = 20; // ours: the text gives no number

    static final Sweep SWEEP = Sweep.named("random-search")
            .text("cs231n", "调整超参数: 策略与步骤", "Tuning hyperparameters: strategy and steps")
            .lookFor("good learning rates lie in a narrow band near 1e-3; the weight decay hardly matters")
            .goal(HIGHEST_VALIDATION_ACCURACY)
            .drawing(RandomSearch::trials);

    private RandomSearch() {}

    private static List<Trial> trials(long seed) {
        SplittableRandom random = RandomStream.of(seed, RandomStream.Purpose.SEARCH);
        List<Trial> trials = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            double rate = rounded(Math.pow(10, random.nextDouble(-5, -3))); // log-uniform in the text's 1e-5 … 1e-3
            double weightDecay = rounded(Math.pow(10, random.nextDouble(-3, 0.5))); // ours: the text gives no range
            int hidden = random.nextInt(50, 101); // ours: between the grid's ends
            Experiment experiment = TwoLayerNet.EXPERIMENT
                    .trial()
                    .net(flatten(), linear(hidden), relu(), linear(10))
                    .optimizer(sgd(rate).weightDecay(weightDecay).decays(WEIGHTS_ONLY))
                    .epochs(5)
                    .build();
            trials.add(Trial.of(experiment)
                    .with("rate", rate)
                    .with("weight_decay", weightDecay)
                    .with("hidden", hidden));
        }
        return trials;
    }

    /** To three digits, short enough to type. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
