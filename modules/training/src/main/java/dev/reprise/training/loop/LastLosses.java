package dev.reprise.training.loop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** The losses of the last few steps: what they did before one was no longer finite. */
final class LastLosses {
    private static final int KEPT = 3;

    private final Deque<Float> losses = new ArrayDeque<>();

    void add(float loss) {
        losses.add(loss);
        if (losses.size() > KEPT) {
            losses.remove();
        }
    }

    @Override
    public String toString() {
        return losses.isEmpty()
                ? "no finite loss before it"
                : "last finite losses " + losses.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
