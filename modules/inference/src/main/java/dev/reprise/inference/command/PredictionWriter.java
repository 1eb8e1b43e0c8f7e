package dev.reprise.inference.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.files.Json;
import dev.reprise.inference.Prediction;
import dev.reprise.inference.Prediction.ClassProbability;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes predictions as they come. */
sealed interface PredictionWriter
        permits PredictionWriter.AsTable, PredictionWriter.AsCsv, PredictionWriter.AsJson, NumberWriter {

    void begin();

    /** What the net says of a file: one prediction, or one for each digit. */
    void write(Path file, List<Prediction> predictions);

    void end();

    /** One prediction in JSON, as the service answers it, too. */
    record Line(String file, @JsonProperty("class") String best, float probability, Map<String, Float> probabilities) {

        static Line of(Path file, List<Prediction> predictions) {
            Prediction prediction = predictions.get(0);
            ClassProbability best = prediction.best();
            return new Line(file.toString(), best.name(), best.probability(), prediction.probabilities());
        }
    }

    /** For people: aligned columns, and the runners-up where they are asked for. */
    final class AsTable implements PredictionWriter {
        private final PrintWriter out;
        private final String format;
        private final int top;

        AsTable(PrintWriter out, List<String> classes, List<Path> files, int top) {
            this.out = out;
            this.top = top;
            this.format =
                    "%-" + widest("file", files.stream().map(Path::toString).toList()) + "s  %-"
                            + widest("class", classes) + "s  %11s%s%n";
        }

        static int widest(String heading, List<String> column) {
            return column.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
        }

        @Override
        public void begin() {
            out.printf(format, "file", "class", "probability", top > 1 ? "  next" : "");
        }

        @Override
        public void write(Path file, List<Prediction> predictions) {
            List<ClassProbability> best = predictions.get(0).top(top);
            String next = best.stream()
                    .skip(1)
                    .map(c -> "  " + c.name() + " " + number(c.probability()))
                    .collect(Collectors.joining());
            out.printf(format, file, best.get(0).name(), number(best.get(0).probability()), next);
        }

        @Override
        public void end() {
            out.flush();
        }

        static String number(float probability) {
            return String.format(Locale.ROOT, "%.4f", probability);
        }
    }

    /** For spreadsheets (RFC 4180): a column for each class. */
    final class AsCsv implements PredictionWriter {
        private final PrintWriter out;
        private final List<String> classes;

        AsCsv(PrintWriter out, List<String> classes) {
            this.out = out;
            this.classes = classes;
        }

        @Override
        public void begin() {
            line("file,class,probability", classes.stream().map(AsCsv::quoted).toList());
        }

        @Override
        public void write(Path file, List<Prediction> predictions) {
            Prediction prediction = predictions.get(0);
            ClassProbability best = prediction.best();
            line(
                    quoted(file.toString()) + "," + quoted(best.name()) + "," + best.probability(),
                    prediction.classes().stream()
                            .map(c -> Float.toString(c.probability()))
                            .toList());
        }

        @Override
        public void end() {
            out.flush();
        }

        private void line(String first, List<String> others) {
            out.println(first + "," + String.join(",", others));
        }

        static String quoted(String text) {
            boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    }

    /** For programs: one object, a line for each prediction in it, other letters than ASCII's escaped. */
    final class AsJson implements PredictionWriter {
        private final PrintWriter out;
        private final BiFunction<Path, List<Prediction>, Record> line;
        private String separator = "\n";

        AsJson(PrintWriter out, BiFunction<Path, List<Prediction>, Record> line) {
            this.out = out;
            this.line = line;
        }

        @Override
        public void begin() {
            out.print("{\"predictions\": [");
        }

        @Override
        public void write(Path file, List<Prediction> predictions) {
            out.print(separator
                    + Json.MAPPER
                            .writer()
                            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                            .writeValueAsString(line.apply(file, predictions)));
            separator = ",\n";
        }

        @Override
        public void end() {
            out.println("\n]}");
            out.flush();
        }
    }
}
