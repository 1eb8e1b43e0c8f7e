package dev.reprise.net.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The layout in memory of a convolution's weights, (filters, channels, height, width), by whose strides torch chooses its
 * kernels. Values and shapes are the same; which is faster depends on the machine, and the last bits depend on it.
 */
public enum WeightLayout {
    CONTIGUOUS("") {
        @Override
        public void apply(Block net, NDManager owner) {
            // as DJL makes them
        }
    },
    CHANNELS_LAST(", memory_format=2") {
        @Override
        public void apply(Block net, NDManager owner) {
            for (Parameter parameter : net.getParameters().values()) {
                if (parameter.getArray().getShape().dimension() == 4) {
                    layOut(parameter, owner);
                }
            }
        }
    };

    private final String memoryFormat;

    WeightLayout(String memoryFormat) {
        this.memoryFormat = memoryFormat;
    }

    /** The one that suits a device: CPUs have faster kernels for channels last. */
    public static WeightLayout suiting(Device device) {
        return device.isGpu() ? CONTIGUOUS : CHANNELS_LAST;
    }

    /** The one with this text; absent where none has it. */
    public static Optional<WeightLayout> of(String text) {
        return Arrays.stream(values())
                .filter(layout -> layout.toString().equals(text))
                .findFirst();
    }

    /** Lays out the parameters of an initialized net. Its new arrays belong to {@code owner}. */
    public abstract void apply(Block net, NDManager owner);

    /** The last argument of {@code torch.contiguous} for arrays of this layout and shape. */
    public String memoryFormat(int dimensions) {
        return dimensions == 4 ? memoryFormat : "";
    }

    /** As in {@code channels-last}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void layOut(Parameter parameter, NDManager owner) {
        try (NDManager step = owner.newSubManager()) {
            NDArray weights = parameter.getArray();
            weights.attach(step);
            NDArray moved = weights.stopGradient().transpose(0, 2, 3, 1);
            NDArray laidOut = step.zeros(moved.getShape(), moved.getDataType())
                    .addi(moved)
                    .transpose(0, 3, 1, 2);
            laidOut.attach(owner);
            parameter.close(); // forgets its array
            parameter.setShape(null);
            parameter.setArray(laidOut);
        }
    }
}
