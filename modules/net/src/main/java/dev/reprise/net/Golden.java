package dev.reprise.net;

import java.util.List;

/**
 * Inputs and the outputs that the trainer computed for them, with which a loaded net is verified.
 *
 * @param inputs raw inputs, each a row of pixels 0–255 in the order (channel, row, column), or of features
 * @param outputs the net's output for each
 * @param probabilities the class probabilities of each; none for a regression
 */
public record Golden(List<float[]> inputs, List<float[]> outputs, List<float[]> probabilities) {

    /** The tolerated difference, relative to the largest output: devices and library versions differ in the last digits. */
    private static final double TOLERANCE = 1e-3;

    public Golden {
        if (inputs.isEmpty() || outputs.size() != inputs.size()) {
            throw new NetException("expected at least one golden input, each with its outputs, got " + inputs.size()
                    + " inputs and " + outputs.size() + " outputs");
        }
    }

    /** Throws {@link NetException} if a net does not give the golden outputs. */
    void verify(LoadedNet net) {
        require("outputs", outputs, net.outputs(inputs));
        if (net.description().task() == Task.CLASSIFICATION) {
            require("probabilities", probabilities, net.probabilities(inputs));
        }
    }

    private static void require(String what, List<float[]> golden, List<float[]> actual) {
        if (golden.size() != actual.size()) {
            throw new NetException("expected " + actual.size() + " golden " + what + ", got " + golden.size());
        }
        for (int i = 0; i < golden.size(); i++) {
            double largest = 1;
            double difference = golden.get(i).length == actual.get(i).length ? 0 : Double.POSITIVE_INFINITY;
            for (int j = 0; j < actual.get(i).length && difference < Double.POSITIVE_INFINITY; j++) {
                largest = Math.max(largest, Math.abs(golden.get(i)[j]));
                difference = Math.max(difference, Math.abs(golden.get(i)[j] - actual.get(i)[j]));
            }
            if (!(difference <= TOLERANCE * largest)) {
                throw new NetException(what + " for golden input " + i + " differ from those the trainer computed by "
                        + difference + ", expected at most " + TOLERANCE * largest);
            }
        }
    }
}
