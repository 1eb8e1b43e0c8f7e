package dev.reprise.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptText;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The scaling of raw inputs before they enter the net, with the numbers fitted on the training split.
 *
 * <p>A scaling is saved with its net, and training and inference both apply it by {@link #on}. Raw inputs are pixels
 * 0–255, (batch, channels, height, width) uint8, or rows of features, (batch, features) float32; scaled inputs are
 * float32.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ // the extra names are those of format 1
    @JsonSubTypes.Type(Scaling.None.class),
    @JsonSubTypes.Type(Scaling.ZeroToOne.class),
    @JsonSubTypes.Type(value = Scaling.Normalized.class, names = "normalised"),
    @JsonSubTypes.Type(Scaling.MeanImage.class),
    @JsonSubTypes.Type(value = Scaling.Standardized.class, names = "standardised"),
    @JsonSubTypes.Type(Scaling.Projection.class)
})
public sealed interface Scaling {

    /** The shape of one scaled input, given the shape of a raw one. Throws {@link NetException} if they do not fit. */
    default Shape outputShape(Shape input) {
        return input;
    }

    /**
     * The scaling on a device: its arrays are created once, by {@code manager}, which owns them.
     *
     * @return a function from raw to scaled inputs; its result is a float32 array that belongs to the raw array's manager
     */
    Function<NDArray, NDArray> on(NDManager manager);

    /** Writes the scaling into a TorchScript program and names the scaled inputs. {@code raw} names the raw ones. */
    String write(ForwardText forward, String raw);

    /** The arrays that the program computes with, in order. They belong to {@code manager}. */
    default List<NDArray> constants(NDManager manager) {
        return List.of();
    }

    /**
     * The scaling as arithmetic on float32, for other programs: each step changes what the one before gives.
     *
     * @param input the shape of a raw input
     */
    default List<Arithmetic> arithmetic(Shape input) {
        return List.of();
    }

    /**
     * One step of a scaling.
     *
     * @param shape of the values, which broadcast over a batch
     */
    record Arithmetic(Operator operator, Shape shape, FloatArray values) {}

    /** What a step of a scaling does with its values. */
    enum Operator {
        SUBTRACT,
        ADD,
        MULTIPLY,
        DIVIDE,
        /** Makes each example a row and multiplies it by a matrix, (features, components). */
        PROJECT;

        /** As in {@code subtract}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Raw values, unchanged. */
    @JsonTypeName("none")
    record None() implements Scaling {
        @Override
        public Function<NDArray, NDArray> on(NDManager manager) {
            return raw -> raw.toType(DataType.FLOAT32, false);
        }

        @Override
        public String write(ForwardText forward, String raw) {
            return forward.converted(raw);
        }
    }

    /** Pixels divided by 255. */
    @JsonTypeName("zero-to-one")
    record ZeroToOne() implements Scaling {
        @Override
        public Function<NDArray, NDArray> on(NDManager manager) {
            return raw -> copy(raw).divi(255f);
        }

        @Override
        public String write(ForwardText forward, String raw) {
            return forward.converted(forward.let("torch.div(%s, 255.)".formatted(raw)));
        }

        @Override
        public List<Arithmetic> arithmetic(Shape input) {
            return List.of(new Arithmetic(Operator.DIVIDE, new Shape(), FloatArray.of(255)));
        }
    }

    /** (x / 255 − mean) / standard deviation of each pixel x, per channel; MNIST's are 0.1307 and 0.3081. */
    @JsonTypeName("normalized")
    record Normalized(
            List<Float> mean, @JsonAlias("deviation") List<Float> standardDeviation) implements Scaling {
        public Normalized {
            mean = List.copyOf(mean);
            standardDeviation = List.copyOf(standardDeviation);
            if (mean.isEmpty() || mean.size() != standardDeviation.size()) {
                throw new NetException("normalized scaling needs one mean and one standard deviation per channel, has "
                        + mean.size() + " and " + standardDeviation.size());
            }
            if (standardDeviation.stream().anyMatch(d -> !(d > 0))) {
                throw new NetException("standard deviations must be above 0, are " + standardDeviation);
            }
        }

        @Override
        public Shape outputShape(Shape input) {
            if (mean.size() != 1 && mean.size() != input.get(0)) {
                throw new NetException("scaling is for " + mean.size() + " channels, input is " + input);
            }
            return input;
        }

        @Override
        public Function<NDArray, NDArray> on(NDManager manager) {
            List<NDArray> constants = constants(manager);
            return raw -> copy(raw).muli(constants.get(0)).addi(constants.get(1));
        }

        @Override
        public String write(ForwardText forward, String raw) {
            String factor = forward.constant();
            String offset = forward.constant();
            return forward.let(
                    mean.size() == 1 // in one pass
                            ? "torch.add(%s, %s, alpha=%s)"
                                    .formatted(
                                            offset,
                                            raw,
                                            ScriptText.number(
                                                    arithmetic().get(0).values().get(0)))
                            : "torch.add_(torch.mul(%s, %s), %s)".formatted(raw, factor, offset));
        }

        @Override
        public List<NDArray> constants(NDManager manager) {
            return arithmetic().stream()
                    .map(step -> manager.create(step.values().toArray(), step.shape()))
                    .toList();
        }

        @Override
        public List<Arithmetic> arithmetic(Shape input) {
            return arithmetic();
        }

        /** (x / 255 − mean) / standardDeviation as one multiplication and one addition. */
        private List<Arithmetic> arithmetic() {
            int channels = mean.size();
            float[] factor = new float[channels];
            float[] offset = new float[channels];
            for (int i = 0; i < channels; i++) {
                factor[i] = 1f / (255f * standardDeviation.get(i));
                offset[i] = -mean.get(i) / standardDeviation.get(i);
            }
            Shape shape = channels == 1 ? new Shape() : new Shape(channels, 1, 1);
            return List.of(
                    new Arithmetic(Operator.MULTIPLY, shape, FloatArray.of(factor)),
                    new Arithmetic(Operator.ADD, shape, FloatArray.of(offset)));
        }
    }

