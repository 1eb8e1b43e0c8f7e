package dev.reprise.terminal;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where data sets are. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with the published files, in a subfolder named like each set; default: the environment variable REPRISE_DATA; without both DJL downloads them.")
    private Path data;

    /** The folder that was named; empty if none was. */
    public Optional<Path> folder() {
        return Optional.ofNullable(data)
                .filter(path -> !path.toString().isBlank())
                .or(() -> Optional.ofNullable(System.getenv("REPRISE_DATA"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of));
    }
}
