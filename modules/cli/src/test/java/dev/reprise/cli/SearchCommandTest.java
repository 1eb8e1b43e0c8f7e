package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code search} in processes of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes are ended by signals")
class SearchCommandTest {
    @TempDir
    private Path temp;

    @Slow
    @Test
    void aKilledSearchEndsWithTheSameWinner() throws Exception {
        List<String> whole = table(search("whole", 0, "--confirm", "0"));
        assertThat(whole).hasSize(13);

        Random random = new Random(4);
        int kills = 0;
        int exit = -1;
        for (int attempt = 0; exit != 0; attempt++) {
            assertThat(attempt).isLessThan(40);
            List<String> more = attempt == 0 ? List.of() : List.of("--resume");
            try (AppProcess process = start("killed", more, "--confirm", "0")) {
                if (kills < 5) {
                    process.await("adam-search {trial=");
                    Thread.sleep(random.nextInt(900));
                    process.kill();
                    kills++;
                } else {
                    exit = process.end(120);
                    assertThat(exit).as(process.err()).isZero();
                }
            }
        }
        assertThat(table(temp.resolve("killed"))).isEqualTo(whole);
    }

    @Test
    void trialsInChildProcessesAreRowsOfTheSearch() throws Exception {
        Path out = search("jobs", 0, "--jobs", "2", "--confirm", "2");
        assertThat(table(out)).hasSize(13).allMatch(line -> line.contains("finished") || line.startsWith("trial,"));
        try (Stream<Path> runs = Files.list(out.resolve("adam-search-best"))) {
            assertThat(runs.filter(run -> run.toString().contains("-seed"))).hasSize(2);
        }
        assertThat(Files.readString(temp.resolve("streams").resolve("out")))
                .contains("adam holds out no rows: 10% of its training rows")
                .contains("the best by validation: trial ")
                .contains("measured on the test set:", "test accuracy");
    }

    @Test
    void aFailedTrialIsARowAndTheExitCodeIsOne() throws Exception {
        List<String> arguments = arguments("failed", "--over", "optimizer=adam,sgd", "--over", "momentum=0.5,0.9");
        try (AppProcess process = AppProcess.start(
                KilledApp.class, temp.resolve("streams"), replaced(arguments).toArray(String[]::new))) {
            assertThat(process.end(60)).as(process.err()).isEqualTo(1);
            assertThat(process.out())
                    .contains(
                            "failed: momentum-search, trial 1, optimizer adam, momentum 0.5, seed 1: momentum-search has no")
                    .contains("2 of 4 runs failed; repeat them with the same command and --resume --retry-failed");
        }
    }

    @Test
    void nonsenseIsOneLineAndNothingIsWritten() throws Exception {
        mistake("nothing is called 'learning-rte'; did you mean learning-rate?", "--over", "learning-rte=0.1,0.2");
        mistake("learning-rate: expected a range from a lower to a higher number", "--over", "learning-rate=1..0.1");
        mistake("momentum", "--over", "momentum=0.1,0.2");
        mistake("epochs is searched over", "--over", "epochs=1,2");
        mistake("hidden is a range: a grid needs lists", "--over", "hidden=4..8", "--by", "grid");
        mistake("--validate: expected", "--over", "hidden=4..8", "--validate", "110%");
        mistake("trials must be at least 1", "--over", "hidden=4..8", "--trials", "0");
        assertThat(temp.resolve("nonsense")).doesNotExist();
    }

    private void mistake(String message, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "search",
                "adam",
                "--limit",
                "300",
                "--epochs",
                "2",
                "--out",
                temp.resolve("nonsense").toString()));
        arguments.addAll(List.of(more));
        try (AppProcess process =
                AppProcess.start(KilledApp.class, temp.resolve("streams"), arguments.toArray(String[]::new))) {
            assertThat(process.end(30)).isEqualTo(2);
            assertThat(process.err()).contains(message).hasLineCount(1);
        }
    }

    /** A search over an experiment with momentum, in place of adam. */
    private static List<String> replaced(List<String> arguments) {
        List<String> replaced = new ArrayList<>(arguments);
        replaced.set(1, "momentum");
        replaced.addAll(List.of("--by", "grid", "--confirm", "0"));
        return replaced;
    }

    private Path search(String out, int exit, String... more) throws Exception {
        try (AppProcess process = start(out, List.of(), more)) {
            assertThat(process.end(180)).as(process.err()).isEqualTo(exit);
        }
        return temp.resolve(out);
    }

    private AppProcess start(String out, List<String> first, String... more) throws IOException {
        List<String> arguments =
                arguments(out, "--over", "learning-rate=log:0.0001..0.1", "--over", "hidden=8,16,32", "--trials", "12");
        arguments.addAll(first);
        arguments.addAll(List.of(more));
        return AppProcess.start(KilledApp.class, temp.resolve("streams"), arguments.toArray(String[]::new));
    }

    private List<String> arguments(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "search",
                "adam",
                "--limit",
                "2000",
                "--epochs",
                "4",
                "--threads",
                "1",
                "--out",
                temp.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** The table without the seconds and the names of folders. */
    private static List<String> table(Path out) throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve("adam-search"))) {
            Path sweep = folders.filter(folder -> folder.toString().endsWith("-sweep"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(sweep.resolve("sweep.csv")).stream()
                    .map(line -> List.of(line.split(",", -1)).subList(0, 12).toString())
                    .map(line -> line.replaceAll("[\\[\\] ]", ""))
                    .toList();
        }
    }
}
