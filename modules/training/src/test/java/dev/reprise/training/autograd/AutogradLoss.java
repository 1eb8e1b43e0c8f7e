package dev.reprise.training.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import java.util.List;

/** Criteria and penalties in DJL's operations. */
final class AutogradLoss {
    private AutogradLoss() {}

    static NDArray of(Criterion criterion, NDArray outputs, NDArray targets) {
        if (criterion instanceof Criterion.CrossEntropy) {
            return ofTargets(outputs.logSoftmax(1), targets).mean().neg();
        }
        if (criterion instanceof Criterion.NegativeLogLikelihood) {
            return ofTargets(outputs, targets).mean().neg();
        }
        if (criterion instanceof Criterion.MulticlassHinge hinge) {
            NDArray margins = outputs.sub(ofTargets(outputs, targets)).add(hinge.margin());
            // The sum includes j = yᵢ, whose term is Δ and has no gradient.
            return Activation.relu(margins).sum(new int[] {1}).mean().sub(hinge.margin());
        }
        NDArray meanSquare = outputs.sub(targets).square().mean();
        return criterion instanceof Criterion.HalfSquaredError ? meanSquare.mul(0.5) : meanSquare;
    }

    static NDArray penalized(Penalty penalty, NDArray loss, List<Parameter> parameters) {
        NDArray total = loss;
        if (penalty instanceof Penalty.L2 l2) {
            for (Parameter parameter : parameters) {
                if (parameter.getType() == Parameter.Type.WEIGHT) {
                    NDArray weight = parameter.getArray().reshape(parameter.getShape());
                    weight.attach(loss.getManager());
                    total = total.add(weight.square().sum().mul(l2.lambda() / 2));
                }
            }
        }
        return total;
    }

    /** Of each row the element of its target class: (n, 1). */
    private static NDArray ofTargets(NDArray outputs, NDArray targets) {
        return outputs.gather(targets.expandDims(1), 1);
    }
}
