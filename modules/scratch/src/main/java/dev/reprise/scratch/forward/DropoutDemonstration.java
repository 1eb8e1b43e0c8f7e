package dev.reprise.scratch.forward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.reprise.data.RandomStream;
import dev.reprise.data.RandomStream.Purpose;
import dev.reprise.net.Torch;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ScriptModule;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.results.CheckResult;
import dev.reprise.results.Numbers;
import dev.reprise.training.experiment.Demonstration;
import dev.reprise.training.experiment.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * d2l's {@code dropout_layer} on the numbers 0 … rows·columns − 1.
 *
 * @param rate between 0 and 1, shown besides these two
 */
public record DropoutDemonstration(String name, Source source, String lookFor, int rows, int columns, double rate)
        implements Demonstration {

    @Override
    public List<String> facts() {
        return List.of(
                "X = 0…%d as (%d, %d); rates 0, %s and 1".formatted(rows * columns - 1, rows, columns, text(rate)));
    }

    @Override
    public List<String> effects() {
        return List.of(
                "rate 0 keeps every number",
                "rate 1 zeroes every number",
                "rate " + text(rate) + " zeroes some numbers and divides the others by " + text(1 - rate),
                "a rate outside [0, 1] is an error");
    }

    @Override
    public Shown show(Stage stage) {
        try (NDManager manager =
                Torch.engine().newBaseManager(Torch.device(stage.options().device()))) {
            manager.getEngine()
                    .setRandomSeed(RandomStream.engineSeed(stage.options().seed(), 0, Purpose.ENGINE));
            NDArray x = manager.arange((float) rows * columns).reshape(rows, columns);
            float[] kept = dropped(x, 0);
            float[] some = dropped(x, rate);
            float[] none = dropped(x, 1);
            List<String> lines = new ArrayList<>();
            lines.addAll(printed("X", x.toFloatArray()));
            lines.addAll(printed("rate 0", kept));
            lines.addAll(printed("rate " + text(rate), some));
            lines.addAll(printed("rate 1", none));
            String error = errorOf(x, 1.5);
            long zeroed =
                    IntStream.range(1, some.length).filter(i -> some[i] == 0).count();
            boolean divided = IntStream.range(0, some.length)
                    .allMatch(i -> some[i] == 0 || Math.abs(some[i] - i / (1 - rate)) <= 1e-4);
            return Shown.of(
                    lines,
                    List.of(
                            check(0, Arrays.equals(kept, x.toFloatArray()), "the result is X"),
                            check(1, Arrays.equals(none, new float[none.length]), "the result is all 0"),
                            check(
                                    2,
                                    divided && zeroed > 0 && zeroed < some.length - 1,
                                    "%d of the %d numbers above 0 became 0".formatted(zeroed, some.length - 1)),
                            check(3, !error.isEmpty(), error)));
        }
    }

    private CheckResult check(int effect, boolean confirmed, String why) {
        return new CheckResult(effects().get(effect), confirmed, why);
    }

    private static float[] dropped(NDArray x, double rate) {
        ScriptText text = new ScriptText();
        ForwardText forward = new ForwardText(text, ForwardText.Mode.TRAINING, "parameters", x.getDataType());
        text.line("return " + ScratchNetForward.dropoutLayer(forward, "x", rate));
        try (NDManager manager = x.getManager().newSubManager();
                ScriptModule module =
                        ScriptModule.load("  def dropped(self, x: Tensor) -> Tensor:\n" + text, manager)) {
            return module.call("dropped", manager, new NDList(x))
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    private static String errorOf(NDArray x, double rate) {
        try {
            dropped(x, rate);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private List<String> printed(String title, float[] values) {
        List<String> lines = new ArrayList<>(List.of(title + ":"));
        for (int row = 0; row < rows; row++) {
            lines.add(IntStream.range(row * columns, (row + 1) * columns)
                    .mapToObj(i -> String.format(Locale.ROOT, "%5.1f", values[i]))
                    .collect(Collectors.joining(" ", "  [", "]")));
        }
        return lines;
    }

    private static String text(double value) {
        return Numbers.text(value);
    }
}
