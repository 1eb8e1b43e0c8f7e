package dev.reprise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An app in a process of its own, whose streams go to files. */
final class AppProcess implements AutoCloseable {
    private final Process process;
    private final Path streams;

    private AppProcess(Process process, Path streams) {
        this.process = process;
        this.streams = streams;
    }

    /** Starts a main class of the tests. */
    static AppProcess start(Class<?> main, Path streams, String... arguments) throws IOException {
        return start(command(main, arguments), streams);
    }

    static AppProcess start(List<String> command, Path streams) throws IOException {
        Files.createDirectories(streams);
        Process process = new ProcessBuilder(command)
                .redirectOutput(streams.resolve("out").toFile())
                .redirectError(streams.resolve("err").toFile())
                .start();
        return new AppProcess(process, streams);
    }

    static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processes that it has started and that live. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGINT, SIGTERM, …. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** The exit code. */
    int end(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("the process goes on for more than " + seconds + " s");
        }
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(streams.resolve("out"), StandardCharsets.UTF_8);
    }

    String err() throws IOException {
        return Files.readString(streams.resolve("err"), StandardCharsets.UTF_8);
    }

    /** Waits until stderr has a line that begins so. */
    void await(String start) throws IOException, InterruptedException {
        while (err().lines().noneMatch(line -> line.startsWith(start))) {
            if (!isAlive()) {
                throw new AssertionError("the process ended before '" + start + "': " + err());
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
