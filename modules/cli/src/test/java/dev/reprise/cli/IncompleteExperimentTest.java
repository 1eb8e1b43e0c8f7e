package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment in whose file a line is missing. */
class IncompleteExperimentTest {
    @TempDir
    private Path streams;

    /** The experiment's file. */
    static final class WithoutText {
        static final Experiment EXPERIMENT =
                Experiment.named("textless").lookFor("nothing").build();

        private WithoutText() {}
    }

    /** The app's. */
    static final class Program {
        static final AppExperiments EXPERIMENTS = new AppExperiments("app-test", Program::studies);

        private Program() {}

        private static List<Study> studies() {
            return List.of(WithoutText.EXPERIMENT);
        }

        public static void main(String[] arguments) {
            AppCommandLine.main(Program.class, EXPERIMENTS, arguments);
        }
    }

    @Test
    void isNamedInOneLineWithWhatIsMissingAndWhere() throws Exception {
        try (AppProcess process = AppProcess.start(Program.class, streams, "list")) {
            assertThat(process.end(20)).isEqualTo(1);
            assertThat(process.err())
                    .matches("app-test: experiment textless has no text \\(IncompleteExperimentTest.java:\\d+\\)\\R");
        }
    }
}
