package dev.reprise.inference.http;

import dev.reprise.data.Picture;
import dev.reprise.inference.Fit;
import java.util.List;
import java.util.Map;

/** What a request asks of a net: pictures, how to fit them, and whether to show what the net saw. */
record Question(List<Picture> pictures, Fit fit, boolean showInput) {
    Question {
        pictures = List.copyOf(pictures);
    }

    /** What the query of a request with images says: {@code ?fit=stretch&showInput=true}. */
    record Options(Fit fit, boolean showInput) {

        static Options of(Map<String, List<String>> query) {
            Options options = new Options(Fit.AUTO, false);
            for (Map.Entry<String, List<String>> entry : query.entrySet()) {
                String value = entry.getValue().get(0);
                options = switch (entry.getKey()) {
                    case "fit" -> new Options(Question.fit(value), options.showInput);
                    case "showInput" -> new Options(options.fit, truth(value));
                    default -> throw new Problem(400, "the query has a parameter that is none of fit, showInput");
                };
            }
            return options;
        }

        /** JSON says it in the body. */
        static void none(Map<String, List<String>> query) {
            if (!query.isEmpty()) {
                throw new Problem(400, "with JSON, fit and showInput belong in the body, not in the query");
            }
        }

        Question of(List<Picture> pictures) {
            return new Question(pictures, fit, showInput);
        }

        private static boolean truth(String word) {
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new Problem(400, "showInput: expected true or false");
            };
        }
    }

    static Question of(Picture picture, Fit fit, boolean showInput) {
        return new Question(List.of(picture), fit, showInput);
    }

    /** The way to fit that a word means. */
    static Fit fit(String word) {
        return switch (word) {
            case "auto" -> Fit.AUTO;
            case "drawing" -> Fit.DRAWING;
            case "stretch" -> Fit.STRETCH;
            default -> throw new Problem(400, "fit: expected auto, drawing or stretch");
        };
    }
}
