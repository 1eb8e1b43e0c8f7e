package dev.reprise.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From the start of a process to its first training step: app-cnn with MNIST loaded, and Python on random tensors. */
final class FirstStep {
    private FirstStep() {}

    static int measure(Path jar, String python, int rounds) throws IOException {
        Path out = Files.createTempDirectory("first-step");
        List<String> ours = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "run",
                "conv-net",
                "--out",
                out.toString());
        List<String> theirs = List.of(python, PythonLoop.script().toString(), "first-step");
        seconds(ours); // the very first start extracts the native libraries
        List<Double> java = new ArrayList<>();
        List<Double> torch = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            java.add(seconds(ours));
            torch.add(seconds(theirs));
            ratios.add(java.get(i) / torch.get(i));
        }
        System.out.printf(
                Locale.ROOT,
                "first step after %.2f s, in Python after %.2f s: ratio %.2f (medians of %d)%n",
                Benchmark.median(java),
                Benchmark.median(torch),
                Benchmark.median(ratios),
                rounds);
        return 0;
    }

    /** Until the process says that its first step is done. */
    private static double seconds(List<String> command) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("first step")) {
                    return (System.nanoTime() - start) / 1e9;
                }
                said.add(line);
            }
        } finally {
            process.destroyForcibly();
        }
        throw new IOException("no first step: " + String.join("; ", said));
    }
}
