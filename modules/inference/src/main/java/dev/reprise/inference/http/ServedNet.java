package dev.reprise.inference.http;

import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.net.InputPreparation.Background;
import dev.reprise.net.NetDescription;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** A net served under a name, behind its batcher. Closing finishes what the batcher accepted. */
record ServedNet(String name, Classifier classifier, Batcher batcher) implements AutoCloseable {

    /**
     * A net in {@code /api/models}.
     *
     * @param input (channels, height, width)
     * @param fit what {@code auto} means for the net
     * @param background of its training pictures; {@code auto} inverts others
     */
    record Card(
            String name,
            String dataset,
            List<Long> input,
            List<String> classes,
            String fit,
            Background background,
            long parameters) {}

    Card card() {
        NetDescription net = classifier.description();
        return new Card(
                name,
                net.dataset(),
                LongStream.of(net.input().getShape()).boxed().toList(),
                net.classes(),
                InputFit.AUTO.resolveFor(net).name().toLowerCase(Locale.ROOT),
                net.preparation().background(),
                net.net().parameterCount());
    }

    @Override
    public void close() {
        batcher.close();
        classifier.close();
    }
}
