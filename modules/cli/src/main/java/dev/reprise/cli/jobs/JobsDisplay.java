package dev.reprise.cli.jobs;

import dev.reprise.cli.jobs.ChildPool.Task;
import dev.reprise.cli.jobs.Message.Word;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a person sees of children at work: on a terminal a table that is repainted, elsewhere a line for each epoch. */
public final class JobsDisplay {
    private static final int WIDTH = 79;
    private static final long REPAINT_NANOS = 250_000_000;

    private final PrintWriter err;
    private final boolean terminal;
    private final boolean quiet;
    private final Map<Task, Row> rows = new LinkedHashMap<>();
    private int painted;
    private long lastPaint;

    public JobsDisplay(PrintWriter err, boolean terminal, boolean quiet) {
        this.err = err;
        this.terminal = terminal && !quiet;
        this.quiet = quiet;
    }

    /** How far a child is. */
    private static final class Row {
        private String epoch = "starting";
        private String value = "";
        private int epochs;
        private long begin;
        private double first = Double.NaN;
        private double share;

        /** Notes that so much of all epochs is done. */
        private void reached(double epochsDone) {
            if (epochs > 0) {
                share = epochsDone / epochs;
                if (Double.isNaN(first)) {
                    first = share;
                    begin = System.nanoTime();
                }
            }
        }

        private String left() {
            if (Double.isNaN(first) || share <= first) {
                return "";
            }
            long seconds = Math.round((System.nanoTime() - begin) / 1e9 * (1 - share) / (share - first));
            return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
        }
    }

    synchronized void open() {
        painted = 0;
    }

    synchronized void message(Task task, Message message) {
        Row row = rows.computeIfAbsent(task, ignored -> new Row());
        if (message.word() == Word.WARNING) {
            print(task.title() + ": warning: " + message.field(0));
        } else if (message.word() == Word.STARTED) {
            row.epochs = 0;
            row.first = Double.NaN;
            if (!quiet && !terminal) {
                print(task.title() + ": " + message.field(0));
            }
        } else if (message.word() == Word.STEP) {
            int epoch = Integer.parseInt(message.field(0));
            row.epoch = "epoch " + epoch + (row.epochs > 0 ? "/" + row.epochs : "");
            row.reached(epoch - 1 + Double.parseDouble(message.field(1)) / Double.parseDouble(message.field(2)));
        } else if (message.word() == Word.EPOCH) {
            row.epochs = Integer.parseInt(message.field(1));
            row.epoch = "epoch " + message.field(0) + "/" + row.epochs;
            row.value = message.field(2);
            row.reached(Double.parseDouble(message.field(0)));
            if (!quiet && !terminal) {
                print(task.title() + ": " + row.epoch + "  " + message.field(3));
            }
        }
    }

    /** Removes it from the table, and the table from the terminal until the next refresh: others may print now. */
    synchronized void ended(Task task) {
        clear();
        err.flush();
        rows.remove(task);
    }

    /** Repaints the table, now and then. */
    synchronized void refresh() {
        if (terminal && System.nanoTime() - lastPaint > REPAINT_NANOS) {
            lastPaint = System.nanoTime();
            clear();
            rows.forEach((task, row) -> err.println(line(task, row)));
            painted = rows.size();
            err.flush();
        }
    }

    private static String line(Task task, Row row) {
        String line =
                String.format(Locale.ROOT, "%-34s %-14s %-20s %s", task.title(), row.epoch, row.value, row.left());
        return line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    }

    synchronized void close() {
        clear();
        err.flush();
    }

    private void clear() {
        if (painted > 0) {
            err.print("\033[" + painted + "A\033[J"); // up, and clear what is below
            painted = 0;
        }
    }

    /** A line above the table. */
    synchronized void print(String line) {
        clear();
        err.println(line);
        err.flush();
    }
}
