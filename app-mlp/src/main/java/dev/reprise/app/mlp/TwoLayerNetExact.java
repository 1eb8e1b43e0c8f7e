package dev.reprise.app.mlp;

import static dev.reprise.training.experiment.Vocabulary.*;

import dev.reprise.scratch.exact.ExactTraining;
import dev.reprise.scratch.exact.PrintedValue;
import dev.reprise.scratch.nets.ScratchTwoLayerNet.Sizes;
import dev.reprise.scratch.solver.SolverOptions;
import java.util.List;

/**
 * The two-layer net of cs231n.txt with gradients from scratch and the random numbers of its author's notebook.
 *
 * <p>Look for: every digit that the text prints. The seed is the course's; float64, images less the mean image.
 */
final class TwoLayerNetExact {
    static final ExactTraining DEMONSTRATION = new ExactTraining(
            "two-layer-net-exact",
            TwoLayerNet.EXPERIMENT.source(),
            "every digit that the text prints",
            231,
            1_000,
            new Sizes(3072, 50, 10),
            1e-3,
            SolverOptions.defaults()
                    .with("update_rule", "sgd")
                    .with("learning_rate", 1e-3)
                    .with("learning_rate_decay", 0.95)
                    .with("batch_size", 100)
                    .with("epochs", 10)
                    .with("print_every", 10)
                    .with("train_samples", 1_000)
                    .with("validation_samples", SolverOptions.ALL),
            List.of(
                    PrintedValue.loss(1, "2.300089").publishes(FIRST_LOSS),
                    PrintedValue.loss(11, "2.258416"),
                    PrintedValue.loss(21, "2.160948"),
                    PrintedValue.loss(31, "2.016287"),
                    PrintedValue.loss(41, "2.138642"),
                    PrintedValue.loss(51, "2.059372"),
                    PrintedValue.loss(61, "1.897230"),
                    PrintedValue.loss(4871, "1.216778"),
                    PrintedValue.loss(4881, "1.309086"),
                    PrintedValue.loss(4891, "1.281954"),
                    PrintedValue.trainingAccuracy(0, "0.171000"),
                    PrintedValue.validationAccuracy(0, "0.170000"),
                    PrintedValue.trainingAccuracy(10, "0.545000").publishes(LAST_TRAIN_ACCURACY),
                    PrintedValue.validationAccuracy(10, "0.483000").publishes(LAST_VALIDATION_ACCURACY)));

    private TwoLayerNetExact() {}
}