    /** Raw values minus the mean image (or mean row) of the training split: cs231n's preprocessing. */
    @JsonTypeName("mean-image")
    record MeanImage(FloatArray mean) implements Scaling {
        @Override
        public Shape outputShape(Shape input) {
            return requireFeatures(input, mean.length());
        }

        @Override
        public Function<NDArray, NDArray> on(NDManager manager) {
            NDArray means = constants(manager).get(0);
            return raw -> byFeature(raw, rows -> rows.subi(means));
        }

        @Override
        public String write(ForwardText forward, String raw) {
            return forward.let(
                    "torch.view_as(torch.sub(torch.flatten(%s, 1), %s), %s)".formatted(raw, forward.constant(), raw));
        }

        @Override
        public List<NDArray> constants(NDManager manager) {
            return List.of(manager.create(mean.toArray()));
        }

        @Override
        public List<Arithmetic> arithmetic(Shape input) {
            return List.of(new Arithmetic(Operator.SUBTRACT, input, mean));
        }
    }

    /** (x − mean) / standard deviation of each feature x. */
    @JsonTypeName("standardized")
    record Standardized(
            FloatArray mean, @JsonAlias("deviation") FloatArray standardDeviation) implements Scaling {
        @Override
        public Shape outputShape(Shape input) {
            requireFeatures(input, standardDeviation.length());
            return requireFeatures(input, mean.length());
        }

        @Override
        public Function<NDArray, NDArray> on(NDManager manager) {
            List<NDArray> constants = constants(manager);
            return raw -> byFeature(raw, rows -> rows.subi(constants.get(0)).divi(constants.get(1)));
        }

        @Override
        public String write(ForwardText forward, String raw) {
            return forward.let("torch.view_as(torch.div_(torch.sub(torch.flatten(%s, 1), %s), %s), %s)"
                    .formatted(raw, forward.constant(), forward.constant(), raw));
        }

        @Override
        public List<NDArray> constants(NDManager manager) {
            return List.of(manager.create(mean.toArray()), manager.create(standardDeviation.toArray()));
        }

        @Override
        public List<Arithmetic> arithmetic(Shape input) {
            return List.of(
                    new Arithmetic(Operator.SUBTRACT, input, mean),
                    new Arithmetic(Operator.DIVIDE, input, standardDeviation));
        }
    }

    /**
     * (x − mean) times a matrix: the principal components (PCA), or those divided by the square root of their variance
     * (whitening). The output is a row of {@code components} values.
     *
     * @param matrix (features, components), row by row
     */
    @JsonTypeName("projection")
    record Projection(FloatArray mean, FloatArray matrix, int components) implements Scaling {
        public Projection {
            if (components < 1 || matrix.length() != mean.length() * components) {
                throw new NetException("projection of " + mean.length() + " features to " + components
                        + " components needs a matrix of " + mean.length() * (long) components + " values, has "
                        + matrix.length());
            }
        }

        @Override
        public Shape outputShape(Shape input) {
            requireFeatures(input, mean.length());
            return new Shape(components);
        }

        @Override
        public Function<NDArray, NDArray> on(NDManager manager) {
            List<NDArray> constants = constants(manager);
            return raw ->
                    copy(raw).reshape(-1, mean.length()).subi(constants.get(0)).matMul(constants.get(1));
        }

        @Override
        public String write(ForwardText forward, String raw) {
            return forward.let("torch.matmul(torch.sub(torch.flatten(%s, 1), %s), %s)"
                    .formatted(raw, forward.constant(), forward.constant()));
        }

        @Override
        public List<NDArray> constants(NDManager manager) {
            return List.of(
                    manager.create(mean.toArray()),
                    manager.create(matrix.toArray(), new Shape(mean.length(), components)));
        }

        @Override
        public List<Arithmetic> arithmetic(Shape input) {
            return List.of(
                    new Arithmetic(Operator.SUBTRACT, input, mean),
                    new Arithmetic(Operator.PROJECT, new Shape(mean.length(), components), matrix));
        }
    }

    /** The values as float32, to be changed in place. DJL's {@code toType(…, true)} of a float32 array is no copy. */
    private static NDArray copy(NDArray raw) {
        return raw.getDataType() == DataType.FLOAT32 ? raw.duplicate() : raw.toType(DataType.FLOAT32, false);
    }

    /** Applies a change of (batch, features) to examples of any shape; the arrays belong to the raw array's manager. */
    private static NDArray byFeature(NDArray raw, UnaryOperator<NDArray> change) {
        NDArray values = copy(raw);
        return change.apply(values.reshape(values.getShape().get(0), -1)).reshape(values.getShape());
    }

    private static Shape requireFeatures(Shape input, int features) {
        if (input.size() != features) {
            throw new NetException("scaling is for " + features + " values, input " + input + " has " + input.size());
        }
        return input;
    }
}
