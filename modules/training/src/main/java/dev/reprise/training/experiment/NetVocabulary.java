package dev.reprise.training.experiment;

import dev.reprise.data.preprocessing.Preprocessing;
import dev.reprise.net.Layer;
import dev.reprise.net.Pointwise;
import dev.reprise.training.initial.InitialBiases;
import dev.reprise.training.initial.InitialValues;
import dev.reprise.training.initial.InitialWeights;
import java.util.List;

/** The part of {@link Vocabulary} about the data and the net. */
class NetVocabulary {
    NetVocabulary() {}

    /** Every row trains or tests; none validates. */
    public static final Rows ALL_ROWS = Rows.all();

    public static final ForwardPass BLOCKS = ForwardPass.BLOCKS;
    public static final ForwardPass FROM_SCRATCH = ForwardPass.FROM_SCRATCH;

    /** Raw values. */
    public static Preprocessing noPreprocessing() {
        return Preprocessing.none();
    }

    public static Preprocessing zeroToOne() {
        return Preprocessing.zeroToOne();
    }

    public static Preprocessing normalized(double mean, double standardDeviation) {
        return Preprocessing.normalized(mean, standardDeviation);
    }

    public static Preprocessing normalized(List<Double> mean, List<Double> standardDeviation) {
        return Preprocessing.normalized(mean, standardDeviation);
    }

    public static Preprocessing normalizedFromData() {
        return Preprocessing.normalizedFromData();
    }

    public static Preprocessing meanImage() {
        return Preprocessing.meanImage();
    }

    public static Preprocessing standardized() {
        return Preprocessing.standardized();
    }

    public static Preprocessing pca(int components) {
        return Preprocessing.pca(components);
    }

    public static Preprocessing whitening(int components, double epsilon) {
        return Preprocessing.whitening(components, epsilon);
    }

    public static Layer.Linear linear(int units) {
        return Layer.linear(units);
    }

    public static Layer.Conv conv(int filters, int kernel) {
        return Layer.conv(filters, kernel);
    }

    public static Layer.Maxout maxout(int units, int pieces) {
        return Layer.maxout(units, pieces);
    }

    public static Layer.MaxPool maxPool(int size) {
        return Layer.maxPool(size);
    }

    public static Layer.AvgPool avgPool(int size) {
        return Layer.avgPool(size);
    }

    public static Layer.Dropout dropout(double rate) {
        return Layer.dropout(rate);
    }

    public static Layer.BatchNorm batchNorm(double momentum, double epsilon) {
        return Layer.batchNorm(momentum, epsilon);
    }

    public static Layer.Flatten flatten() {
        return Layer.flatten();
    }

    public static Pointwise.Relu relu() {
        return Layer.relu();
    }

    public static Pointwise.LeakyRelu leakyRelu(double slope) {
        return Layer.leakyRelu(slope);
    }

    public static Pointwise.Elu elu(double alpha) {
        return Layer.elu(alpha);
    }

    public static Pointwise.Sigmoid sigmoid() {
        return Layer.sigmoid();
    }

    public static Pointwise.Tanh tanh() {
        return Layer.tanh();
    }

    public static Pointwise.Softmax softmax() {
        return Layer.softmax();
    }

    public static Pointwise.LogSoftmax logSoftmax() {
        return Layer.logSoftmax();
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
