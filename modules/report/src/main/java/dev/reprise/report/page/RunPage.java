package dev.reprise.report.page;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Json;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.report.diagnosis.Diagnosis;
import dev.reprise.report.diagnosis.Finding;
import dev.reprise.report.diagnosis.LearningCurves;
import dev.reprise.report.pictures.NetPicture;
import dev.reprise.report.pictures.ReportPicture;
import dev.reprise.report.pictures.TextRenderer;
import dev.reprise.report.pictures.WeightsPicture;
import dev.reprise.results.ClassScores;
import dev.reprise.results.ConfusionMatrix;
import dev.reprise.results.JsonFlattener;
import dev.reprise.results.Predictions;
import dev.reprise.results.RunRecord;
import dev.reprise.results.RunResult;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code report.html} of a run: everything its folder holds, in one file. */
public final class RunPage {
    private static final String ACTIVATIONS = "activations.csv";

    private final RecordedRun run;
    private final List<String> missing;
    private final CsvTable steps;
    private final Optional<Predictions> predictions;
    private final Optional<SavedNet> net;
    private final Optional<ConfusionMatrix> confusion;
    private final List<String> classes;

    private RunPage(RecordedRun run) {
        this.run = run;
        this.missing = new ArrayList<>(run.missing());
        this.steps = run.steps(missing);
        this.predictions = run.predictions(missing);
        this.net = net();
        this.confusion =
                predictions.map(Predictions::confusion).or(() -> run.result().flatMap(RunResult::confusion));
        this.classes = classes();
    }

    /** Writes the page and its pictures into the run's folder, and returns where it is. */
    public static Path write(RecordedRun run, TestImages.Source source) {
        RunPage page = new RunPage(run);
        RunView view = page.view(source);
        Stream.of(
                        view.charts().stream().flatMap(chart -> chart.picture().stream()),
                        view.predictions().stream(),
                        view.weights().stream())
                .flatMap(pictures -> pictures)
                .forEach(picture -> picture.writeInto(run.path()));
        return Html.write(
                run.path().resolve("report.html"), out -> JterunGenerated.render(out, null, view, Html.PARTS));
    }

    static Map<String, String> provenance(RunRecord record) {
        return JsonFlattener.of(Json.MAPPER.valueToTree(record.provenance()));
    }

    private RunView view(TestImages.Source source) {
        boolean drawn = TextRenderer.hasFonts();
        if (!drawn) {
            missing.add("this Java has no fonts: no picture is drawn");
        }
        List<Chart> charts = CurveCharts.of(run.epochs(), steps, run.table(ACTIVATIONS));
        OptionalInt known = classes.isEmpty() ? OptionalInt.empty() : OptionalInt.of(classes.size());
        List<Finding> findings = Diagnosis.of(LearningCurves.of(run, steps, known));
        List<ReportPicture> pictures = drawn ? predictionPictures(source) : List.of();
        List<ClassScores> perClass =
                confusion.map(matrix -> matrix.perClass(classes)).orElse(List.of());
        return new RunView(
                run,
                List.copyOf(missing),
                findings,
                charts,
                perClass,
                pictures,
                net.map(SavedNet::description).map(NetDescription::net),
                drawn ? netPictures() : List.of(),
                data(charts, findings, perClass));
    }

    private Optional<SavedNet> net() {
        if (run.isDemonstration()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SavedNet.open(run.folder().model()));
        } catch (NetException e) {
            missing.add("no net is shown: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<String> classes() {
        int count = confusion.map(ConfusionMatrix::classes).orElse(0);
        List<String> ofNet = net.map(saved -> saved.description().classes()).orElse(List.of());
        List<String> recorded = run.result().map(RunResult::perClass).orElse(List.of()).stream()
                .map(ClassScores::name)
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
        predictions.ifPresent(known -> {
            try {
                pictures.addAll(drawn.galleries(known, source.of(run)));
            } catch (RunException e) {
                missing.add("no test images are shown: " + e.getMessage());
            }
            pictures.add(drawn.reliability(known));
        });
        return pictures;
    }

    private List<ReportPicture> netPictures() {
        return net.stream()
                .flatMap(saved -> Stream.concat(
                        Stream.of(NetPicture.of(saved.description().net())), WeightsPicture.of(saved).stream()))
                .toList();
    }

    private String data(List<Chart> charts, List<Finding> findings, List<ClassScores> perClass) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("experiment", run.experiment());
        data.put("seed", run.seed());
        data.put("status", run.status());
        data.put("verdicts", run.result().map(RunResult::verdicts).orElse(List.of()));
        data.put("diagnosis", findings);
        data.put("epochs", DataBlock.columns(run.epochs()));
        data.put("classes", classes);
        data.put("confusion", confusion.map(ConfusionMatrix::counts).orElse(List.of()));
        data.put("perClass", perClass);
        data.put("values", run.record().map(RunRecord::values).orElse(Map.of()));
        data.put("provenance", run.record().map(RunPage::provenance).orElse(Map.of()));
        data.put("plots", DataBlock.plots(charts));
        return DataBlock.json(data);
    }
}
