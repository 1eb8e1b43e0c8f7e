package dev.reprise.net;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Checks of a layer's hyperparameters and input, and the arithmetic of sliding windows. */
final class Shapes {
    private Shapes() {}

    static void atLeast(int least, String what, int value) {
        if (value < least) {
            throw new NetException(what + " must be at least " + least + ", is " + value);
        }
    }

    static Map<String, Shape> ordered(String name1, Shape shape1, String name2, Shape shape2) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put(name1, shape1);
        shapes.put(name2, shape2);
        return shapes;
    }

    /** The number of features of a row. */
    static long features(Shape input) {
        if (input.dimension() != 1) {
            throw new NetException("needs a row of features, gets " + input + ": add flatten() before it");
        }
        return input.get(0);
    }

    static long channels(Shape input) {
        if (input.dimension() != 3) {
            throw new NetException("needs (channels, height, width), gets " + input);
        }
        return input.get(0);
    }

    static Shape slide(Shape input, long channels, int size, int stride, int padding) {
        channels(input);
        return new Shape(channels, windows(input, 1, size, stride, padding), windows(input, 2, size, stride, padding));
    }

    private static long windows(Shape input, int axis, int size, int stride, int padding) {
        long room = input.get(axis) + 2L * padding - size;
        if (room < 0) {
            throw new NetException("a window of " + size + " is larger than the input " + input);
        }
        return room / stride + 1;
    }
}
