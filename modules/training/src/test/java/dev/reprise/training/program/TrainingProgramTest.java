package dev.reprise.training.program;

import static dev.reprise.training.experiment.Vocabulary.*;

import ai.djl.ndarray.types.Shape;
import dev.reprise.net.FloatArray;
import dev.reprise.net.Layer;
import dev.reprise.net.NetException;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.training.loss.Criterion;
import dev.reprise.training.loss.Penalty;
import dev.reprise.training.optimizer.Decay;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.UpdateText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs against the same training operation by operation, for 50 steps. */
class TrainingProgramTest {

    /** In float32 and in float64. */
    private static Stream<ProgramCase> bothTypes(Stream<Supplier<ProgramCase>> cases) {
        return cases.flatMap(of -> Stream.of(of.get(), of.get().inDouble()));
    }

    private static Supplier<ProgramCase> rows(Layer... layers) {
        return () -> ProgramCase.of(layers);
    }

    private static Supplier<ProgramCase> images(Layer... layers) {
        return () -> ProgramCase.ofImages(layers);
    }

    static Stream<ProgramCase> layers() {
        Stream<Supplier<ProgramCase>> pointwise = Stream.of(
                        relu(),
                        leakyRelu(0.125),
                        leakyRelu(0.01),
                        elu(0.75),
                        elu(0.3),
                        elu(1),
                        sigmoid(),
                        tanh(),
                        softmax(),
                        logSoftmax())
                .map(layer -> rows(linear(8), layer, linear(4)));
        Stream<Supplier<ProgramCase>> others = Stream.of(
                rows(linear(5), tanh(), linear(4)),
                rows(linear(5).withoutBias(), tanh(), linear(4).withoutBias()),
                rows(maxout(5, 3), linear(4)),
                rows(linear(8), relu(), dropout(0.5), linear(4)),
                rows(dropout(0.2), linear(8), relu(), dropout(0.3), linear(4)),
                rows(dropout(0), linear(8), relu(), dropout(1), linear(4)),
                rows(linear(8), batchNorm(0.1, 1e-5), relu(), linear(4)),
                rows(linear(8), batchNorm(0.25, 0.0009765625), relu(), linear(4)),
                images(conv(3, 3), relu(), flatten(), linear(4)),
                images(conv(3, 3).stride(2).padding(1), tanh(), flatten(), linear(4)),
                images(conv(3, 3), relu(), maxPool(2), flatten(), linear(4)),
                images(conv(3, 3), maxPool(3).stride(2), relu(), flatten(), linear(4)),
                images(conv(3, 3), sigmoid(), avgPool(2), flatten(), linear(4)),
                images(conv(3, 3), sigmoid(), avgPool(3).stride(1), flatten(), linear(4)),
                images(conv(3, 3), batchNorm(0.1, 1e-5), relu(), maxPool(2), flatten(), linear(4)),
                images(LENET));
        return bothTypes(Stream.concat(pointwise, others));
    }

    private static final Layer[] LENET = {
        conv(4, 3).padding(1),
        relu(),
        maxPool(2),
        conv(4, 3),
        relu(),
        maxPool(2),
        flatten(),
        dropout(0.5),
        linear(6),
        relu(),
        linear(4)
    };

    static Stream<ProgramCase> criteria() {
        return bothTypes(Stream.of(
                () -> ProgramCase.of(linear(8), relu(), linear(4)).criterion(crossEntropy()),
                () -> ProgramCase.of(linear(8), relu(), linear(4), logSoftmax()).criterion(negativeLogLikelihood()),
                () -> ProgramCase.of(linear(8), relu(), linear(4)).criterion(multiclassHinge(1)),
                () -> ProgramCase.of(linear(8), relu(), linear(4)).criterion(multiclassHinge(0.3)),
                () -> ProgramCase.of(linear(8), relu(), linear(1)).criterion(squaredError()),
                () -> ProgramCase.of(linear(8), relu(), linear(1)).criterion(halfSquaredError())));
    }

