package dev.reprise.cli.jobs;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Runs commands of this program in child processes, a few at once: DJL collects gradients once in a process. Each child has
 * its share of the processors.
 *
 * @param jobs how many at once
 * @param stop asked all the time; where it answers true all children are stopped
 */
public record ChildPool(ProgramCommand program, int jobs, BooleanSupplier stop, JobsDisplay display) {
    private static final int POLL_MILLIS = 50;
    private static final long STOP_NANOS = 3_000_000_000L;

    /** A command, and what to call it. */
    public record Task(String title, List<String> arguments) {}

    /** How a child ended. */
    public enum How {
        FINISHED,
        DIVERGED,
        FAILED,
        /** Failed by a mistake in what was asked for. */
        USAGE_ERROR,
        INTERRUPTED
    }

    /**
     * What came of a child.
     *
     * @param reason in one line, where it failed
     * @param folder where it finished
     * @param lines of its results
     */
    public record Ended(How how, String reason, Optional<Path> folder, List<String> lines) {}

    /** Runs all, and tells how each ended; asks for the next one when there is room for it. Returns, or throws what {@code ended} throws, when no child is left. */
    public void run(Iterator<Task> tasks, BiConsumer<Task, Ended> ended) {
        Map<Task, Child> running = new LinkedHashMap<>();
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors() / jobs);
        display.open();
        try {
            while (!stop.getAsBoolean()) {
                while (running.size() < jobs && tasks.hasNext()) {
                    Task task = tasks.next();
                    running.put(task, Child.start(task, program.with(processors, task.arguments()), display::message));
                }
                if (running.isEmpty()) {
                    break;
                }
                pause();
                report(running, false, ended);
            }
        } finally {
            stop(running, ended);
            display.close();
        }
    }

    private void report(Map<Task, Child> running, boolean stopped, BiConsumer<Task, Ended> ended) {
        for (Map.Entry<Task, Child> entry : List.copyOf(running.entrySet())) {
            if (entry.getValue().hasEnded()) {
                running.remove(entry.getKey());
                display.ended(entry.getKey());
                ended.accept(entry.getKey(), entry.getValue().ended(stopped || stop.getAsBoolean()));
            }
        }
        display.refresh();
    }

    private void stop(Map<Task, Child> running, BiConsumer<Task, Ended> ended) {
        running.values().forEach(Child::stop);
        long start = System.nanoTime();
        while (!running.isEmpty()) {
            if (System.nanoTime() - start > STOP_NANOS) {
                running.values().forEach(Child::kill);
            }
            pause();
            report(running, true, ended);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
