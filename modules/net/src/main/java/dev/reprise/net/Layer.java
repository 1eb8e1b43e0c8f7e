package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ForwardText.Mode;
import dev.reprise.net.torchscript.ScriptText;
import java.util.List;
import java.util.Map;

/**
 * One layer of a net, as data. Shapes are those of one example, without the batch: (features) or (channels, height,
 * width).
 *
 * <p>A new layer is a new record here: its name in texts and files is its {@link JsonTypeName}, its hyperparameters are
 * its components. Layers without parameters that keep the shape are in {@link Pointwise}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Layer
        permits Layer.Linear,
                Layer.Conv,
                Layer.Maxout,
                Layer.MaxPool,
                Layer.AvgPool,
                Layer.Dropout,
                Layer.BatchNorm,
                Layer.Flatten,
                Pointwise {

    /** The layer as an uninitialized DJL block. */
    Block toBlock();

    /**
     * Writes the layer into a TorchScript program, with its step of the backward pass, and names its output. {@code x} names
     * its input, a batch.
     */
    String write(ForwardText forward, String x);

    /** The output shape, by default the input's. Throws {@link NetException} if the input does not fit. */
    default Shape outputShape(Shape input) {
        return input;
    }

    /** The layer's parameters by DJL's names, in DJL's order; those whose name starts with "running" are not learned. */
    default Map<String, Shape> parameterShapes(Shape input) {
        return Map.of();
    }

    /** A fully connected layer, y = xWᵀ + b: W is (units, inputs), b is (units). */
    @JsonTypeName("linear")
    record Linear(int units, boolean bias) implements Layer {
        public Linear {
            Shapes.atLeast(1, "units", units);
        }

        public Linear withoutBias() {
            return new Linear(units, false);
        }

        @Override
        public Block toBlock() {
            return ai.djl.nn.core.Linear.builder().setUnits(units).optBias(bias).build();
        }

        @Override
        public String write(ForwardText forward, String x) {
            String w = forward.parameter();
            String b = bias ? forward.parameter() : "None";
            forward.onBackward((g, inputNeeded) -> {
                forward.gradient(w, "torch.mm(torch.t(%s), %s)".formatted(g, x));
                if (bias) {
                    forward.gradient(b, "torch.sum(%s, [0])".formatted(g));
                }
                return inputNeeded ? forward.let("torch.mm(%s, %s)".formatted(g, w)) : "";
            });
            return forward.let("torch.linear(%s, %s, %s)".formatted(x, w, b));
        }

        @Override
        public Shape outputShape(Shape input) {
            Shapes.features(input);
            return new Shape(units);
        }

        @Override
        public Map<String, Shape> parameterShapes(Shape input) {
            Shape weight = new Shape(units, Shapes.features(input));
            return bias ? Shapes.ordered("weight", weight, "bias", new Shape(units)) : Map.of("weight", weight);
        }
    }

    /**
     * A convolution (cross-correlation, as in PyTorch) with square kernels: weight (filters, channels, kernel, kernel),
     * bias (filters); (c, h, w) becomes (filters, (h + 2 padding − kernel) / stride + 1, …).
     */
    @JsonTypeName("conv")
    record Conv(int filters, int kernel, int stride, int padding) implements Layer {
        public Conv {
            Shapes.atLeast(1, "filters", filters);
            Shapes.atLeast(1, "kernel", kernel);
            Shapes.atLeast(1, "stride", stride);
            Shapes.atLeast(0, "padding", padding);
        }

        public Conv stride(int value) {
            return new Conv(filters, kernel, value, padding);
        }

        public Conv padding(int value) {
            return new Conv(filters, kernel, stride, value);
        }

        @Override
        public Block toBlock() {
            return Conv2d.builder()
                    .setFilters(filters)
                    .setKernelShape(new Shape(kernel, kernel))
                    .optStride(new Shape(stride, stride))
                    .optPadding(new Shape(padding, padding))
                    .build();
        }

        @Override
        public String write(ForwardText forward, String x) {
            String w = forward.parameter();
            String b = forward.parameter();
            String how = "[%d, %d], [%d, %d], [1, 1], False, [0, 0], 1".formatted(stride, stride, padding, padding);
            forward.onBackward((g, inputNeeded) -> {
                String gradients = forward.let("torch.convolution_backward(%s, %s, %s, [%d], %s, [%s, True, True])"
                        .formatted(g, x, w, filters, how, ScriptText.truth(inputNeeded)));
                forward.gradient(w, gradients + "[1]");
                forward.gradient(b, gradients + "[2]");
                return inputNeeded ? forward.let(gradients + "[0]") : "";
            });
            return forward.let("torch.convolution(%s, %s, %s, %s)".formatted(x, w, b, how));
        }

        @Override
        public Shape outputShape(Shape input) {
            return Shapes.slide(input, filters, kernel, stride, padding);
        }

        @Override
        public Map<String, Shape> parameterShapes(Shape input) {
            return Shapes.ordered(
                    "weight", new Shape(filters, Shapes.channels(input), kernel, kernel), "bias", new Shape(filters));
        }
    }

    /** The largest of {@code pieces} linear functions for each unit (Goodfellow et al. 2013): max(w₁x + b₁, w₂x + b₂, …). */
    @JsonTypeName("maxout")
    record Maxout(int units, int pieces) implements Layer {
        public Maxout {
            Shapes.atLeast(1, "units", units);
            Shapes.atLeast(2, "pieces", pieces);
        }

        @Override
        public Block toBlock() {
            return new SequentialBlock()
                    .add(new Linear(Math.multiplyExact(units, pieces), true).toBlock())
                    .add(LambdaBlock.singleton(z -> z.reshape(-1, units, pieces).max(new int[] {2}), "maxout"));
        }

        @Override
        public String write(ForwardText forward, String x) {
            String all = new Linear(Math.multiplyExact(units, pieces), true).write(forward, x);
            String split = forward.let("torch.reshape(%s, %s)".formatted(all, List.of(-1, units, pieces)));
            String largest = forward.let("torch.max(%s, 2, True)".formatted(split));
            forward.onBackward((g, inputNeeded) -> forward.let(
                    "torch.flatten(torch.scatter(torch.zeros_like(%s), 2, %s[1], torch.unsqueeze(%s, 2)), 1)"
                            .formatted(split, largest, g)));
            return forward.let("torch.squeeze(%s[0], 2)".formatted(largest));
        }

        @Override
        public Shape outputShape(Shape input) {
            Shapes.features(input);
            return new Shape(units);
        }

        @Override
        public Map<String, Shape> parameterShapes(Shape input) {
            return new Linear(Math.multiplyExact(units, pieces), true).parameterShapes(input);
        }
    }

    /** The largest value of each square window. */
    @JsonTypeName("max-pool")
    record MaxPool(int size, int stride) implements Layer {
        public MaxPool {
            Shapes.atLeast(1, "size", size);
            Shapes.atLeast(1, "stride", stride);
        }

        public MaxPool stride(int value) {
            return new MaxPool(size, value);
        }

        @Override
        public Block toBlock() {
            return ai.djl.nn.pooling.Pool.maxPool2dBlock(new Shape(size, size), new Shape(stride, stride));
        }

        @Override
        public String write(ForwardText forward, String x) {
            String how = "[%d, %d], [%d, %d], [0, 0], [1, 1], False".formatted(size, size, stride, stride);
            String pooled = forward.let("torch.max_pool2d_with_indices(%s, %s)".formatted(x, how));
            forward.onBackward((g, inputNeeded) -> forward.let(
                    "torch.max_pool2d_with_indices_backward(%s, %s, %s, %s[1])".formatted(g, x, how, pooled)));
            return forward.let(pooled + "[0]");
        }

        @Override
        public Shape outputShape(Shape input) {
            return Shapes.slide(input, Shapes.channels(input), size, stride, 0);
        }
    }

    /** The mean of each square window. */
    @JsonTypeName("avg-pool")
    record AvgPool(int size, int stride) implements Layer {
        public AvgPool {
            Shapes.atLeast(1, "size", size);
            Shapes.atLeast(1, "stride", stride);
        }

        public AvgPool stride(int value) {
            return new AvgPool(size, value);
        }

        @Override
        public Block toBlock() {
            return ai.djl.nn.pooling.Pool.avgPool2dBlock(new Shape(size, size), new Shape(stride, stride));
        }

        @Override
        public String write(ForwardText forward, String x) {
            String how = "[%d, %d], [%d, %d], [0, 0], False, True, None".formatted(size, size, stride, stride);
            forward.onBackward(
                    (g, inputNeeded) -> forward.let("torch.avg_pool2d_backward(%s, %s, %s)".formatted(g, x, how)));
            return forward.let("torch.avg_pool2d(%s, %s)".formatted(x, how));
        }

        @Override
        public Shape outputShape(Shape input) {
            return Shapes.slide(input, Shapes.channels(input), size, stride, 0);
        }
    }

    /** In training, zeroes each value with probability {@code rate} and divides the others by 1 − rate; else the identity. */
    @JsonTypeName("dropout")
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate <= 1)) {
                throw new NetException("dropout rate must be in [0, 1], is " + rate);
            }
        }

        @Override
        public Block toBlock() {
            return ai.djl.nn.norm.Dropout.builder().optRate((float) rate).build();
        }

        @Override
        public String write(ForwardText forward, String x) {
            if (forward.mode() == Mode.EVALUATION || rate == 0) {
                return x;
            }
            String scale = ScriptText.number(rate == 1 ? 0 : 1 / (1 - (double) (float) rate));
            String kept =
                    forward.let("(self).dropout(%s, %s, %s)".formatted(x, ScriptText.number((float) rate), scale));
            forward.onBackward((g, inputNeeded) ->
                    forward.let("torch.native_dropout_backward(%s, %s[1], %s)".formatted(g, kept, scale)));
            return forward.let(kept + "[0]");
        }
    }

    /**
     * Batch normalization (Ioffe and Szegedy 2015) over the first axis of an example. {@code momentum} is the weight of
     * the new batch in the running statistics, as in PyTorch (0.1); {@code epsilon} is added to the variance.
     */
    @JsonTypeName("batch-norm")
    record BatchNorm(double momentum, double epsilon) implements Layer {
        public BatchNorm {
            if (!(momentum > 0 && momentum <= 1)) {
                throw new NetException("momentum must be in (0, 1], is " + momentum);
            }
            if (!(epsilon > 0)) {
                throw new NetException("epsilon must be above 0, is " + epsilon);
            }
        }

        @Override
        public Block toBlock() {
            return ai.djl.nn.norm.BatchNorm.builder()
                    .optMomentum((float) (1 - momentum))
                    .optEpsilon((float) epsilon)
                    .build();
        }

        @Override
        public String write(ForwardText forward, String x) {
            String gamma = forward.parameter();
            String beta = forward.parameter();
            String running = forward.statistic() + ", " + forward.statistic();
            String training = ScriptText.truth(forward.mode() == Mode.TRAINING);
            String eps = ScriptText.number((float) epsilon);
            String normalized = forward.let("torch.native_batch_norm(%s, %s, %s, %s, %s, %s, %s)"
                    .formatted(x, gamma, beta, running, training, ScriptText.number(1f - (float) (1 - momentum)), eps));
            forward.onBackward((g, inputNeeded) -> {
                String gradients = forward.let(
                        "torch.native_batch_norm_backward(%s, %s, %s, %s, %s[1], %s[2], True, %s, [%s, True, True])"
                                .formatted(
                                        g,
                                        x,
                                        gamma,
                                        running,
                                        normalized,
                                        normalized,
                                        eps,
                                        ScriptText.truth(inputNeeded)));
                forward.gradient(gamma, gradients + "[1]");
                forward.gradient(beta, gradients + "[2]");
                return inputNeeded ? forward.let(gradients + "[0]") : "";
            });
            return forward.let(normalized + "[0]");
        }

        @Override
        public Map<String, Shape> parameterShapes(Shape input) {
            Shape channels = new Shape(input.get(0));
            Map<String, Shape> shapes = Shapes.ordered("gamma", channels, "beta", channels);
            shapes.putAll(Shapes.ordered("runningMean", channels, "runningVar", channels));
            return shapes;
        }
    }

    /** Turns an example of any shape into a row of features. */
    @JsonTypeName("flatten")
    record Flatten() implements Layer {
        @Override
        public Block toBlock() {
            return Blocks.batchFlattenBlock();
        }

        @Override
        public String write(ForwardText forward, String x) {
            forward.onBackward((g, inputNeeded) -> forward.let("(self).reshaped(%s, %s)".formatted(g, x)));
            return forward.let("torch.flatten(%s, 1)".formatted(x));
        }

        @Override
        public Shape outputShape(Shape input) {
            return new Shape(input.size());
        }
    }
}
