package dev.reprise.training.experiment;

import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.net.LayerVocabulary;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import java.util.List;

/** The part of {@link Vocabulary} about the data and the net, whose layers are inherited. */
class NetVocabulary extends LayerVocabulary {
    NetVocabulary() {}

    /** Every row trains or tests; none validates. */
    public static final Rows ALL_ROWS = Rows.all();

    public static final ForwardPass BLOCKS = ForwardPass.BLOCKS;
    public static final ForwardPass FROM_SCRATCH = ForwardPass.FROM_SCRATCH;

    /** Raw values, unchanged. */
    public static Preprocessing.None noPreprocessing() {
        return new Preprocessing.None();
    }

    /** Pixels divided by 255. */
    public static Preprocessing.ZeroToOne zeroToOne() {
        return new Preprocessing.ZeroToOne();
    }

    /** (x / 255 − mean) / standard deviation of each pixel x, the same for all channels. */
    public static Preprocessing.Normalized normalized(double mean, double standardDeviation) {
        return new Preprocessing.Normalized(List.of(mean), List.of(standardDeviation));
    }

    /** (x / 255 − mean) / standard deviation of each pixel x, with a mean and a standard deviation per channel. */
    public static Preprocessing.Normalized normalized(List<Double> mean, List<Double> standardDeviation) {
        return new Preprocessing.Normalized(mean, standardDeviation);
    }

    /** As {@link #normalized(List, List)}, with the means and standard deviations of the training images. */
    public static Preprocessing.NormalizedFromData normalizedFromData() {
        return new Preprocessing.NormalizedFromData();
    }

    /** Raw values minus the mean training example. */
    public static Preprocessing.MeanImage meanImage() {
        return new Preprocessing.MeanImage();
    }

    /** (x − mean) / standard deviation of each feature x; a constant feature is divided by 1. */
    public static Preprocessing.Standardized standardized() {
        return new Preprocessing.Standardized();
    }

    /** The first principal components of the raw values, in order of decreasing variance. */
    public static Preprocessing.Pca pca(int components) {
        return new Preprocessing.Pca(components);
    }

    /** Principal components divided by √(variance + epsilon): uncorrelated values of variance 1. */
    public static Preprocessing.Whitening whitening(int components, double epsilon) {
        return new Preprocessing.Whitening(components, epsilon);
    }

    /** The initial values of torch's own layers. */
    public static InitialValues pytorchDefaults() {
        return new InitialValues(pytorchWeights(), pytorchBiases());
    }

    public static InitialWeights zeroWeights() {
        return new InitialWeights.Zero();
    }

    public static InitialWeights normalWeights(double standardDeviation) {
        return new InitialWeights.Normal(standardDeviation);
    }

    public static InitialWeights lecunNormalWeights() {
        return new InitialWeights.LecunNormal();
    }

    public static InitialWeights heNormalWeights() {
        return new InitialWeights.HeNormal();
    }

    public static InitialWeights heUniformWeights() {
        return new InitialWeights.HeUniform();
    }

    public static InitialWeights xavierNormalWeights() {
        return new InitialWeights.XavierNormal();
    }

    public static InitialWeights xavierUniformWeights() {
        return new InitialWeights.XavierUniform();
    }

    public static InitialWeights pytorchWeights() {
        return new InitialWeights.PyTorch();
    }

    public static InitialBiases zeroBiases() {
        return new InitialBiases.Constant(0);
    }

    public static InitialBiases constantBiases(double value) {
        return new InitialBiases.Constant(value);
    }

    public static InitialBiases normalBiases(double standardDeviation) {
        return new InitialBiases.Normal(standardDeviation);
    }

    public static InitialBiases pytorchBiases() {
        return new InitialBiases.PyTorch();
    }
}
