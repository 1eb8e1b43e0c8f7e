package dev.reprise.training;

import dev.reprise.net.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A run from its first step to its last epoch, as its tables have it.
 *
 * @param selected the epoch whose net is kept
 * @param firstLoss of the first batch, before any step
 * @param weights of a net that is one linear layer with a few inputs; of others none
 */
public record Curves(List<EpochRow> rows, EpochRow selected, OptionalDouble firstLoss, List<Float> weights) {

    /** Those that a run has just written, with the selected epoch in full precision. */
    static Curves of(RunFolder folder, EpochRow selected, List<Float> weights) {
        return new Curves(rows(folder.path()), selected, firstLoss(folder.path()), weights);
    }

    /** Those of a finished run's folder. */
    static Curves read(Path folder) {
        List<EpochRow> rows = rows(folder);
        JsonNode result = Json.MAPPER.readTree(folder.resolve("result.json").toFile());
        int epoch = result.at("/selected/epoch").asInt();
        List<Float> weights = new ArrayList<>();
        result.path("weights").forEach(weight -> weights.add(weight.floatValue()));
        return new Curves(rows, rows.get(epoch - 1), firstLoss(folder), weights);
    }

    EpochRow last() {
        return rows.get(rows.size() - 1);
    }

    /** The values of a measure over the epochs. */
    double[] of(Measure measure) {
        return rows.stream().flatMapToDouble(row -> measure.of(row).stream()).toArray();
    }

    private static List<EpochRow> rows(Path folder) {
        return lines(folder.resolve("epochs.csv")).map(EpochRow::parse).toList();
    }

    private static OptionalDouble firstLoss(Path folder) {
        return lines(folder.resolve("steps.csv"))
                .limit(1)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(',') + 1)))
                .findFirst();
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
