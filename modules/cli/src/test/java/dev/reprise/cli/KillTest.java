package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.results.RunStatus;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunStore;
import dev.reprise.training.experiment.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed by SIGKILL at random moments, resumed, and killed again. */
@Tag("slow")
@EnabledIf(value = "isAsked", disabledReason = "slow: run with -Pslow, or -Dkills=100")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is killed by SIGKILL")
class KillTest {
    private static final int MAX_LIFE = 8000; // milliseconds; the first two go into the start
    private static final int MAX_KILLS_OF_A_RUN = 10;
    private static final int WRITING = 30; // milliseconds that a checkpoint's writing may take

    private final int kills = Integer.getInteger("kills", 3);
    private final SplittableRandom random = new SplittableRandom(kills);
    private final Map<Experiment, String> expected = new HashMap<>();
    private int killed;
    private int writing;

    @TempDir
    private Path temp;

    static boolean isAsked() {
        return Boolean.getBoolean("reprise.slow") || System.getProperty("kills") != null;
    }

    @Test
    void aRunThatIsKilledAgainAndAgainEndsWhereItWouldHaveEnded() throws Exception {
        int runs = 0;
        while (killed < kills) {
            Experiment experiment = KilledApp.ALL.get(runs % KilledApp.ALL.size());
            Path out = temp.resolve("run" + runs++);
            int enough = Math.min(kills, killed + MAX_KILLS_OF_A_RUN);
            while (!isFinished(out, experiment)) {
                live(out, experiment, enough);
            }
            assertThat(KilledApp.outcome(out, experiment)).isEqualTo(uninterrupted(experiment));
        }
        System.out.printf(
                "killed %d times, %d of them while a checkpoint was being written, in %d runs: all ended like uninterrupted runs%n",
                killed, writing, runs);
    }

    private void live(Path out, Experiment experiment, int enough) throws Exception {
        Set<Path> leftBefore = parts(out, experiment);
        try (AppProcess process = start(out, experiment)) {
            if (killed == enough) {
                assertThat(process.end(120)).as(process.err()).isZero();
                return;
            }
            if (random.nextInt(3) == 0) {
                Thread.sleep(random.nextInt(MAX_LIFE));
                while (process.isAlive() && !isWriting(out, experiment, leftBefore)) {
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(WRITING));
            } else {
                Thread.sleep(random.nextInt(MAX_LIFE));
            }
            if (!process.isAlive()) {
                assertThat(process.end(1)).as(process.err()).isZero();
                return;
            }
            process.kill();
            killed++;
            writing += isWriting(out, experiment, leftBefore) ? 1 : 0;
        }
    }

    /** Resumes the run, or starts it where the kill came before there was something to resume. */
    private AppProcess start(Path out, Experiment experiment) throws IOException {
        boolean started = !files(out, experiment, "experiment.json").isEmpty();
        String[] start = {"run", experiment.name(), "--threads", "1", "--out", out.toString()};
        String[] resume = {"run", experiment.name(), "--resume", "--out", out.toString()};
        return AppProcess.start(KilledApp.class, temp.resolve("streams"), started ? resume : start);
    }

    private String uninterrupted(Experiment experiment) throws Exception {
        if (!expected.containsKey(experiment)) {
            Path out = temp.resolve("whole");
            try (AppProcess process = start(out, experiment)) {
                assertThat(process.end(120)).as(process.err()).isZero();
            }
            expected.put(experiment, KilledApp.outcome(out, experiment));
        }
        return expected.get(experiment);
    }

    /** What report says of it. */
    private static boolean isFinished(Path out, Experiment experiment) {
        return new RunStore(out)
                .runs(experiment.name()).stream()
                        .anyMatch(run -> RecordedRun.read(run).status() == RunStatus.FINISHED);
    }

    /** Whether there is a checkpoint that is not whole, other than those that former kills left. */
    private static boolean isWriting(Path out, Experiment experiment, Set<Path> leftBefore) throws IOException {
        return !leftBefore.containsAll(parts(out, experiment));
    }

    private static Set<Path> parts(Path out, Experiment experiment) throws IOException {
        return Set.copyOf(files(out, experiment, "\\.checkpoint\\..*\\.part"));
    }

    private static List<Path> files(Path out, Experiment experiment, String name) throws IOException {
        Path runs = out.resolve(experiment.name());
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            List<Path> found = new ArrayList<>();
            for (Path folder : folders.toList()) {
                try (Stream<Path> entries = Files.list(folder)) {
                    entries.filter(entry -> entry.getFileName().toString().matches(name))
                            .forEach(found::add);
                }
            }
            return found;
        }
    }
}
