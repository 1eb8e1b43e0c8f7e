package dev.reprise.inference.http.body;

import dev.reprise.inference.InputFit;

/**
 * How a request wants its pictures classified.
 *
 * @param showInput whether the answer shows what the net saw
 */
public record PredictOptions(InputFit fit, boolean showInput) {
    static final PredictOptions DEFAULT = new PredictOptions(InputFit.AUTO, false);

    /** Those of a query such as {@code fit=stretch&showInput=true}. Its names and values need no decoding. */
    public static PredictOptions ofQuery(String query) {
        PredictOptions options = DEFAULT;
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            options = switch (parameter.split("=", 2)[0]) {
                case "fit" -> options.withFit(value);
                case "showInput" -> options.withShowInput(truth(value));
                default -> throw new Problem(400, "unknown query parameter: expected fit or showInput");
            };
        }
        return options;
    }

    /** Throws {@link Problem} unless the query is empty: JSON has the options in its body. */
    public static void requireNone(String query) {
        if (!query.isEmpty()) {
            throw new Problem(400, "with a JSON body, fit and showInput must be fields of the body, not of the query");
        }
    }

    PredictOptions withFit(String name) {
        return switch (name) {
            case "auto" -> new PredictOptions(InputFit.AUTO, showInput);
            case "drawing" -> new PredictOptions(InputFit.DRAWING, showInput);
            case "stretch" -> new PredictOptions(InputFit.STRETCH, showInput);
            default -> throw new Problem(400, "fit: expected auto, drawing or stretch");
        };
    }

    PredictOptions withShowInput(boolean value) {
        return new PredictOptions(fit, value);
    }

    private static boolean truth(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Problem(400, "showInput: expected true or false");
        };
    }
}
