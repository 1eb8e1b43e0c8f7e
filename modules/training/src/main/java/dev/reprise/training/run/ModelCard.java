package dev.reprise.training.run;

import dev.reprise.files.Printable;
import dev.reprise.net.Net;
import dev.reprise.net.NetDescription;
import dev.reprise.net.Task;
import dev.reprise.results.AccuracyInterval;
import dev.reprise.results.FinalScores;
import dev.reprise.results.Numbers;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code MODEL.md} beside a saved net: what it is, what it was trained on, how good it is, how to use it, and what it cannot do
 * (M. Mitchell et al., Model Cards for Model Reporting, 2019).
 */
final class ModelCard {
    private final RunRecord record;
    private final RunResult result;
    private final NetDescription net;
    private final String run;
    private final StringBuilder text = new StringBuilder();

    private ModelCard(RunRecord record, RunResult result, NetDescription net, Path run) {
        this.record = record;
        this.result = result;
        this.net = net;
        this.run = last(run);
    }

    /** The last names of a path, as in {@code runs/conv-net/20260101-120000-seed1}: where it is on a machine is nobody's business. */
    private static String last(Path run) {
        int names = run.getNameCount();
        return run.subpath(Math.max(0, names - 3), names).toString().replace('\\', '/');
    }

    /** The card of a finished run. */
    static String of(RunRecord record, RunResult result, NetDescription net, Path run) {
        return new ModelCard(record, result, net, run).text();
    }

    private String text() {
        line("# %s", net.name());
        line("");
        line("%s %s", what(), trained());
        figures();
        data();
        use();
        limits();
        return text.toString();
    }

    private String what() {
        if (net.task() != Task.CLASSIFICATION) {
            return "A net that predicts numbers from " + net.input() + ".";
        }
        return "A net that classifies %s, %s, as one of %d classes: %s."
                .formatted(
                        isOfImages() ? "images" : "rows of numbers",
                        net.input(),
                        net.classes().size(),
                        classes());
    }

    private String classes() {
        return net.classes().stream().map(ModelCard::inline).collect(Collectors.joining(", "));
    }

    /** A text from elsewhere as a part of a line or a cell: without control characters and Markdown's separators. */
    private static String inline(String text) {
        return Printable.of(text).replaceAll("([|`<\\\\])", "\\\\$1");
    }

    private String trained() {
        return "Trained by the experiment %s, after the section \"%s\" of %s, with Reprise %s and PyTorch %s, seed %d, on %s."
                .formatted(
                        record.name(),
                        record.english(),
                        record.text(),
                        record.provenance().reprise(),
                        record.provenance().pytorch(),
                        record.provenance().seed(),
                        record.provenance().device());
    }

    private void figures() {
        line("");
        line("## Figures");
        line("");
        line("| set | loss | accuracy |");
        line("|---|---|---|");
        result.scores()
                .map(FinalScores::bySet)
                .ifPresent(sets -> sets.forEach((set, scores) -> line(
                        "| %s | %s | %s |",
                        set, Numbers.measured(scores.loss()), Numbers.measured(scores.accuracy()))));
        result.confusion().ifPresent(confusion -> {
            AccuracyInterval interval = AccuracyInterval.of(confusion.right(), confusion.total());
            line("");
            line(
                    "%,d of %,d test examples are right. The accuracy on others like them lies between %s and %s (95 %% confidence).",
                    confusion.right(),
                    confusion.total(),
                    Numbers.measured(interval.low()),
                    Numbers.measured(interval.high()));
        });
        if (!result.verdicts().isEmpty()) {
            line("");
            result.verdicts().forEach(verdict -> line("- %s", verdict));
        }
        if (!result.perClass().isEmpty()) {
            line("");
            line("| class | precision | recall | test examples |");
            line("|---|---|---|---|");
            result.perClass()
                    .forEach(scores -> line(
                            "| %s | %s | %s | %,d |",
                            inline(scores.name()),
                            Numbers.measured(scores.precision()),
                            Numbers.measured(scores.recall()),
                            scores.support()));
        }
    }

    private void data() {
        line("");
        line("## Data");
        line("");
        line("%s%s", inline(record.provenance().dataset()), record.synthetic() ? ", drawn by a program" : "");
        record.provenance().sha256().forEach((file, hash) -> line("- %s: SHA-256 %s", inline(file), hash));
        record.overridden()
                .forEach((value, change) -> line("- changed for this run: %s %s", inline(value), inline(change)));
        line("");
        line("Layers: `%s`, %,d parameters.", Net.text(net.layers()), net.net().parameterCount());
    }

    private void use() {
        line("");
        line("## Use");
        line("");
        if (isOfImages()) {
            code("java", """
                    try (Classifier net = Classifier.open(Path.of("%s"), "cpu")) {
                        Prediction prediction = net.classify(Images.read(Path.of("picture.png")));
                        System.out.println(prediction.className() + " " + prediction.probability());
                    }""".formatted(run));
        }
        code("python", """
                # after: reprise export %s --to torchscript
                net = torch.jit.load("%s.pt")
                probabilities = net(inputs)  # %s, (batch, %s
                """.formatted(
                        run,
                        net.name(),
                        isOfImages() ? "uint8" : "float32",
                        net.input().toString().substring(1)));
        if (isOfImages()) {
            code("javascript", """
                    // after: reprise serve %s
                    const url = 'http://127.0.0.1:8080/api/models/%s/predict';
                    const answer = await fetch(url, { method: 'POST', body: pictureFile });
                    console.log((await answer.json()).predictions[0]);
                    """.formatted(run, net.name()));
        }
    }

    private void limits() {
        line("## Limits");
        line("");
        record.noVerdict().ifPresent(why -> line("- The figures prove nothing about the text: %s.", why));
        line(
                "- One training with one seed; another seed gives other figures, which the interval above does not cover.");
        if (net.task() == Task.CLASSIFICATION) {
            line(
                    "- Everything is given one of the %d classes.%s",
                    net.classes().size(),
                    isOfImages() ? " `predict --reject 0.02` marks pictures unlike those it was trained on." : "");
        }
        if (isOfImages()) {
            line(
                    "- Pictures of another kind, camera or paper than those of %s are read less well than the figures say.",
                    inline(record.provenance().dataset()));
        }
    }

    private boolean isOfImages() {
        return net.classifiesImages();
    }

    private void code(String language, String lines) {
        line("```%s", language);
        text.append(lines.strip()).append('\n');
        line("```");
        line("");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
