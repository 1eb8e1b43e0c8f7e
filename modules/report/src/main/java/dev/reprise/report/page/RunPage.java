package dev.reprise.report.page;

import dev.reprise.net.NetDescription;
import dev.reprise.net.SavedNet;
import dev.reprise.report.ConfusionCounts;
import dev.reprise.report.CsvTable;
import dev.reprise.report.JsonFlattener;
import dev.reprise.report.Predictions;
import dev.reprise.report.RecordedRun;
import dev.reprise.report.ReportException;
import dev.reprise.report.RunFiles;
import dev.reprise.report.diagnosis.Diagnosis;
import dev.reprise.report.diagnosis.EpochCurves;
import dev.reprise.report.diagnosis.Finding;
import dev.reprise.report.pictures.NetPicture;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.report.pictures.TextRenderer;
import dev.reprise.report.pictures.WeightsPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** {@code report.html} of a run: all that its folder tells, in one file. */
public final class RunPage {
    private final RunFiles run;
    private final List<String> missing;
    private final CsvTable steps;
    private final Optional<Predictions> predictions;
    private final Optional<SavedNet> net;
    private final Optional<ConfusionCounts> confusion;
    private final List<String> classes;

    private RunPage(RunFiles run) {
        this.run = run;
        this.missing = new ArrayList<>(run.missing());
        this.steps = run.steps(missing);
        this.predictions = run.predictions(missing);
        this.net = run.net(missing);
        this.confusion = predictions.map(Predictions::confusion).or(() -> ConfusionCounts.recorded(run.result()));
        this.classes = classes();
    }

    /** Writes the page and its pictures into the run's folder, and says where it is. */
    public static Path write(RunFiles run, TestImages.Source source) {
        RunPage page = new RunPage(run);
        RunView view = page.view(source);
        Stream.of(
                        view.charts().stream().flatMap(chart -> chart.picture().stream()),
                        view.predictions().stream(),
                        view.weights().stream())
                .flatMap(pictures -> pictures)
                .forEach(picture -> picture.writeInto(run.folder()));
        return Html.write(
                run.folder().resolve("report.html"), out -> JterunGenerated.render(out, null, view, Html.PARTS));
    }

    private RunView view(TestImages.Source source) {
        JsonNode record = run.record();
        boolean lettered = TextRenderer.isThere();
        if (!lettered) {
            missing.add("this Java has no fonts: no picture is drawn");
        }
        List<Chart> charts = CurveCharts.of(run.epochs(), steps, run.activations());
        OptionalInt known = classes.isEmpty() ? OptionalInt.empty() : OptionalInt.of(classes.size());
        List<Finding> findings = Diagnosis.of(EpochCurves.of(run, steps, known));
        List<ReportPicture> pictures = lettered ? predictionPictures(source) : List.of();
        RecordedRun recorded = RecordedRun.of(run);
        JsonNode experiment = record.path("experiment");
        return new RunView(
                recorded,
                new RunView.Origin(
                        experiment.path("text").asString(""),
                        experiment.path("section").asString(""),
                        experiment.path("toSee").asString(""),
                        record.path("synthetic").asBoolean(false)),
                List.copyOf(missing),
                checks(),
                scores(),
                findings,
                charts,
                classRows(),
                pictures,
                net.map(SavedNet::description).map(NetDescription::net),
                lettered ? netPictures() : List.of(),
                JsonFlattener.of(experiment),
                JsonFlattener.of(record.path("overridden")),
                JsonFlattener.of(record.path("provenance")),
                data(recorded, charts, findings));
    }

    private List<String> classes() {
        int count = confusion.map(counts -> counts.counts().size()).orElse(0);
        List<String> ofNet = net.map(saved -> saved.description().classes()).orElse(List.of());
        List<String> recorded = run.result().path("perClass").values().stream()
                .map(scores -> scores.path("class").asString(""))
                .toList();
        return Stream.of(ofNet, recorded)
                .filter(names -> names.size() == count)
                .findFirst()
                .orElseGet(() ->
                        IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    private List<ReportPicture> predictionPictures(TestImages.Source source) {
        PredictionPictures drawn = new PredictionPictures(classes);
        List<ReportPicture> pictures = new ArrayList<>(confusion.map(drawn::of).orElse(List.of()));
        predictions.ifPresent(told -> {
            try {
                pictures.addAll(drawn.galleries(told, source.of(run)));
            } catch (ReportException e) {
                missing.add("no test images are shown: " + e.getMessage());
            }
            pictures.add(drawn.reliability(told));
        });
        return pictures;
    }

    private List<ReportPicture> netPictures() {
        return net.stream()
                .flatMap(saved -> Stream.concat(
                        Stream.of(NetPicture.of(saved.description().net())), WeightsPicture.of(saved).stream()))
                .toList();
    }

    private List<RunView.Check> checks() {
        return run.result().path("seen").values().stream()
                .map(check -> new RunView.Check(
                        check.path("toSee").asString(""),
                        check.path("held").asBoolean(false),
                        check.path("why").asString("")))
                .toList();
    }

    private List<RunView.Score> scores() {
        return run.result().path("final").properties().stream()
                .map(set -> new RunView.Score(
                        set.getKey(),
                        number(set.getValue().path("loss")),
                        number(set.getValue().path("accuracy"))))
                .toList();
    }

    private List<RunView.ClassRow> classRows() {
        List<ConfusionCounts.ClassScores> scores =
                confusion.map(ConfusionCounts::perClass).orElse(List.of());
        return IntStream.range(0, scores.size())
                .mapToObj(k -> new RunView.ClassRow(classes.get(k), scores.get(k)))
                .toList();
    }

    private String data(RecordedRun recorded, List<Chart> charts, List<Finding> findings) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("experiment", recorded.experiment());
        data.put("seed", recorded.seed());
        data.put("status", recorded.status());
        data.put("figures", recorded.figures());
        data.put("diagnosis", findings);
        data.put("epochs", DataBlock.columns(run.epochs()));
        data.put("classes", classes);
        data.put("confusion", confusion.map(ConfusionCounts::counts).orElse(List.of()));
        data.put("perClass", classRows());
        data.put("numbers", JsonFlattener.of(run.record().path("experiment")));
        data.put("provenance", JsonFlattener.of(run.record().path("provenance")));
        data.put("plots", DataBlock.plots(charts));
        return DataBlock.json(data);
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }
}
