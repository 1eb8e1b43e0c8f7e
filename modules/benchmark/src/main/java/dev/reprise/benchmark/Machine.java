package dev.reprise.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine that figures are of. */
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final List<String> FLAGS =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "asimd", "sve");

    private Machine() {}

    /** Processor, its vector instructions, cores, and how busy they are with other work. */
    static String description() {
        return String.format(
                Locale.ROOT,
                "%s (%s), %d cores, load %.1f",
                cpu("model name").findFirst().orElse(System.getProperty("os.arch")),
                Stream.of("flags", "Features")
                        .flatMap(Machine::cpu)
                        .limit(1)
                        .flatMap(flags -> Arrays.stream(flags.split(" ", -1)))
                        .filter(FLAGS::contains)
                        .collect(Collectors.joining(" ")),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The values that Linux gives under a name, one for each core. */
    private static Stream<String> cpu(String name) {
        try {
            return Files.readAllLines(CPU).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Stream.empty(); // another system
        }
    }
}
