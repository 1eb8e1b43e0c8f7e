package dev.reprise.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;
import dev.reprise.training.optimizer.OptimizerState;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is added to the loss of a batch for the size of the weights, and minimized with it.
 *
 * <p>Losses on whole sets do not include it. An optimizer's weight decay has the gradient without the loss.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Penalty {

    /** The loss with the penalty, a scalar with a gradient. */
    NDArray add(NDArray loss, List<Parameter> parameters);

    /** λ; absent where nothing is added. */
    OptionalDouble weightDecay();

    @JsonTypeName("none")
    record None() implements Penalty {
        @Override
        public OptionalDouble weightDecay() {
            return OptionalDouble.empty();
        }

        @Override
        public NDArray add(NDArray loss, List<Parameter> parameters) {
            return loss;
        }
    }

    /** ½λ‖w‖² over all weights; biases are not penalized. */
    @JsonTypeName("l2")
    record L2(double lambda) implements Penalty {
        public L2 {
            Bounds.atLeastZero("λ of the penalty", lambda);
        }

        @Override
        public OptionalDouble weightDecay() {
            return OptionalDouble.of(lambda);
        }

        @Override
        public NDArray add(NDArray loss, List<Parameter> parameters) {
            NDArray half = OptimizerState.scalar(loss.getManager(), lambda / 2);
            NDArray total = loss;
            for (Parameter parameter : parameters) {
                if (parameter.getType() == Parameter.Type.WEIGHT) {
                    NDArray weight = view(parameter.getArray(), loss.getManager());
                    total = total.add(weight.square().sum().mul(half));
                }
            }
            return total;
        }
    }

    /** The same values with a gradient, in a manager that also owns the results. */
    private static NDArray view(NDArray parameter, NDManager manager) {
        NDArray view = parameter.reshape(parameter.getShape());
        view.attach(manager);
        return view;
    }
}
