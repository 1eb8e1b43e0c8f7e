package dev.reprise.search;

import java.util.List;

/** A value for each parameter of a {@link Space}, in its order. */
public record Point(List<Double> values) {
    public Point {
        values = List.copyOf(values);
    }
}
