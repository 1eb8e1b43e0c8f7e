package dev.reprise.cli;

import dev.reprise.files.Json;
import dev.reprise.report.ClaimsTable;
import dev.reprise.report.Comparison;
import dev.reprise.report.RecordedRun;
import dev.reprise.report.ReportException;
import dev.reprise.report.ResultsFile;
import dev.reprise.report.ResultsTable;
import dev.reprise.report.RunFiles;
import dev.reprise.report.Runs;
import dev.reprise.report.SeenTable;
import dev.reprise.report.Sweep;
import dev.reprise.report.TextTable;
import dev.reprise.report.TrialsTable;
import dev.reprise.report.page.ComparisonPage;
import dev.reprise.report.page.RunPage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pages and tables of run folders. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "With RUNs: a page report.html in the folder of each, and of several a page that compares them.",
            "Without: a table over all runs, published figures beside measured ones, the mean over seeds judged;",
            "it counts finished runs on real data with no number overridden."
        })
final class ReportCommand implements Runnable {
    enum Format {
        HTML,
        MD {
            @Override
            String write(ResultsTable table) {
                return table.markdown();
            }

            @Override
            String write(Comparison comparison) {
                return comparison.table().markdown()
                        + (comparison.differences().isEmpty()
                                ? ""
                                : "\n" + comparison.differing().markdown());
            }
        },
        CSV {
            @Override
            String write(ResultsTable table) {
                return table.text().csv();
            }

            @Override
            String write(Comparison comparison) {
                return comparison.table().csv();
            }
        },
        JSON {
            @Override
            String write(ResultsTable table) {
                return json(table.rows());
            }

            @Override
            String write(Comparison comparison) {
                return json(comparison);
            }
        };

        String write(ResultsTable table) {
            throw new IllegalStateException("pages are not written as text");
        }

        String write(Comparison comparison) {
            throw new IllegalStateException("pages are not written as text");
        }

        private static String json(Object value) {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        }
    }

    @Parameters(
            paramLabel = "RUN",
            arity = "0..*",
            description =
                    "Folders of runs or sweeps, or names of experiments (the newest run); without any, all under --out.")
    private List<String> words = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where run folders are (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: html of RUNs, md of all).")
    private Optional<Format> format = Optional.empty();

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description =
                    "Rewrite the table of results in this Markdown file, such as docs/results.md; the rest of it stays.")
    private Optional<Path> document = Optional.empty();

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter results = spec.commandLine().getOut();
        if (words.isEmpty()) {
            all(results);
        } else {
            named(results);
        }
        results.flush();
    }

    private void all(PrintWriter results) {
        ResultsTable table =
                ResultsTable.of(RecordedRun.under(out, spec.commandLine().getErr()::println));
        document.ifPresent(file -> {
            new ResultsFile(file).rewrite(tables(table));
            results.println(file);
        });
        Format chosen = format.orElse(Format.MD);
        if (chosen == Format.HTML) {
            List<RunFiles> runs =
                    new Runs(out).all().stream().map(RunFiles::open).toList();
            writePages(results, runs);
            results.println(ComparisonPage.index(out.resolve("index.html"), table.text(), runs));
        } else if (document.isEmpty()) {
            results.print(chosen.write(table));
            if (chosen == Format.MD) {
                tables(table).stream()
                        .skip(1)
                        .filter(more -> !more.rows().isEmpty())
                        .forEach(more -> results.print("\n" + more.markdown()));
            }
        }
    }

    /** All that is said of runs: figures, trials of sweeps, things to see, claims. */
    private List<TextTable> tables(ResultsTable figures) {
        return List.of(
                figures.text(),
                TrialsTable.under(out).text(),
                SeenTable.under(out).text(),
                ClaimsTable.under(out).text());
    }

    private void named(PrintWriter results) {
        if (document.isPresent()) {
            throw new ReportException("--write rewrites the table over all runs: leave the RUNs out");
        }
        List<Path> folders = words.stream().map(new Runs(out)::find).toList();
        List<Sweep> sweeps =
                folders.stream().filter(Sweep::isSweep).map(Sweep::open).toList();
        List<RunFiles> runs = folders.stream()
                .filter(folder -> !Sweep.isSweep(folder))
                .map(RunFiles::open)
                .toList();
        Format chosen = format.orElse(Format.HTML);
        if (chosen == Format.HTML) {
            writePages(results, runs);
            sweeps.forEach(sweep -> results.println(ComparisonPage.write(sweep)));
            if (runs.size() > 1) {
                results.println(ComparisonPage.write(out.resolve("comparison.html"), runs));
            }
        } else {
            results.print(chosen.write(Comparison.of(
                    Stream.concat(runs.stream(), sweeps.stream().flatMap(sweep -> sweep.runs().stream()))
                            .toList())));
        }
    }

    private void writePages(PrintWriter results, List<RunFiles> runs) {
        RunImages images = new RunImages(data.folder());
        runs.forEach(run -> results.println(RunPage.write(run, images)));
    }
}
