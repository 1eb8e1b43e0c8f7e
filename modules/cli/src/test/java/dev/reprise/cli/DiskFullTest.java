package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full when a checkpoint is written. */
@Slow
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs tmpfs, or the file-size limit of a shell")
class DiskFullTest {
    @TempDir
    private Path temp;

    /** The first checkpoint, 2.4 MB, fits; the second does not beside it. */
    @Test
    void aFullDiskEndsTheRunInOneLineAndKeepsTheCheckpointBefore() throws Exception {
        Path full = Files.createDirectories(temp.resolve("full"));
        String mount = "mount -t tmpfs -o size=4m tmpfs " + full;
        List<String> namespace = List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");
        Assumptions.assumeTrue(
                end(with(namespace, mount), "mount") == 0,
                "no tmpfs can be mounted; the file-size limit is tried alone");
        String first = shell("--quiet", "--out", full.toString());
        String second = shell("--quiet", "--resume", "--out", full.toString());
        Path log = temp.resolve("log");
        String script = mount + " && { " + first + "; echo $? >" + log + "; ls " + full + "/adam/* >>" + log
                + "; mount -o remount,size=40m " + full + "; " + second + "; cp -r " + full + " " + temp + "/kept; }";

        try (AppProcess process = AppProcess.start(with(namespace, script), temp.resolve("streams"))) {
            assertThat(process.end(180)).isZero();
            assertOneLine(process.err(), "No space left on device");
        }

        assertThat(Files.readAllLines(log))
                .startsWith("1")
                .contains("checkpoint", "epochs.csv", "result.json")
                .doesNotContain("model");
        assertThat(KilledApp.outcome(temp.resolve("kept"), KilledApp.ADAM)).isEqualTo(uninterrupted());
    }

    @Test
    void aFileThatMayNotGrowEndsTheRunInOneLineAndKeepsTheCheckpointBefore() throws Exception {
        Path out = temp.resolve("out");
        try (AppProcess process =
                AppProcess.start(KilledApp.class, temp.resolve("first"), "run", "adam", "--out", out.toString())) {
            process.await("epoch 1/");
            Path checkpoint = KilledApp.newest(out, KilledApp.ADAM).resolve("checkpoint");
            while (!Files.isDirectory(checkpoint)) {
                Thread.sleep(10);
            }
            process.kill();
        }

        String limited = "ulimit -f 2000; " + shell("--quiet", "--resume", "--out", out.toString());
        try (AppProcess process = AppProcess.start(List.of("bash", "-c", limited), temp.resolve("second"))) {
            assertThat(process.end(120)).isEqualTo(1);
            assertOneLine(process.err(), "File too large");
        }

        try (AppProcess process = AppProcess.start(
                KilledApp.class, temp.resolve("third"), "run", "adam", "--resume", "--out", out.toString())) {
            assertThat(process.end(120)).as(process.err()).isZero();
        }
        assertThat(KilledApp.outcome(out, KilledApp.ADAM)).isEqualTo(uninterrupted());
    }

    private static void assertOneLine(String errors, String why) {
        assertThat(errors.lines().filter(line -> !line.contains("SLF4J")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("run: ", "checkpoint cannot be written: " + why, "resume with --resume"));
    }

    private String uninterrupted() throws Exception {
        Path out = temp.resolve("whole");
        try (AppProcess process = AppProcess.start(
                KilledApp.class, temp.resolve("whole-streams"), "run", "adam", "--out", out.toString())) {
            assertThat(process.end(120)).as(process.err()).isZero();
        }
        return KilledApp.outcome(out, KilledApp.ADAM);
    }

    private int end(List<String> command, String streams) throws IOException, InterruptedException {
        try (AppProcess process = AppProcess.start(command, temp.resolve(streams))) {
            return process.end(10);
        }
    }

    private static String shell(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "adam"));
        all.addAll(List.of(arguments));
        return "'" + String.join("' '", AppProcess.command(KilledApp.class, all.toArray(String[]::new))) + "'";
    }

    private static List<String> with(List<String> start, String last) {
        List<String> all = new ArrayList<>(start);
        all.add(last);
        return all;
    }
}
