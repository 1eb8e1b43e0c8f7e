package dev.reprise.training.program;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptModule;

/** Dropout operation by operation, of the elements that the program of the same seed drops. */
final class DrawnDropout extends AbstractBlock {
    private final ScriptModule module;
    private final double rate;

    DrawnDropout(double rate, NDManager manager) {
        this.rate = (float) rate;
        this.module = ScriptModule.load("""
                  def mask(self, x: Tensor, rate: Tensor) -> Tensor:
                    return ((self).dropout(x, float(rate), 1.))[1]
                """ + ForwardText.METHODS, manager);
    }

    /** True where an element is kept. */
    NDArray mask(NDArray x) {
        try (NDManager call = x.getManager().newSubManager()) {
            NDArray mask = module.call("mask", call, new NDList(x.stopGradient(), call.create(rate)))
                    .singletonOrThrow();
            return x.getManager()
                    .create(mask.toBooleanArray())
                    .reshape(x.getShape()); // autograd takes no result of inference
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
        NDArray x = inputs.singletonOrThrow();
        if (!training || rate == 0) {
            return inputs;
        }
        DataType type = x.getDataType();
        return new NDList(x.mul(mask(x).toType(type, false)).mul(rate == 1 ? 0 : 1 / (1 - rate)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return inputs;
    }
}
