package dev.reprise.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, without a terminal; its streams go to files in a folder beside the one it runs in. */
record Started(Process process, Path streams) implements AutoCloseable {
    private static final int SECONDS = 60;

    /** How it ended, and what it printed. */
    record Ended(int code, String out, String err) {}

    static Started in(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path streams = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "streams");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(streams.resolve("out").toFile())
                .redirectError(streams.resolve("err").toFile());
        builder.environment().putAll(environment);
        return new Started(builder.start(), streams);
    }

    /** Waits until stderr has this text. */
    void await(String text) throws IOException, InterruptedException {
        while (!read("err").contains(text)) {
            if (!process.isAlive()) {
                throw new AssertionError("it ended before it said '" + text + "': " + read("err"));
            }
            Thread.sleep(5);
        }
    }

    /** SIGINT, SIGTERM, …. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    Ended end() throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end within " + SECONDS + " s: " + read("err"));
        }
        return new Ended(process.exitValue(), read("out"), read("err"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String read(String stream) throws IOException {
        return Files.readString(streams.resolve(stream));
    }
}
