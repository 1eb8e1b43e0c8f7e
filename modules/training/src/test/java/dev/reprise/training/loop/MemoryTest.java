package dev.reprise.training.loop;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import dev.reprise.data.ImageSet;
import dev.reprise.data.synthetic.SyntheticDigits;
import dev.reprise.net.Net;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.program.DeviceExamples;
import dev.reprise.training.program.ProgramTrainer;
import dev.reprise.training.program.TrainingProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Twenty epochs with everything that allocates: convolutions, dropout, Adadelta, clipping, evaluation. */
class MemoryTest {
    private static final int EPOCHS = 20;
    private static final Experiment EXPERIMENT = Experiment.named("memory")
            .text("none", "none")
            .lookFor("nothing")
            .dataset("synthetic-digits")
            .preprocessing(normalized(0.1307, 0.3081))
            .net(conv(4, 3), relu(), maxPool(4), dropout(0.25), flatten(), linear(10), logSoftmax())
            .initialValues(pytorchDefaults())
            .criterion(negativeLogLikelihood())
            .optimizer(adadelta(1.0).rho(0.9).epsilon(1e-6))
            .clipping(clipByNorm(5))
            .batchSize(32)
            .order(SHUFFLED)
            .epochs(EPOCHS)
            .build();

    static Stream<Experiment> experiments() {
        return Stream.of(
                EXPERIMENT,
                EXPERIMENT.toBuilder().preprocessing(meanImage()).build(),
                EXPERIMENT.toBuilder()
                        .preprocessing(standardized())
                        .optimizer(sgd(0.01).momentum(0.9))
                        .build(),
                EXPERIMENT.toBuilder()
                        .net(flatten(), linear(32), batchNorm(0.1, 1e-5), relu(), linear(10), logSoftmax())
                        .preprocessing(whitening(20, 1e-5))
                        .optimizer(adam(0.001).betas(0.9, 0.999).epsilon(1e-8))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("experiments")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "resident size is read from /proc")
    void doesNotGrowOverTwentyEpochs(Experiment experiment) throws IOException {
        try (Model model = Model.newInstance("memory", Device.cpu(), "PyTorch")) {
            NDManager manager = model.getNDManager();
            ImageSet set = SyntheticDigits.GRAY.train(1000, 1);
            Scaling scaling = experiment.data().preprocessing().fit(set, manager);
            Net net = new Net(
                    scaling.outputShape(set.inputShape()), experiment.net().layers());
            experiment.net().initialValues().initialize(model, net);
            DeviceExamples examples = DeviceExamples.of(set, manager);
            TrainingProgram program = TrainingProgram.of(
                    experiment, net, set.inputShape(), scaling, WeightLayout.CONTIGUOUS, Device.cpu());
            ProgramTrainer trainer = new ProgramTrainer(program, model.getBlock(), manager);
            TrainingLoop loop = new TrainingLoop(experiment, trainer, examples, 1, manager);
            Evaluation evaluation = new Evaluation(experiment, trainer, manager);

            List<Integer> arrays = new ArrayList<>();
            List<Long> resident = new ArrayList<>();
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                loop.epoch(epoch, (first, losses) -> {}, () -> false);
                evaluation.scores(examples, () -> false);
                arrays.add(manager.getManagedArrays().size());
                resident.add(residentKilobytes());
            }
            assertThat(arrays).containsOnly(arrays.get(0));
            assertThat(resident.get(EPOCHS - 1) - resident.get(4))
                    .as("kB of resident size gained from epoch 5 to 20: %s", resident)
                    .isLessThan(
                            40_000); // what the heap and torch's caches may still take; a leak of one batch a step is 3
            // GB
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
