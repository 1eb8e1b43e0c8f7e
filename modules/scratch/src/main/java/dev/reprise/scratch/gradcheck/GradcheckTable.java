package dev.reprise.scratch.gradcheck;

import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Numbers;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@link LayerChecks}: every gradient from scratch compared with central differences. */
public record GradcheckTable(String name, Source source, String lookFor) implements Demonstration {
    private static final String NPNET = "npnet: ";

    @Override
    public List<String> facts() {
        return List.of("all layers, losses and nets of the module scratch, float64, at numbers drawn by --seed");
    }

    @Override
    public List<String> effects() {
        return List.of("npnet's two checks are true", "every gradient agrees with central differences");
    }

    @Override
    public Shown show(Stage stage) {
        List<GradientCheck> checks = LayerChecks.all(
                stage.options().seed(), Torch.device(stage.options().device()));
        List<String> lines = new ArrayList<>();
        lines.add(line("", "entries", "error", "worst", "kinks", "right"));
        List<List<?>> table = new ArrayList<>(List.of(List.of(
                "check", "array", "shape", "entries", "error", "worst", "analytic", "numeric", "kinks", "wrong")));
        for (GradientCheck check : checks) {
            CheckedArray worst = check.worst();
            lines.add(line(
                    check.name(),
                    check.arrays().stream()
                            .mapToLong(array -> array.shape().size())
                            .sum(),
                    Numbers.text(check.error()),
                    worst.name() + " " + worst.worst(),
                    check.arrays().stream().mapToInt(CheckedArray::kinks).sum(),
                    check.passes()));
            check.arrays().forEach(array -> table.add(row(check, array)));
        }
        stage.table("gradcheck.csv", table);
        List<GradientCheck> npnets =
                checks.stream().filter(check -> check.name().startsWith(NPNET)).toList();
        return Shown.of(
                lines,
                List.of(result(effects().get(0), npnets), result(effects().get(1), checks)));
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, "%-42s %8s %10s  %-28s %5s %s", columns);
    }

    private static CheckResult result(String effect, List<GradientCheck> checks) {
        double largest = checks.stream().mapToDouble(GradientCheck::error).reduce(0, Math::max);
        long right = checks.stream().filter(GradientCheck::passes).count();
        return new CheckResult(
                effect,
                right == checks.size(),
                "%d of %d, largest relative error %s".formatted(right, checks.size(), Numbers.text(largest)));
    }

    private static List<?> row(GradientCheck check, CheckedArray array) {
        return List.of(
                check.name(),
                array.name(),
                array.shape(),
                array.shape().size(),
                array.error(),
                array.worst(),
                array.analytic(),
                array.numeric(),
                array.kinks(),
                array.wrong());
    }
}
