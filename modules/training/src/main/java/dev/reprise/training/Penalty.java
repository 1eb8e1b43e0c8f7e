package dev.reprise.training;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.Check;
import dev.reprise.training.update.Updater;
import java.util.List;

/**
 * What is added to the loss of a batch for the size of the weights, and trained on with it.
 *
 * <p>Losses on whole sets leave it out. A rule's weight decay has the gradient without the loss.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Penalty {

    /** The loss with the penalty, a scalar with a gradient. */
    NDArray add(NDArray loss, List<Parameter> parameters);

    static None none() {
        return new None();
    }

    static L2 l2(double lambda) {
        return new L2(lambda);
    }

    @JsonTypeName("none")
    record None() implements Penalty {
        @Override
        public NDArray add(NDArray loss, List<Parameter> parameters) {
            return loss;
        }
    }

    /** ½λ‖w‖² over all weights; biases are spared. */
    @JsonTypeName("l2")
    record L2(double lambda) implements Penalty {
        public L2 {
            Check.atLeastZero("λ of the penalty", lambda);
        }

        @Override
        public NDArray add(NDArray loss, List<Parameter> parameters) {
            NDArray half = Updater.scalar(loss.getManager(), lambda / 2);
            NDArray total = loss;
            for (Parameter parameter : parameters) {
                if (parameter.getType() == Parameter.Type.WEIGHT) {
                    NDArray weight = Forward.view(parameter.getArray(), loss.getManager());
                    total = total.add(weight.square().sum().mul(half));
                }
            }
            return total;
        }
    }
}
