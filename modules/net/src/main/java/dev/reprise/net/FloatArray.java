package dev.reprise.net;

import java.util.Arrays;

/** An immutable array of numbers. */
public final class FloatArray {
    private final float[] values;

    private FloatArray(float[] values) {
        this.values = values;
    }

    public static FloatArray of(float... values) {
        return new FloatArray(values.clone());
    }

    public float[] toArray() {
        return values.clone();
    }

    public float get(int i) {
        return values[i];
    }

    public int length() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatArray array && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " values";
    }
}
