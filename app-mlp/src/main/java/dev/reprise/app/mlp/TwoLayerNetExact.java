package dev.reprise.app.mlp;

import static dev.reprise.results.Measure.FIRST_LOSS;
import static dev.reprise.results.Measure.LAST_TRAIN_ACCURACY;
import static dev.reprise.results.Measure.LAST_VALIDATION_ACCURACY;

import dev.reprise.scratch.exact.ExactTraining;
import dev.reprise.scratch.exact.PrintedFigure;
import dev.reprise.scratch.nets.ScratchTwoLayerNet.Sizes;
import dev.reprise.scratch.solver.SolverOptions;
import java.util.List;

/**
 * The two-layer net of cs231n.txt with gradients by hand, draw for draw as its author's notebook ran it.
 *
 * <p>What to see: every digit that the text prints. The seed is the course's; float64, images less the mean image.
 */
final class TwoLayerNetExact {
    static final ExactTraining DEMONSTRATION = new ExactTraining(
            "two-layer-net-exact",
            "cs231n",
            "两层神经网络训练过程: 训练过程",
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
                    PrintedFigure.loss(1, "2.300089").as(FIRST_LOSS),
                    PrintedFigure.loss(11, "2.258416"),
                    PrintedFigure.loss(21, "2.160948"),
                    PrintedFigure.loss(31, "2.016287"),
                    PrintedFigure.loss(41, "2.138642"),
                    PrintedFigure.loss(51, "2.059372"),
                    PrintedFigure.loss(61, "1.897230"),
                    PrintedFigure.loss(4871, "1.216778"),
                    PrintedFigure.loss(4881, "1.309086"),
                    PrintedFigure.loss(4891, "1.281954"),
                    PrintedFigure.trainingAccuracy(0, "0.171000"),
                    PrintedFigure.validationAccuracy(0, "0.170000"),
                    PrintedFigure.trainingAccuracy(10, "0.545000").as(LAST_TRAIN_ACCURACY),
                    PrintedFigure.validationAccuracy(10, "0.483000").as(LAST_VALIDATION_ACCURACY)));

    private TwoLayerNetExact() {}
}