    private static final List<Optimizer> OPTIMIZERS = List.of(
            sgd(0.1),
            sgd(0.1).momentum(0.9),
            sgd(0.05).momentum(0.9).nesterov(),
            adam(0.01).betas(0.9, 0.999).epsilon(1e-8),
            adam(0.01).betas(0.5, 0.9).epsilon(1e-3),
            adamW(0.01).betas(0.9, 0.999).epsilon(1e-8),
            adadelta(1.0).rho(0.9).epsilon(1e-6),
            rmsProp(0.01).alpha(0.99).epsilon(1e-8),
            adagrad(0.05).epsilon(1e-10));

    static Stream<ProgramCase> optimizers() {
        List<ProgramCase> cases = new ArrayList<>();
        for (UpdateText.Form form : UpdateText.Form.values()) {
            for (Optimizer plain : OPTIMIZERS) {
                Optimizer decaying = plain.weightDecay(0.0625);
                for (Optimizer optimizer : List.of(plain, decaying, decaying.decays(Decay.WEIGHTS_ONLY))) {
                    Supplier<ProgramCase> of = () -> ProgramCase.of(linear(8), tanh(), linear(4))
                            .optimizer(optimizer)
                            .form(form);
                    cases.add(of.get());
                    cases.add(of.get().inDouble());
                }
            }
            cases.add(ProgramCase.of(linear(700), relu(), linear(4)) // 350,000 weights: three parts
                    .on(new Shape(500))
                    .initialScale(0.05)
                    .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-3).weightDecay(0.0625))
                    .form(form));
        }
        return cases.stream();
    }

    static Stream<ProgramCase> clippingsAndPenalties() {
        List<Supplier<ProgramCase>> cases = new ArrayList<>();
        for (Penalty penalty : List.of(noPenalty(), l2Penalty(0.125))) {
            for (GradientClipping clipping : List.of(clipByValue(0.03), clipByNorm(0.125), clipByNorm(100))) {
                cases.add(() -> ProgramCase.of(linear(8), tanh(), linear(4))
                        .penalty(penalty)
                        .clipping(clipping));
            }
            cases.add(() -> ProgramCase.of(linear(8), batchNorm(0.1, 1e-5), tanh(), linear(4))
                    .penalty(penalty));
        }
        return bothTypes(cases.stream());
    }

    static Stream<ProgramCase> scalings() {
        Random random = new Random(5);
        int n = (int) ProgramCase.IMAGE.size();
        FloatArray mean = floats(random, n, 100, 50);
        FloatArray deviation = floats(random, n, 20, 50);
        FloatArray matrix = floats(random, n * 6, 0, 0.002f);
        FloatArray rowMean = FloatArray.of(0.1f, 0.2f, 0, 0.3f, -0.2f, 0.1f);
        Layer[] conv = {conv(3, 3), relu(), flatten(), linear(4)};
        Layer[] linear = {linear(5), relu(), linear(4)};
        return Stream.of(
                ProgramCase.ofImages(conv).pixels(new Scaling.ZeroToOne()),
                ProgramCase.ofImages(conv).pixels(new Scaling.Normalized(List.of(0.1307f), List.of(0.3081f))),
                ProgramCase.ofImages(conv).pixels(new Scaling.Normalized(List.of(0.49f, 0.4f), List.of(0.2f, 0.3f))),
                ProgramCase.ofImages(conv).pixels(new Scaling.Standardized(mean, deviation)),
                ProgramCase.ofImages(conv)
                        .pixels(new Scaling.MeanImage(mean))
                        .initialScale(0.01)
                        .optimizer(sgd(1e-3)),
                ProgramCase.ofImages(conv)
                        .pixels(new Scaling.None())
                        .initialScale(0.01)
                        .optimizer(sgd(1e-4)),
                ProgramCase.of(linear).on(ProgramCase.IMAGE).pixels(new Scaling.Projection(mean, matrix, 6)),
                ProgramCase.of(linear).scaled(new Scaling.Normalized(List.of(0.0014f), List.of(0.0031f))),
                ProgramCase.of(linear).scaled(new Scaling.MeanImage(rowMean)),
                ProgramCase.of(linear)
                        .scaled(new Scaling.Standardized(rowMean, FloatArray.of(1, 2, 1, 1.5f, 0.7f, 1))));
    }

    private static FloatArray floats(Random random, int count, float least, float width) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = least + width * random.nextFloat();
        }
        return FloatArray.of(values);
    }

    static Stream<ProgramCase> layouts() {
        Stream<Supplier<ProgramCase>> cases = OPTIMIZERS.stream()
                .flatMap(optimizer -> Stream.of(UpdateText.Form.values())
                        .map(form -> () -> ProgramCase.ofImages(LENET)
                                .optimizer(optimizer.weightDecay(0.0625))
                                .form(form)));
        return bothTypes(cases).map(of -> of.layout(WeightLayout.CHANNELS_LAST));
    }

    static Stream<ProgramCase> chunks() {
        return Stream.of(new int[] {5}, new int[] {1, 1, 1, 1, 1}, new int[] {4, 1})
                .map(chunks -> ProgramCase.of(linear(8), relu(), dropout(0.5), linear(4))
                        .optimizer(OPTIMIZERS.get(3))
                        .chunks(chunks));
    }

    static Stream<ProgramCase> randomNets() {
        return IntStream.range(0, 40).mapToObj(seed -> randomNet(new Random(seed)));
    }

    private static ProgramCase randomNet(Random random) {
        boolean image = random.nextBoolean();
        List<Layer> layers = new ArrayList<>();
        Shape shape = ProgramCase.IMAGE;
        for (int i = image ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            Layer layer = switch (random.nextInt(6)) {
                case 0, 1 ->
                    conv(1 + random.nextInt(4), 1 + random.nextInt(3))
                            .stride(1 + random.nextInt(2))
                            .padding(random.nextInt(2));
                case 2 -> maxPool(2).stride(1 + random.nextInt(2));
                case 3 -> avgPool(2).stride(1 + random.nextInt(2));
                case 4 -> batchNorm(0.1, 1e-5);
                default -> pointwise(random);
            };
            try {
                shape = layer.outputShape(shape);
                layers.add(layer);
            } catch (NetException tooSmall) {
                break;
            }
        }
        if (image) {
            layers.add(flatten());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            layers.add(
                    switch (random.nextInt(5)) {
                        case 0 -> maxout(1 + random.nextInt(5), 2 + random.nextInt(2));
                        case 1 -> dropout(random.nextInt(5) / 8.0);
                        case 2 -> batchNorm(0.1, 1e-5);
                        case 3 -> pointwise(random);
                        default -> new Layer.Linear(1 + random.nextInt(9), random.nextBoolean());
                    });
        }
        Criterion criterion =
                List.of(crossEntropy(), multiclassHinge(1), squaredError()).get(random.nextInt(3));
        layers.add(linear(criterion.classifies() ? 4 : 1));
        Optimizer optimizer = List.of(
                        sgd(0.03),
                        sgd(0.03).momentum(0.5),
                        sgd(0.03).momentum(0.5).nesterov(),
                        adadelta(0.3).rho(0.9).epsilon(0.01),
                        rmsProp(0.01).alpha(0.9).epsilon(0.01),
                        adagrad(0.03).epsilon(0.01))
                .get(random.nextInt(6));
        Layer[] all = layers.toArray(Layer[]::new);
        return (image ? ProgramCase.ofImages(all) : ProgramCase.of(all))
                .initialScale(0.3)
                .criterion(criterion)
                .penalty(random.nextBoolean() ? noPenalty() : l2Penalty(0.0625))
                .clipping(random.nextBoolean() ? noClipping() : clipByValue(0.125))
                .optimizer(
                        random.nextBoolean()
                                ? optimizer
                                : optimizer.weightDecay(0.03).decays(WEIGHTS_ONLY))
                .form(random.nextBoolean() ? UpdateText.Form.FOREACH : UpdateText.Form.PARTS)
                .inDouble();
    }

    private static Layer pointwise(Random random) {
        return List.of(relu(), leakyRelu(0.125), elu(0.5), sigmoid(), tanh()).get(random.nextInt(5));
    }

    @ParameterizedTest
    @MethodSource({
        "layers",
        "criteria",
        "optimizers",
        "clippingsAndPenalties",
        "scalings",
        "layouts",
        "chunks",
        "randomNets"
    })
    void trainsAndEvaluatesAsAutogradDoes(ProgramCase of) {
        of.check();
    }
}
