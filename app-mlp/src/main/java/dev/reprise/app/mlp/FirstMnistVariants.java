package dev.reprise.app.mlp;

import static dev.reprise.app.mlp.FirstMnistSections.*;
import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.results.PublishedValue;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ExperimentBuilder;
import dev.reprise.training.experiment.Source;
import java.util.List;

/**
 * One thing changed in {@code first-mnist} at a time, as first-mnist.txt answers its questions.
 *
 * <p>Look for: normalized pixels and more epochs gain a point, the others a few images in a thousand at most. Each
 * published value is of one run; the tolerance is the spread of the author's own re-runs.
 */
final class FirstMnistVariants {
    static final List<Experiment> EXPERIMENTS = List.of(
            variant("first-mnist-normalized", PROGRAM, "scaling helps PyTorch converge: about 1 point more")
                    .preprocessing(normalized(0.1307, 0.3081))
                    .expect(between(TEST_ACCURACY, 0.915, 0.920, "the author's notebook has 9174"))
                    .claim(above(FirstMnist.EXPERIMENT, TEST_ACCURACY))
                    .build(),
            variant("first-mnist-deeper", DEPTH, "a third linear layer changes nothing: the net stays linear")
                    .net(flatten(), linear(256), dropout(0.2), linear(64), dropout(0.2), linear(10))
                    .publishes(ofOneRun(0.9069))
                    .claim(above(FirstMnist.EXPERIMENT, TEST_ACCURACY))
                    .build(),
            variant("first-mnist-512", WIDTH, "512 units instead of 256: two images in a thousand more")
                    .net(flatten(), linear(512), dropout(0.2), linear(10))
                    .publishes(ofOneRun(0.9076))
                    .claim(above(FirstMnist.EXPERIMENT, TEST_ACCURACY))
                    .build(),
            variant("first-mnist-relu", ACTIVATION, "ReLU in place of dropout: the only variant that is not linear")
                    .net(flatten(), linear(512), relu(), linear(10)) // 512 units as in the author's notebook
                    .publishes(ofOneRun(0.9109))
                    .claim(above(FirstMnist.EXPERIMENT, TEST_ACCURACY))
                    .build(),
            variant("first-mnist-dropout-0.5", DROPOUT, "dropout rate 0.5: one image in a thousand less")
                    .net(flatten(), linear(256), dropout(0.5), linear(10))
                    .publishes(ofOneRun(0.9034))
                    .claim(below(FirstMnist.EXPERIMENT, TEST_ACCURACY))
                    .build(),
            variant("first-mnist-10-epochs", EPOCHS, "ten epochs: about 1 point more")
                    .epochs(10)
                    .publishes(ofOneRun(0.9165))
                    .claim(above(FirstMnist.EXPERIMENT, TEST_ACCURACY))
                    .build(),
            variant("first-mnist-fashion", OBJECTS, "the same program on clothes: about 81 %")
                    .dataset("fashion-mnist")
                    .publishes(
                            testAccuracy(0.81).within(0.005, "the text prints two digits; the author's run gave 8099"))
                    .build());

    private FirstMnistVariants() {}

    private static ExperimentBuilder variant(String name, Source section, String lookFor) {
        return FirstMnist.EXPERIMENT.variant(name, lookFor).source(section);
    }

    private static PublishedValue ofOneRun(double accuracy) {
        return testAccuracy(accuracy)
                .within(0.002, "the text prints one run; twice the largest spread over our seeds, 0.0009");
    }
}
