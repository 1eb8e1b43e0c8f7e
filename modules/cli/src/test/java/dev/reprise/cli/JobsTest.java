package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --jobs}: real child processes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class JobsTest {
    @TempDir
    private Path temp;

    @Test
    void twoAtOnceGiveTheBitsOfOneAfterTheOther() throws Exception {
        List<List<String>> outcomes = new ArrayList<>();
        for (String jobs : List.of("1", "2")) {
            Path out = temp.resolve("jobs" + jobs);
            try (AppProcess process = start(out, "--epochs", "2", "--seeds", "2", "--threads", "1", "--jobs", jobs)) {
                assertThat(process.end(120)).as(process.err()).isZero();
            }
            List<String> outcome = new ArrayList<>();
            for (Path run : runs(out)) {
                outcome.add(KilledApp.outcomeOf(run, KilledApp.ADAM));
            }
            for (String line : table(out)) {
                outcome.add(List.of(line.split(",", -1)).subList(0, 9).toString()); // without seconds and folder
            }
            outcomes.add(outcome);
        }
        assertThat(outcomes.get(0)).hasSize(5);
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
    }

    @Test
    void aChildThatIsKilledIsAFailedRowTheOtherGoesOnAndResumeCompletes() throws Exception {
        Path out = temp.resolve("out");
        String[] arguments = {"--epochs", "100", "--seeds", "2", "--threads", "1", "--jobs", "2"};
        try (AppProcess process = start(out, arguments)) {
            childrenAtWork(process).get(0).destroyForcibly();
            assertThat(process.end(120)).isEqualTo(1);
            assertThat(process.out()).containsPattern("failed: adam, seed [12]: its process was killed by signal 9");
            assertThat(table(out))
                    .hasSize(3)
                    .anyMatch(line -> line.matches("[12],failed,.*"))
                    .anyMatch(line -> line.matches("[12],finished,.*"));
        }
        List<String> again = new ArrayList<>(List.of(arguments));
        again.add("--resume");
        try (AppProcess process = start(out, again.toArray(String[]::new))) {
            assertThat(process.end(120)).as(process.err()).isZero();
        }
        assertThat(table(out))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("1,finished,"))
                .anyMatch(line -> line.startsWith("2,finished,"));
    }

    @Test
    void anInterruptionLeavesNothingRunning() throws Exception {
        try (AppProcess process = start(temp.resolve("out"), "--epochs", "1000", "--seeds", "3", "--jobs", "2")) {
            List<ProcessHandle> children = childrenAtWork(process);
            process.signal("TERM");
            assertThat(process.end(5)).isEqualTo(143);
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(process.out()).contains("interrupted after 0 of 3 runs; resume");
        }
    }

    @Test
    void aParentThatIsKilledLeavesNothingRunning() throws Exception {
        try (AppProcess process = start(temp.resolve("out"), "--epochs", "1000", "--seeds", "2", "--jobs", "2")) {
            List<ProcessHandle> children = childrenAtWork(process);
            process.kill();
            for (int i = 0; i < 50 && children.stream().anyMatch(ProcessHandle::isAlive); i++) {
                Thread.sleep(100);
            }
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void severalNamesTrainAtOnceIntoOneTable() throws Exception {
        Path out = temp.resolve("out");
        List<String> command = AppProcess.command(
                KilledApp.class,
                "run",
                "momentum",
                "adam",
                "--epochs",
                "1",
                "--limit",
                "200",
                "--jobs",
                "2",
                "--out",
                out.toString());
        try (AppProcess process = AppProcess.start(command, temp.resolve("streams"))) {
            assertThat(process.end(60)).as(process.err()).isZero();
            assertThat(process.out()).contains("momentum:", "adam:", "table: ");
        }
        try (Stream<Path> tables = Files.list(out.resolve("all"))) {
            assertThat(Files.readAllLines(tables.findFirst().orElseThrow().resolve("table.csv")))
                    .extracting(line -> line.split(",", -1)[0])
                    .containsExactly("study", "momentum", "adam");
        }
    }

    private List<ProcessHandle> childrenAtWork(AppProcess process) throws IOException, InterruptedException {
        process.await("adam, seed 1: epoch 1/");
        process.await("adam, seed 2: epoch 1/");
        List<ProcessHandle> children = process.children();
        assertThat(children).hasSize(2);
        return children;
    }

    private AppProcess start(Path out, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "adam", "--limit", "2000", "--out", out.toString()));
        arguments.addAll(List.of(more));
        return AppProcess.start(KilledApp.class, temp.resolve("streams"), arguments.toArray(String[]::new));
    }

    private static List<String> table(Path out) throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve("adam"))) {
            Path sweep = folders.filter(folder -> folder.toString().endsWith("-sweep"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(sweep.resolve("sweep.csv"));
        }
    }

    private static List<Path> runs(Path out) throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve("adam"))) {
            return folders.filter(folder -> folder.toString().contains("-seed"))
                    .sorted(Comparator.comparing(folder -> folder.toString().replaceAll(".*-seed", "")))
                    .toList();
        }
    }
}
