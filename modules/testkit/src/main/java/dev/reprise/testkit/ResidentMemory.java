package dev.reprise.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that this process has in RAM, in the heap and outside it, as Linux counts it.
 *
 * @param bytes at the start
 */
public record ResidentMemory(long bytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String CLEAR_PEAK = "5"; // proc(5)

    /** Starts to measure. */
    public static ResidentMemory now() {
        try {
            if (Files.isWritable(CLEAR)) {
                Files.writeString(CLEAR, CLEAR_PEAK);
            }
        } catch (IOException e) {
            return new ResidentMemory(field("VmHWM:")); // a container may forbid it: the peak of all that was before
        }
        return new ResidentMemory(field("VmRSS:"));
    }

    /** By how many bytes it was larger since, at its largest; 0 where that is not known. */
    public long growth() {
        return Math.max(0, field("VmHWM:") - bytes);
    }

    private static long field(String name) {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
