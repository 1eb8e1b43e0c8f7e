package dev.reprise.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.training.bounds.Bounds;
import java.util.List;

/** What is done to gradients that are too large, before an {@link OptimizerState} takes its step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface GradientClipping {

    /** Changes the gradients of these parameters in place, on their device. */
    void clip(List<Parameter> parameters);

    /** Gradients are not changed. */
    @JsonTypeName("none")
    record None() implements GradientClipping {
        @Override
        public void clip(List<Parameter> parameters) {
            // nothing to do
        }
    }

    /** Each element kept within ±limit: clip_grad_value_ of torch. */
    @JsonTypeName("by-value")
    record ByValue(double limit) implements GradientClipping {
        public ByValue {
            Bounds.aboveZero("limit of a gradient", limit);
        }

        @Override
        public void clip(List<Parameter> parameters) {
            float most = (float) limit;
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                for (NDArray gradient : gradients(parameters)) {
                    gradient.set(new NDIndex("..."), gradient.clip(-most, most));
                }
            }
        }
    }

    /**
     * All gradients times min(1, limit / (‖g‖ + 10⁻⁶)), ‖g‖ the norm over all of them together (Pascanu, Mikolov and
     * Bengio 2013): clip_grad_norm_ of torch.
     */
    @JsonTypeName("by-norm")
    record ByNorm(double limit) implements GradientClipping {
        public ByNorm {
            Bounds.aboveZero("limit of the gradients' norm", limit);
        }

        @Override
        public void clip(List<Parameter> parameters) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDList gradients = gradients(parameters);
                NDList norms = new NDList();
                gradients.forEach(gradient -> norms.add(gradient.norm()));
                NDArray norm = NDArrays.stack(norms).norm();
                NDArray one = OptimizerState.scalar(norm.getManager(), 1);
                NDArray small = OptimizerState.scalar(norm.getManager(), 1e-6);
                NDArray factor = OptimizerState.scalar(norm.getManager(), limit).divi(norm.addi(small));
                NDArray atMostOne = factor.minimum(one);
                gradients.forEach(gradient -> gradient.muli(atMostOne));
            }
        }
    }

    private static NDList gradients(List<Parameter> parameters) {
        NDList gradients = new NDList();
        parameters.stream()
                .filter(Parameter::requiresGradient)
                .forEach(parameter -> gradients.add(parameter.getArray().getGradient()));
        return gradients;
    }
}
