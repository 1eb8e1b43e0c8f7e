package dev.reprise.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** A case in Python: it waits while ours runs, and runs while ours waits. */
final class PythonLoop implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final List<String> variants;

    private PythonLoop(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
        String ready = answers.readLine();
        if (ready == null || !ready.startsWith("ready ")) {
            throw new IOException("the Python loop did not start: " + ready);
        }
        this.variants = Arrays.stream(ready.split(" ", -1)).skip(1).toList();
    }

    /** The version of PyTorch that this Python has; empty where it has none. */
    static String version(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import torch; print(torch.__version__)").start();
            String version = process.inputReader().readLine();
            return process.waitFor() == 0 ? version : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Warms up on a case. */
    static PythonLoop start(String python, Case c, int threads) throws IOException {
        return new PythonLoop(new ProcessBuilder(
                        python,
                        script().toString(),
                        c.name(),
                        Integer.toString(threads),
                        Integer.toString(c.examples()),
                        Integer.toString(c.experiment().training().batchSize()),
                        Integer.toString(c.passes()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Ways to update that PyTorch has for the case's optimizer: plain, which comes first, foreach and fused. */
    List<String> variants() {
        return variants;
    }

    /** Examples per second of one measurement. */
    double measure(String variant) throws IOException {
        questions.write(variant + "\n");
        questions.flush();
        return Double.parseDouble(answers.readLine());
    }

    @Override
    public void close() {
        process.destroy();
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
