package dev.reprise.cli;

import static dev.reprise.training.experiment.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.Study;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code run} with several names: one table, which can be resumed. */
class BatchTest {
    private static final List<Experiment> EXPERIMENTS =
            List.of(tiny("first"), tiny("wild").toBuilder().optimizer(sgd(1e30)).build(), tiny("last"));

    @TempDir
    private Path out;

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void everyStudyIsInTheTableAndOneThatDivergesIsNotTheEnd() throws IOException {
        assertThat(run("all")).isEqualTo(1);
        List<String> lines = Files.readAllLines(table());
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("study,figure,measured,verdict,folder");
        assertThat(lines.get(1)).startsWith("first,test accuracy 0.9 ± 0.2,0.").contains(",no verdict,");
        assertThat(lines.get(2)).startsWith("wild,,").endsWith(",diverged,");
        assertThat(lines.get(3)).startsWith("last,test accuracy");
        assertThat(printed.toString()).contains("first:", "last:", "table: " + table());
    }

    @Test
    void oneThatFailsIsNamedTheOthersGoOnAndResumeRepeatsIt() throws IOException {
        Path pictures = out.resolve("pictures");
        List<Study> studies = List.of(
                tiny("first"),
                tiny("broken").toBuilder().dataset("folder:" + pictures).build(),
                tiny("last"));
        String[] arguments = {"first", "broken", "last"};
        assertThat(run(studies, arguments)).isEqualTo(1);
        assertThat(printed.toString()).contains("failed; repeat them", "  broken: " + pictures, "last:");
        assertThat(errors.toString()).contains("warning: broken: " + pictures);
        assertThat(Files.readAllLines(table()))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("broken,,") && line.endsWith(",failed,"));

        pictures(pictures);
        assertThat(run(studies, "first", "broken", "last", "--resume")).isZero();
        assertThat(Files.readAllLines(table())).hasSize(4).noneMatch(line -> line.contains("failed"));
        assertThat(runs("first")).isEqualTo(1);
        assertThat(runs("last")).isEqualTo(1);
        assertThat(runs("broken")).isEqualTo(1);
    }

    @Test
    void allLeavesOutWhatAnOverrideDoesNotFitAndSaysSo() {
        List<Study> studies = List.of(
                tiny("first"),
                tiny("dropping").toBuilder()
                        .net(flatten(), dropout(0.5), linear(10))
                        .build());
        assertThat(run(studies, "all", "--dropout", "0.1")).isZero();
        assertThat(errors.toString()).contains("warning: left out: first: first has no dropout (");
        assertThat(printed.toString()).contains("dropping:").doesNotContain("first:");
    }

    @Test
    void aNamedExperimentThatAnOverrideDoesNotFitIsFoundBeforeTheFirstRun() {
        List<Study> studies = List.of(
                tiny("first"),
                tiny("dropping").toBuilder()
                        .net(flatten(), dropout(0.5), linear(10))
                        .build());
        assertThat(run(studies, "dropping", "first", "--dropout", "0.1")).isEqualTo(2);
        assertThat(out).isEmptyDirectory();
    }

    private static void pictures(Path folder) throws IOException {
        for (int i = 0; i < 40; i++) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            image.setRGB(i % 28, 3, 0xffffff);
            Path file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve(i + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
    }

    @Test
    void aStoppedBatchIsResumedWithTheStudyThatItWasIn() throws IOException {
        run("first", "last");
        Path table = table();
        List<String> whole = Files.readAllLines(table);
        // as a kill before the second study's end leaves it
        Path state = table.resolveSibling("batch.json");
        Files.writeString(state, Files.readString(state).replace("true", "false"));
        Files.write(table, whole.subList(0, 2));

        assertThat(run("first", "last", "--resume")).isZero();
        assertThat(table()).isEqualTo(table);
        List<String> resumed = Files.readAllLines(table);
        assertThat(resumed).hasSize(3);
        assertThat(resumed.get(1)).isEqualTo(whole.get(1)); // not run again
        assertThat(runs("first")).isEqualTo(1);
        assertThat(runs("last")).isEqualTo(2);
    }

    @Test
    void aBatchThatCannotBeResumedIsNotStartedAgain() throws IOException {
        run("first", "last");
        assertThat(run("first", "last", "--resume")).isEqualTo(2);
        assertThat(errors.toString()).contains("holds no unfinished table of these experiments");
        assertThat(runs("first")).isEqualTo(1);
    }

    private static Experiment tiny(String name) {
        return AppTest.TINY
                .variant(name, "it learns")
                .publishes(AppTest.TINY.publishedValues().get(0))
                .build();
    }

    private int run(String... arguments) {
        return run(EXPERIMENTS, arguments);
    }

    private int run(List<? extends Study> studies, String... arguments) {
        CommandLine app = AppCommandLine.over(BatchTest.class, new AppExperiments("app", studies));
        app.setOut(new PrintWriter(printed, true));
        app.setErr(new PrintWriter(errors, true));
        return app.execute(Stream.concat(
                        Stream.concat(Stream.of("run"), Stream.of(arguments)),
                        Stream.of("--limit", "200", "--quiet", "--out", out.toString()))
                .toArray(String[]::new));
    }

    private Path table() throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve("all"))) {
            return folders.toList().get(0).resolve("table.csv");
        }
    }

    private long runs(String study) throws IOException {
        try (Stream<Path> folders = Files.list(out.resolve(study))) {
            return folders.count();
        }
    }
}
