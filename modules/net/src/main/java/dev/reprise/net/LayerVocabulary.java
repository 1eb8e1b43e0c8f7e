package dev.reprise.net;

/** The words for layers, for {@code import static}; the vocabulary of experiments inherits them. */
public class LayerVocabulary {
    protected LayerVocabulary() {}

    public static Layer.Linear linear(int units) {
        return new Layer.Linear(units, true);
    }

    /** A square convolution with stride 1 and no padding; change them by {@code stride} and {@code padding}. */
    public static Layer.Conv conv(int filters, int kernel) {
        return new Layer.Conv(filters, kernel, 1, 0);
    }

    public static Layer.Maxout maxout(int units, int pieces) {
        return new Layer.Maxout(units, pieces);
    }

    /** Max pooling over adjacent squares of side {@code size}. */
    public static Layer.MaxPool maxPool(int size) {
        return new Layer.MaxPool(size, size);
    }

    /** Average pooling over adjacent squares of side {@code size}. */
    public static Layer.AvgPool avgPool(int size) {
        return new Layer.AvgPool(size, size);
    }

    public static Layer.Dropout dropout(double rate) {
        return new Layer.Dropout(rate);
    }

    public static Layer.BatchNorm batchNorm(double momentum, double epsilon) {
        return new Layer.BatchNorm(momentum, epsilon);
    }

    public static Layer.Flatten flatten() {
        return new Layer.Flatten();
    }

    public static Pointwise.Relu relu() {
        return new Pointwise.Relu();
    }

    public static Pointwise.LeakyRelu leakyRelu(double slope) {
        return new Pointwise.LeakyRelu(slope);
    }

    public static Pointwise.Elu elu(double alpha) {
        return new Pointwise.Elu(alpha);
    }

    public static Pointwise.Sigmoid sigmoid() {
        return new Pointwise.Sigmoid();
    }

    public static Pointwise.Tanh tanh() {
        return new Pointwise.Tanh();
    }

    public static Pointwise.Softmax softmax() {
        return new Pointwise.Softmax();
    }

    public static Pointwise.LogSoftmax logSoftmax() {
        return new Pointwise.LogSoftmax();
    }
}
