package dev.reprise.cli.jobs;

import dev.reprise.cli.jobs.Message.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A child process, seen by its parent. */
final class Child {
    private static final int SIGNAL = 128; // an exit code above it says which signal ended the process
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private final ChildPool.Task task;
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private Optional<Path> folder = Optional.empty();
    private Optional<String> diverged = Optional.empty();
    private Optional<String> failed = Optional.empty();
    private String lastOutput = "";

    private Child(ChildPool.Task task, Process process, BiConsumer<ChildPool.Task, Message> listener) {
        this.task = task;
        this.process = process;
        this.reader = new Thread(() -> read(listener), "child " + task.title());
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(ChildPool.Task task, List<String> command, BiConsumer<ChildPool.Task, Message> listener) {
        try {
            return new Child(
                    task, new ProcessBuilder(command).redirectErrorStream(true).start(), listener);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a child process: " + e.getMessage(), e);
        }
    }

    private void read(BiConsumer<ChildPool.Task, Message> listener) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Optional<Message> message = Message.of(line);
                if (message.isPresent()) {
                    note(message.get());
                    listener.accept(task, message.get());
                } else if (!line.isBlank()) {
                    lastOutput = line.strip();
                }
            }
        } catch (IOException e) {
            lastOutput = e.toString(); // the process has ended
        }
    }

    private void note(Message message) {
        if (message.word() == Word.LINE) {
            lines.add(message.field(0));
        } else if (message.word() == Word.FOLDER) {
            folder = Optional.of(Path.of(message.field(0)));
        } else if (message.word() == Word.DIVERGED) {
            diverged = Optional.of(message.field(0));
        } else if (message.word() == Word.FAILED) {
            failed = Optional.of(message.field(0));
        }
    }

    boolean hasEnded() {
        return !process.isAlive() && !reader.isAlive();
    }

    /** Asks it to stop after its step. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** How it ended; stopped: that it was asked to. */
    ChildPool.Ended ended(boolean stopped) {
        int code = process.exitValue();
        boolean signalled = code == INTERRUPTED || code == TERMINATED;
        if (stopped && folder.isEmpty()) {
            return new ChildPool.Ended(ChildPool.How.INTERRUPTED, "", folder, lines);
        }
        if (folder.isPresent() && code <= 1) {
            return new ChildPool.Ended(ChildPool.How.FINISHED, "", folder, lines);
        }
        if (diverged.isPresent()) {
            return new ChildPool.Ended(ChildPool.How.DIVERGED, diverged.get(), folder, lines);
        }
        String reason = failed.orElseGet(() -> code > SIGNAL && !signalled
                ? "its process was killed by signal " + (code - SIGNAL)
                : "its process ended with exit code " + code + (lastOutput.isEmpty() ? "" : ": " + lastOutput));
        return new ChildPool.Ended(code == 2 ? ChildPool.How.USAGE_ERROR : ChildPool.How.FAILED, reason, folder, lines);
    }
}
