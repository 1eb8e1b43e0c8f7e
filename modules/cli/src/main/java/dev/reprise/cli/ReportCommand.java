package dev.reprise.cli;

import dev.reprise.files.Json;
import dev.reprise.report.ChecksTable;
import dev.reprise.report.ClaimsTable;
import dev.reprise.report.Comparison;
import dev.reprise.report.ResultsFile;
import dev.reprise.report.ResultsTable;
import dev.reprise.report.TextTable;
import dev.reprise.report.TrialsTable;
import dev.reprise.report.page.ComparisonPage;
import dev.reprise.report.page.RunPage;
import dev.reprise.results.store.RecordedRun;
import dev.reprise.results.store.RecordedSweep;
import dev.reprise.results.store.RunStore;
import dev.reprise.results.store.SweepFolder;
import dev.reprise.terminal.DataOption;
import dev.reprise.training.experiment.UsageException;
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
            "Without: a table over all runs, published figures compared with the mean over seeds;",
            "only finished runs on real data with nothing overridden count."
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
                return Json.pretty(table.rows());
            }

            @Override
            String write(Comparison comparison) {
                return Json.pretty(comparison);
            }
        };

        String write(ResultsTable table) {
            throw new IllegalStateException("HTML pages are not written as text");
        }

        String write(Comparison comparison) {
            throw new IllegalStateException("HTML pages are not written as text");
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
                    "Rewrite the tables of results in this Markdown file, such as docs/results.md; the rest of it stays.")
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
        RunStore store = new RunStore(out);
        List<RecordedRun> runs = store.runs().stream().map(RecordedRun::read).toList();
        runs.stream()
                .filter(run -> run.record().isEmpty() || run.result().isEmpty())
                .forEach(run -> spec.commandLine()
                        .getErr()
                        .println("left out: " + run.folder() + ": "
                                + run.missing().get(0)));
        ResultsTable table = ResultsTable.of(runs);
        // all that is said of runs: published values, trials of sweeps, effects, claims
        List<TextTable> tables = List.of(
                table.text(),
                TrialsTable.of(store).text(),
                ChecksTable.of(store).text(),
                ClaimsTable.of(runs).text());
        document.ifPresent(file -> {
            new ResultsFile(file).rewrite(tables);
            results.println(file);
        });
        Format chosen = format.orElse(Format.MD);
        if (chosen == Format.HTML) {
            writePages(results, runs);
            results.println(ComparisonPage.index(out.resolve("index.html"), table.text(), runs));
        } else if (document.isEmpty()) {
            results.print(chosen.write(table));
            if (chosen == Format.MD) {
                tables.stream()
                        .skip(1)
                        .filter(more -> !more.rows().isEmpty())
                        .forEach(more -> results.print("\n" + more.markdown()));
            }
        }
    }

    private void named(PrintWriter results) {
        if (document.isPresent()) {
            throw new UsageException("--write rewrites the table over all runs: remove the RUNs");
        }
        List<Path> folders = words.stream().map(new RunStore(out)::find).toList();
        List<RecordedSweep> sweeps = folders.stream()
                .filter(SweepFolder::isSweep)
                .map(RecordedSweep::read)
                .toList();
        List<RecordedRun> runs = folders.stream()
                .filter(folder -> !SweepFolder.isSweep(folder))
                .map(RecordedRun::read)
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

    private void writePages(PrintWriter results, List<RecordedRun> runs) {
        RunImages images = new RunImages(data.folder());
        runs.forEach(run -> results.println(RunPage.write(run, images)));
    }
}
