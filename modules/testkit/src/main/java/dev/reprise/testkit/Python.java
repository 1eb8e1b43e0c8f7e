package dev.reprise.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The Python that tests marked {@link PythonWithTorch} use: that of the environment variable {@code REPRISE_PYTHON}, else python3. */
public final class Python {
    private static final String FINDS_TORCH =
            "import importlib.util as u, sys; sys.exit(not (u.find_spec('torch') and u.find_spec('numpy')))";

    private Python() {}

    static boolean hasTorch() {
        try {
            Process process = start(List.of("-c", FINDS_TORCH));
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a program to its end and returns what it printed; throws an error with that if it failed. */
    public static String run(List<String> arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("Python ended with " + process.exitValue() + ":\n" + printed);
        }
        return printed;
    }

    private static Process start(List<String> arguments) throws IOException {
        String program = System.getenv().getOrDefault("REPRISE_PYTHON", "python3");
        return new ProcessBuilder(
                        Stream.concat(Stream.of(program), arguments.stream()).toList())
                .redirectErrorStream(true)
                .start();
    }
}
