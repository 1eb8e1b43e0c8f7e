package dev.reprise.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code serve} in its own process, on a free port. */
record ServerProcess(Process process, URI url) implements AutoCloseable {
    private static final String ANNOUNCED = "serving on ";

    static ServerProcess start(Path jar, List<Path> runs, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "0",
                "--device",
                "cpu"));
        Stream.of(options).forEach(command::add);
        runs.forEach(run -> command.add(run.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(ANNOUNCED)) {
                return new ServerProcess(process, URI.create(line.substring(ANNOUNCED.length())));
            }
        }
        throw new IOException("the server did not start");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
