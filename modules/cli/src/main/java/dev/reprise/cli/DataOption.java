package dev.reprise.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where data sets are. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with mnist/, fashion-mnist/, cifar-10/ in their published files; otherwise the environment variable REPRISE_DATA; otherwise DJL fetches them.")
    private Path data;

    Optional<Path> folder() {
        return Optional.ofNullable(data)
                .filter(path -> !path.toString().isBlank())
                .or(() -> Optional.ofNullable(System.getenv("REPRISE_DATA"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of));
    }
}
