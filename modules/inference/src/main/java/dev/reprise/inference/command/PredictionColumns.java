package dev.reprise.inference.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.reprise.inference.Prediction;
import dev.reprise.results.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The output for one file: in a table for people, in a table for spreadsheets, and in JSON. */
sealed interface PredictionColumns {
    int DECIMALS = 4;

    /** The head of the table for people, without the column of files. */
    String head();

    /** A line of the table for people, without the file. */
    String line(List<Prediction> predictions);

    /** The heads of the table for spreadsheets, without the column of files. */
    List<String> csvHeads();

    List<?> csvCells(List<Prediction> predictions);

    Record json(Path file, List<Prediction> predictions);

    /**
     * The class of a picture; for people, and in JSON where it is above 1, the {@code top} most probable classes.
     *
     * @param rejecting whether predictions have a familiarity
     */
    record OfClass(List<String> classes, int top, boolean rejecting) implements PredictionColumns {

        /** One prediction in JSON, with the fields of {@link Prediction}. */
        private record ClassInJson(
                String file, @JsonUnwrapped Prediction prediction) {}

        @Override
        public String head() {
            return line("class", "probability", (rejecting ? "  familiarity" : "") + (top > 1 ? "  next" : ""));
        }

        @Override
        public String line(List<Prediction> predictions) {
            Prediction prediction = predictions.get(0);
            String next = prediction.top(top).stream()
                    .skip(1)
                    .map(c -> "  " + c.name() + " " + Numbers.decimals(c.probability(), DECIMALS))
                    .collect(Collectors.joining());
            String familiarity = prediction
                    .familiarity()
                    .map(share -> "  %11s".formatted(Numbers.decimals(share, DECIMALS)))
                    .orElse("");
            return line(
                    prediction.className(),
                    Numbers.decimals(prediction.probability(), DECIMALS),
                    familiarity + next + (prediction.isUnsure() ? "  unsure" : ""));
        }

        private String line(String name, String probability, String next) {
            int width = classes.stream().mapToInt(String::length).reduce("class".length(), Math::max);
            return ("%-" + width + "s  %11s%s").formatted(name, probability, next);
        }

        @Override
        public List<String> csvHeads() {
            List<String> heads = new ArrayList<>(List.of("class", "probability"));
            heads.addAll(rejecting ? List.of("familiarity", "unsure") : List.of());
            heads.addAll(classes);
            return heads;
        }

        @Override
        public List<?> csvCells(List<Prediction> predictions) {
            Prediction prediction = predictions.get(0);
            List<Object> cells = new ArrayList<>(List.of(prediction.className(), prediction.probability()));
            prediction.familiarity().ifPresent(cells::add);
            prediction.unsure().ifPresent(cells::add);
            prediction.classes().forEach(c -> cells.add(c.probability()));
            return cells;
        }

        @Override
        public Record json(Path file, List<Prediction> predictions) {
            Prediction all = predictions.get(0);
            return new ClassInJson(file.toString(), top > 1 ? all.withTop(top) : all);
        }
    }

    /** The number that the digits of a picture make. */
    record OfNumber() implements PredictionColumns {

        /**
         * A number read from a file.
         *
         * @param number the digits from left to right, with leading zeros; {@code ?} for one that the net is unsure of
         * @param probability that all digits are right, if they are independent
         */
        private record NumberInJson(String file, String number, float probability, List<Prediction> digits) {}

        @Override
        public String head() {
            return "probability  number";
        }

        @Override
        public String line(List<Prediction> digits) {
            return "%11s  %s".formatted(Numbers.decimals(probability(digits), DECIMALS), digitsOf(digits));
        }

        @Override
        public List<String> csvHeads() {
            return List.of("number", "probability");
        }

        @Override
        public List<?> csvCells(List<Prediction> digits) {
            return List.of(digitsOf(digits), probability(digits));
        }

        @Override
        public Record json(Path file, List<Prediction> digits) {
            return new NumberInJson(file.toString(), digitsOf(digits), probability(digits), digits);
        }

        private static String digitsOf(List<Prediction> digits) {
            return digits.stream()
                    .map(digit -> digit.isUnsure() ? "?" : digit.className())
                    .collect(Collectors.joining());
        }

        private static float probability(List<Prediction> digits) {
            return digits.stream().map(Prediction::probability).reduce(1f, (a, b) -> a * b);
        }
    }
}
