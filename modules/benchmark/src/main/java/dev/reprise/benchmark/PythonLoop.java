package dev.reprise.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalDouble;

/** The loop in Python: it waits while ours runs, and runs while ours waits. */
final class PythonLoop implements AutoCloseable {
    private final Optional<Process> process;
    private final Optional<BufferedReader> answers;
    private final Optional<Writer> questions;

    private PythonLoop(Optional<Process> process) {
        this.process = process;
        this.answers = process.map(Process::inputReader);
        this.questions = process.map(Process::outputWriter);
    }

    /** Whether this Python has PyTorch. */
    static boolean works(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import torch")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Warms up on a case; without PyTorch it never answers. */
    static PythonLoop start(String python, Case c, int threads) throws IOException {
        if (!works(python)) {
            return new PythonLoop(Optional.empty());
        }
        Process process = new ProcessBuilder(
                        python,
                        script().toString(),
                        c.name(),
                        Integer.toString(threads),
                        Integer.toString(c.rows()),
                        Integer.toString(c.experiment().training().batchSize()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        PythonLoop loop = new PythonLoop(Optional.of(process));
        String ready = loop.answers.orElseThrow().readLine();
        if (!"ready".equals(ready)) {
            throw new IOException("the Python loop did not start: " + ready);
        }
        return loop;
    }

    /** Examples per second of one epoch. */
    OptionalDouble epoch() throws IOException {
        if (process.isEmpty()) {
            return OptionalDouble.empty();
        }
        questions.orElseThrow().write("\n");
        questions.orElseThrow().flush();
        return OptionalDouble.of(Double.parseDouble(answers.orElseThrow().readLine()));
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroy);
    }

    /** The script in a file of its own. */
    static Path script() throws IOException {
        Path file = Files.createTempFile("benchmark", ".py");
        file.toFile().deleteOnExit();
        try (InputStream in = PythonLoop.class.getResourceAsStream("benchmark.py")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
