package dev.reprise.inference.command;

import dev.reprise.inference.Prediction;
import dev.reprise.inference.ReadNumber;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Writes the numbers of {@code --digits}, a line each. */
sealed interface NumberWriter extends PredictionWriter {

    /** For people: aligned columns. */
    final class AsTable implements NumberWriter {
        private final PrintWriter out;
        private final String format;

        AsTable(PrintWriter out, List<Path> files) {
            this.out = out;
            List<String> names = files.stream().map(Path::toString).toList();
            this.format = "%-" + PredictionWriter.AsTable.widest("file", names) + "s  %11s  %s%n";
        }

        @Override
        public void begin() {
            out.printf(format, "file", "probability", "number");
        }

        @Override
        public void write(Path file, List<Prediction> digits) {
            ReadNumber read = ReadNumber.of(file, digits);
            out.printf(format, file, PredictionWriter.AsTable.number(read.probability()), read.number());
        }

        @Override
        public void end() {
            out.flush();
        }
    }

    /** For spreadsheets (RFC 4180). */
    final class AsCsv implements NumberWriter {
        private final PrintWriter out;

        AsCsv(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void begin() {
            out.println("file,number,probability");
        }

        @Override
        public void write(Path file, List<Prediction> digits) {
            ReadNumber read = ReadNumber.of(file, digits);
            out.println(PredictionWriter.AsCsv.quoted(read.file()) + "," + read.number() + "," + read.probability());
        }

        @Override
        public void end() {
            out.flush();
        }
    }
}
