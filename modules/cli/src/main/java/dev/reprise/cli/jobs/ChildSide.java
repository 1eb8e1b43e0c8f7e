package dev.reprise.cli.jobs;

import dev.reprise.cli.jobs.Message.Word;
import dev.reprise.results.EpochRow;
import dev.reprise.results.Numbers;
import dev.reprise.training.control.Progress;
import dev.reprise.training.loop.DivergedException;
import dev.reprise.training.run.Failure;
import dev.reprise.training.run.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The child's side of the pipes to its parent: messages go to standard output. When standard input ends, the parent wants
 * the child to stop, or is gone itself.
 */
public final class ChildSide implements Progress, BooleanSupplier {
    private static final int EXIT_MILLIS = 4000;
    private static final int STEP_NANOS = 200_000_000;
    private static final int INTERRUPTED = 130;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final AtomicBoolean stop = new AtomicBoolean();
    private long lastStep = System.nanoTime() - STEP_NANOS;

    private ChildSide() {}

    /** Starts to listen to the parent. */
    public static ChildSide open() {
        ChildSide side = new ChildSide();
        Thread listener = new Thread(side::awaitEnd, "parent");
        listener.setDaemon(true);
        listener.start();
        return side;
    }

    private void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said on this pipe
            }
        } catch (IOException e) {
            // as good as its end
        }
        stop.set(true);
        try {
            Thread.sleep(EXIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    /** Whether the parent wants it to stop. */
    @Override
    public boolean getAsBoolean() {
        return stop.get();
    }

    /** Does the work and tells its end. Returns the exit code. */
    public int tell(Supplier<Outcome> work) {
        try {
            Outcome outcome = work.get();
            if (outcome.interrupted()) {
                return INTERRUPTED;
            }
            outcome.lines().forEach(line -> say(Word.LINE, line));
            say(Word.FOLDER, outcome.folder());
            return outcome.failures().isEmpty() ? 0 : 1;
        } catch (DivergedException e) {
            say(Word.DIVERGED, e.getMessage());
            return 1;
        } catch (RuntimeException | OutOfMemoryError e) {
            say(Word.FAILED, Failure.reason(e));
            return Failure.isUsageError(e) ? 2 : 1;
        }
    }

    @Override
    public void warning(String line) {
        say(Word.WARNING, line);
    }

    @Override
    public void started(List<String> lines) {
        say(Word.STARTED, String.join(", ", lines));
    }

    @Override
    public void step(int epoch, long done, long total) {
        long now = System.nanoTime();
        if (now - lastStep >= STEP_NANOS) {
            lastStep = now;
            say(Word.STEP, epoch, done, total);
        }
    }

    @Override
    public void epoch(EpochRow row, int epochs) {
        String value = row.test().accuracy().isPresent()
                ? "test accuracy " + Numbers.measured(row.test().accuracy())
                : "test loss " + Numbers.measured(row.test().loss());
        say(Word.EPOCH, row.epoch(), epochs, value, row.scores());
    }

    private synchronized void say(Word word, Object... fields) {
        out.println(new Message(word, Stream.of(fields).map(Object::toString).toList()).line());
    }
}
