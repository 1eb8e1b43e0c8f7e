package dev.reprise.export;

import dev.reprise.files.tensor.ElementType;
import dev.reprise.files.tensor.Tensor;
import dev.reprise.net.NetException;
import java.util.Locale;
import java.util.Optional;

/**
 * How the weights of layers are stored. They are restored to float32 before anything is computed, so only their rounding changes an
 * answer. Biases, statistics and scalings stay float32.
 */
public enum Quantization {
    /** As they are, in float32. */
    NONE {
        @Override
        StoredTensor weights(String name, Tensor weights) {
            return new StoredTensor(weights, Optional.empty());
        }
    },
    /** The nearest float16, half the size. */
    FLOAT16 {
        @Override
        StoredTensor weights(String name, Tensor weights) {
            for (float value : weights.toFloats()) {
                if (Math.abs(value) > LARGEST_HALF) {
                    throw new NetException(name + " has the weight " + value + ", but float16 ends at "
                            + (int) LARGEST_HALF + ": use --quantize int8 or none");
                }
            }
            return new StoredTensor(Tensor.ofHalves(weights.shape(), weights.toFloats()), Optional.empty());
        }
    },
    /** Whole numbers from −127 to 127 times a scale for each unit or filter, whose largest weight is 127: a quarter of the size. */
    INT8 {
        @Override
        StoredTensor weights(String name, Tensor weights) {
            float[] values = weights.toFloats();
            int units = Math.toIntExact(weights.shape().get(0));
            int each = values.length / units;
            byte[] whole = new byte[values.length];
            float[] scales = new float[units];
            for (int unit = 0; unit < units; unit++) {
                float largest = 0;
                for (int i = unit * each; i < (unit + 1) * each; i++) {
                    largest = Math.max(largest, Math.abs(values[i]));
                }
                if (!Float.isFinite(largest)) {
                    throw new NetException(name + " has a weight that is no finite number: use --quantize none");
                }
                scales[unit] = largest < Float.MIN_NORMAL * LARGEST_INT8 ? 1 : largest / LARGEST_INT8;
                for (int i = unit * each; i < (unit + 1) * each; i++) {
                    whole[i] = (byte) Math.rint(values[i] / scales[unit]);
                }
            }
            return new StoredTensor(
                    Tensor.ofInt8(weights.shape(), whole),
                    Optional.of(Tensor.of(weights.shape().subList(0, 1), scales)));
        }
    };

    private static final float LARGEST_HALF = 65504;
    private static final int LARGEST_INT8 = 127;

    /** A tensor of the net as it is stored. Throws {@link NetException} that names it, if it cannot be. */
    StoredTensor store(String name, Tensor tensor) {
        return tensor.type() == ElementType.FLOAT32 && tensor.shape().size() >= 2
                ? weights(name, tensor)
                : new StoredTensor(tensor, Optional.empty());
    }

    abstract StoredTensor weights(String name, Tensor weights);

    /** As a user writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
