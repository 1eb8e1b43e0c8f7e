package dev.reprise.report.page;

import dev.reprise.files.CsvTable;
import dev.reprise.files.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data of a page as JSON that is safe in a script element, whatever names it holds. */
final class DataBlock {
    private DataBlock() {}

    static String json(Map<String, ?> data) {
        // In JSON these occur in strings only, where an escape means the same; in HTML they could end the script.
        return Json.MAPPER
                .writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    /** A table by columns, null where a value was not measured. */
    static Map<String, List<Optional<Double>>> columns(CsvTable table) {
        Map<String, List<Optional<Double>>> columns = new LinkedHashMap<>();
        table.head()
                .forEach(name -> columns.put(
                        name,
                        Arrays.stream(table.numbers(name))
                                .mapToObj(
                                        value -> Double.isFinite(value) ? Optional.of(value) : Optional.<Double>empty())
                                .toList()));
        return columns;
    }

    /** The plots of charts by the ids of their elements. */
    static Map<String, Object> plots(List<Chart> charts) {
        Map<String, Object> plots = new LinkedHashMap<>();
        for (Chart chart : charts) {
            for (int i = 0; i < chart.plots().size(); i++) {
                plots.put(chart.id(i), chart.plots().get(i));
            }
        }
        return plots;
    }
}
