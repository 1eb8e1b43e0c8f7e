package dev.reprise.scratch.gradcheck;

import dev.reprise.net.Torch;
import dev.reprise.results.CheckResult;
import dev.reprise.training.experiment.Demonstration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@link LayerChecks}: every gradient written by hand beside central differences. */
public record GradcheckTable(String name, String text, String section, String toSee) implements Demonstration {
    private static final String NPNET = "npnet: ";

    @Override
    public List<String> facts() {
        return List.of("all layers, losses and nets of the module scratch, float64, at numbers drawn by --seed");
    }

    @Override
    public List<String> expected() {
        return List.of("npnet's two checks are true", "every gradient is right");
    }

    @Override
    public Shown show(Stage stage) {
        List<GradientCheck> checks = LayerChecks.all(
                stage.options().seed(), Torch.device(stage.options().device()));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%-42s %8s %9s  %-28s %5s %s", "", "entries", "error", "worst", "kinks", ""));
        List<String> table =
                new ArrayList<>(List.of("check,array,shape,entries,error,worst,analytic,numeric,kinks,wrong"));
        for (GradientCheck check : checks) {
            CheckedArray worst = check.worst();
            lines.add(String.format(
                    Locale.ROOT,
                    "%-42s %8d %9.1e  %-28s %5d %s",
                    check.name(),
                    check.arrays().stream()
                            .mapToLong(array -> array.shape().size())
                            .sum(),
                    check.error(),
                    worst.name() + " " + worst.worst(),
                    check.arrays().stream().mapToInt(CheckedArray::kinks).sum(),
                    check.passes()));
            check.arrays().forEach(array -> table.add(row(check, array)));
        }
        stage.table("gradcheck.csv", table);
        List<GradientCheck> npnets =
                checks.stream().filter(check -> check.name().startsWith(NPNET)).toList();
        return Shown.of(
                lines, List.of(seen(expected().get(0), npnets), seen(expected().get(1), checks)));
    }

    private static CheckResult seen(String toSee, List<GradientCheck> checks) {
        double largest = checks.stream().mapToDouble(GradientCheck::error).reduce(0, Math::max);
        long right = checks.stream().filter(GradientCheck::passes).count();
        String why = String.format(
                Locale.ROOT, "%d of %d, the largest relative error is %.1e", right, checks.size(), largest);
        return new CheckResult(toSee, right == checks.size(), why);
    }

    private static String row(GradientCheck check, CheckedArray array) {
        return String.join(
                ",",
                "\"" + check.name() + "\"",
                array.name(),
                "\"" + array.shape() + "\"",
                Long.toString(array.shape().size()),
                Double.toString(array.error()),
                "\"" + array.worst() + "\"",
                Double.toString(array.analytic()),
                Double.toString(array.numeric()),
                Integer.toString(array.kinks()),
                Integer.toString(array.wrong()));
    }
}
