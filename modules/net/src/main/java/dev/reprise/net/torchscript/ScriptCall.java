package dev.reprise.net.torchscript;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One call of a method in torch's inference mode, without gradients. Its arguments are given in order, and freed with it. */
public final class ScriptCall implements AutoCloseable {
    private final Function<IValue[], IValue> method;
    private final List<IValue> arguments = new ArrayList<>();
    private final List<IValue> owned = new ArrayList<>();

    ScriptCall(Function<IValue[], IValue> method) {
        this.method = method;
    }

    /** Lists of arrays for many calls, which belong to {@code manager}. Empty ones are left out, as in a program's text. */
    public static List<IValue> lists(NDManager manager, List<? extends List<NDArray>> lists) {
        return lists.stream()
                .filter(list -> !list.isEmpty())
                .map(list -> {
                    IValue value = IValue.listFrom(list.toArray(PtNDArray[]::new));
                    manager.attachInternal(value.getUid(), value);
                    return value;
                })
                .toList();
    }

    public ScriptCall array(NDArray array) {
        return owned(IValue.from((PtNDArray) array));
    }

    public ScriptCall numbers(long... numbers) {
        return owned(IValue.listFrom(numbers));
    }

    public ScriptCall numbers(double... numbers) {
        return owned(IValue.listFrom(numbers));
    }

    /** See {@link #lists(NDManager, List)}. */
    public ScriptCall lists(List<IValue> lists) {
        arguments.addAll(lists);
        return this;
    }

    private ScriptCall owned(IValue value) {
        owned.add(value);
        arguments.add(value);
        return this;
    }

    /** Calls a method that returns a list of numbers. */
    public float[] toNumbers() {
        try (IValue result = result()) {
            double[] values = result.toDoubleArray();
            float[] numbers = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                numbers[i] = (float) values[i];
            }
            return numbers;
        }
    }

    /** Calls a method that returns an array, which belongs to {@code owner}. */
    public NDArray toArray(NDManager owner) {
        try (IValue result = result()) {
            return result.toTensor((PtNDManager) owner);
        }
    }

    private IValue result() {
        return method.apply(arguments.toArray(IValue[]::new));
    }

    @Override
    public void close() {
        owned.forEach(IValue::close);
    }
}
