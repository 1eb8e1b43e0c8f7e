package dev.reprise.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.data.images.PixelImage;
import dev.reprise.inference.Classifier;
import dev.reprise.inference.InputFit;
import dev.reprise.inference.NetInput;
import dev.reprise.inference.Prediction;
import dev.reprise.net.InputPreparation.Background;
import dev.reprise.net.NetDescription;
import dev.reprise.net.NetException;
import dev.reprise.net.SavedNet;
import dev.reprise.results.RunResult;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RunFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** A net served under a name, which a newer one may replace. Closing finishes what was accepted. */
final class ServedNet implements AutoCloseable {
    private final String name;
    private final Supplier<SavedNet> source;
    private final Function<SavedNet, Classifier> opening;
    private final BiFunction<String, Classifier, Batcher> batching;
    private final ReadWriteLock replacing = new ReentrantReadWriteLock(); // so that no request reaches a closed batcher
    private volatile Opened current;

    /** A net that is open, behind its batcher. */
    private record Opened(Classifier classifier, Batcher batcher, Card card) {
        void close() {
            batcher.close();
            classifier.close();
        }
    }

    /**
     * A net in {@code /api/models}.
     *
     * @param input (channels, height, width)
     * @param fit what {@code auto} means for the net
     * @param background of its training pictures; {@code auto} inverts others
     * @param run the name of its run's folder; none if the net was moved out of it
     * @param opened when the service opened it, in UTC
     * @param sha256 of its parameters
     * @param testAccuracy that its run measured, in 0–1
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Card(
            String name,
            String dataset,
            List<Long> input,
            List<String> classes,
            String fit,
            Background background,
            long parameters,
            Optional<String> run,
            String opened,
            String sha256,
            Optional<Double> testAccuracy) {}

    /**
     * Opens a net.
     *
     * @param source gives the saved net to serve, a newer one if there is one by now
     * @param opening loads it, and throws if it cannot be served
     * @param batching starts the batcher of a net with this name
     */
    ServedNet(
            String name,
            Supplier<SavedNet> source,
            SavedNet first,
            Function<SavedNet, Classifier> opening,
            BiFunction<String, Classifier, Batcher> batching) {
        this.name = name;
        this.source = source;
        this.opening = opening;
        this.batching = batching;
        this.current = open(first);
    }

    private Opened open(SavedNet saved) {
        Classifier classifier = opening.apply(saved);
        return new Opened(classifier, batching.apply(name, classifier), card(saved));
    }

    String name() {
        return name;
    }

    Card card() {
        return current.card;
    }

    /** As {@link Classifier#prepare}. */
    NetInput prepare(PixelImage picture, InputFit fit) {
        return current.classifier.prepare(picture, fit);
    }

    /** As {@link Batcher#requireRoom}. */
    void requireRoom(int images) {
        current.batcher.requireRoom(images);
    }

    int waiting() {
        return current.batcher.waiting();
    }

    /** As {@link Batcher#submit}. */
    CompletableFuture<List<Prediction>> submit(List<NetInput> inputs, long deadline) {
        replacing.readLock().lock();
        try {
            return current.batcher.submit(inputs, deadline);
        } finally {
            replacing.readLock().unlock();
        }
    }

    /**
     * Opens the net anew, if there is a newer one or its parameters have changed; the one before it answers what it has accepted.
     *
     * @return whether another net answers now
     * @throws NetException if it cannot be opened, or takes other pictures or has other classes; the one before it stays
     */
    synchronized boolean reload() {
        SavedNet saved = source.get();
        Card before = card();
        if (saved.description().sha256().equals(before.sha256)
                && runOf(saved.folder()).equals(before.run)) {
            return false;
        }
        NetDescription now = saved.description();
        if (!now.classes().equals(before.classes) || !shape(now).equals(before.input)) {
            throw new NetException(saved.folder() + " has input " + shape(now) + " and "
                    + now.classes().size()
                    + " classes, the net that is served as " + name + " has input " + before.input + " and "
                    + before.classes.size() + ": restart the service to serve it");
        }
        Opened next = open(saved);
        Opened old = current;
        replacing.writeLock().lock();
        try {
            current = next;
        } finally {
            replacing.writeLock().unlock();
        }
        old.close();
        return true;
    }

    private Card card(SavedNet saved) {
        NetDescription net = saved.description();
        return new Card(
                name,
                net.dataset(),
                shape(net),
                net.classes(),
                InputFit.AUTO.resolveFor(net).name().toLowerCase(Locale.ROOT),
                net.preparation().background(),
                net.net().parameterCount(),
                runOf(saved.folder()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                net.sha256(),
                testAccuracy(saved.folder()));
    }

    private static List<Long> shape(NetDescription net) {
        return LongStream.of(net.input().getShape()).boxed().toList();
    }

    private static Optional<Path> runFolder(Path model) {
        return Optional.ofNullable(model.toAbsolutePath().normalize().getParent())
                .filter(RunFolder::isRun);
    }

    private static Optional<String> runOf(Path model) {
        return runFolder(model).map(run -> run.getFileName().toString());
    }

    private static Optional<Double> testAccuracy(Path model) {
        return runFolder(model)
                .flatMap(run -> RecordedRun.read(run).result())
                .flatMap(RunResult::scores)
                .map(scores -> scores.test().accuracy())
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble);
    }

    @Override
    public void close() {
        current.close();
    }
}
