package dev.reprise.cli;

import dev.reprise.net.Json;
import dev.reprise.report.RecordedRun;
import dev.reprise.report.ResultsTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One table over run folders: published beside measured. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "A table over runs: published figures beside measured ones, the mean over seeds judged.",
            "Counts finished runs on real data with no number overridden."
        })
final class ReportCommand implements Runnable {
    enum Format {
        MD {
            @Override
            String write(ResultsTable table) {
                return table.markdown();
            }
        },
        JSON {
            @Override
            String write(ResultsTable table) {
                return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(table.rows()) + "\n";
            }
        };

        abstract String write(ResultsTable table);
    }

    @Parameters(paramLabel = "RUN", arity = "0..*", description = "Run folders; without any, all under --out.")
    private List<Path> runs = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where run folders are (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "md",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        List<RecordedRun> recorded = runs.isEmpty()
                ? RecordedRun.under(out, spec.commandLine().getErr()::println)
                : runs.stream().map(RecordedRun::read).toList();
        PrintWriter results = spec.commandLine().getOut();
        results.print(format.write(ResultsTable.of(recorded)));
        results.flush();
    }
}
