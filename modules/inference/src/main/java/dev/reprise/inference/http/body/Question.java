package dev.reprise.inference.http.body;

import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.InputFit;

/** What a request with JSON asks of a net: a picture, how to fit it, and whether to show what the net saw. */
record Question(PixelImage picture, InputFit fit, boolean showInput) {

    /** What the query of a request with images says: {@code ?fit=stretch&showInput=true}. */
    record Options(InputFit fit, boolean showInput) {

        /** The names and values have letters only: nothing of it is to be decoded. */
        static Options of(String query) {
            Options options = new Options(InputFit.AUTO, false);
            for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
                String value = parameter.substring(parameter.indexOf('=') + 1);
                options = switch (parameter.split("=", 2)[0]) {
                    case "fit" -> new Options(Question.fit(value), options.showInput);
                    case "showInput" -> new Options(options.fit, truth(value));
                    default -> throw new Problem(400, "the query has a parameter that is none of fit, showInput");
                };
            }
            return options;
        }

        /** JSON says it in the body. */
        static void none(String query) {
            if (!query.isEmpty()) {
                throw new Problem(400, "with JSON, fit and showInput belong in the body, not in the query");
            }
        }

        private static boolean truth(String word) {
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new Problem(400, "showInput: expected true or false");
            };
        }
    }

    /** The way to fit that a word means. */
    static InputFit fit(String word) {
        return switch (word) {
            case "auto" -> InputFit.AUTO;
            case "drawing" -> InputFit.DRAWING;
            case "stretch" -> InputFit.STRETCH;
            default -> throw new Problem(400, "fit: expected auto, drawing or stretch");
        };
    }
}
