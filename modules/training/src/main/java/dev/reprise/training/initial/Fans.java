package dev.reprise.training.initial;

import ai.djl.ndarray.types.Shape;

/** How many inputs one output of a layer sums over, and how many outputs one input affects. */
record Fans(long inputs, long outputs) {

    /** Of the weight of a linear layer, (outputs, inputs), or a convolution, (filters, channels, height, width). */
    static Fans of(Shape weight) {
        if (weight.dimension() < 2) {
            throw new IllegalArgumentException("a weight must have at least 2 dimensions, has the shape " + weight);
        }
        long area = weight.slice(2).size();
        return new Fans(weight.get(1) * area, weight.get(0) * area);
    }
}
