package dev.reprise.cli;

import dev.reprise.files.Printable;
import dev.reprise.results.EpochRow;
import dev.reprise.training.control.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;

/** Progress for a person: a bar with rate and time left on a terminal, one line per epoch everywhere, and one every ten seconds where there is no bar. */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final long LINE_NANOS = 10_000_000_000L; // at most this long without a line where there is no bar

    private final PrintWriter err;
    private final boolean bars;
    private final boolean lines;
    private Optional<ProgressBar> bar = Optional.empty();
    private final long start = System.nanoTime();
    private long printed = start;
    private boolean stepped;

    private TerminalProgress(PrintWriter err, boolean bars, boolean lines) {
        this.err = err;
        this.bars = bars;
        this.lines = lines;
    }

    static TerminalProgress on(PrintWriter err, boolean quiet) {
        return new TerminalProgress(err, !quiet && onTerminal(), !quiet);
    }

    @Override
    public void warning(String line) {
        print("warning: " + Printable.of(line));
    }

    @Override
    public void started(List<String> started) {
        if (lines) {
            started.forEach(this::print);
        }
    }

    @Override
    public void step(int epoch, long done, long total) {
        if (lines && !stepped) {
            stepped = true;
            print(String.format(Locale.ROOT, "first step after %.2f s", (System.nanoTime() - start) / 1e9));
        }
        if (lines && !bars && System.nanoTime() - printed > LINE_NANOS && done < total) {
            print("epoch %d: %d of %d steps".formatted(epoch, done, total));
        }
        if (bars) {
            if (bar.isEmpty()) {
                bar = Optional.of(new ProgressBarBuilder()
                        .setTaskName("epoch " + epoch)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" steps", 1)
                        .showSpeed()
                        .build());
            }
            bar.get().stepTo(done);
            if (done == total) {
                close();
            }
        }
    }

    @Override
    public void loss(double mean) {
        bar.ifPresent(shown -> shown.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", mean)));
    }

    @Override
    public void epoch(EpochRow row, int epochs) {
        if (lines) {
            print("epoch %d/%d  %s  (%.1f s)".formatted(row.epoch(), epochs, row.scores(), row.seconds()));
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    /** Whether stderr is a terminal; where the system does not say, whether the other streams are. */
    static boolean onTerminal() {
        try {
            String target = Path.of("/proc/self/fd/2").toRealPath().toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return CommandLine.Help.Ansi.AUTO.enabled();
        }
    }

    private void print(String line) {
        printed = System.nanoTime();
        err.println(line);
        err.flush();
    }
}
