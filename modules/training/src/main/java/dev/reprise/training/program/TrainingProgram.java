package dev.reprise.training.program;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.reprise.net.Layer;
import dev.reprise.net.Net;
import dev.reprise.net.Pointwise;
import dev.reprise.net.Scaling;
import dev.reprise.net.engine.WeightLayout;
import dev.reprise.net.torchscript.ForwardText;
import dev.reprise.net.torchscript.ForwardText.Mode;
import dev.reprise.net.torchscript.ScriptText;
import dev.reprise.training.experiment.Experiment;
import dev.reprise.training.experiment.ForwardPass;
import dev.reprise.training.optimizer.UpdateText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An experiment's training and evaluation as one TorchScript program: what it is written of, and its text.
 *
 * <p>Its methods take a chunk of steps or batches at once, so that the cost of a call from Java is paid once for many of
 * them, and give the losses of all.
 *
 * @param net from scaled inputs on
 * @param rawInput the shape of one input before the scaling
 * @param layout of the net's weights
 * @param form of updates without a fused kernel
 * @param type in which the program computes
 */
public record TrainingProgram(
        Experiment experiment,
        Net net,
        Shape rawInput,
        Scaling scaling,
        WeightLayout layout,
        UpdateText.Form form,
        DataType type) {
    /** Values of a batch up to which the rows of all steps are gathered before the first, in fewer operations. */
    private static final int GATHERED_AT_ONCE = 1 << 13;

    static final String STEPS = "steps";
    static final String SCORES = "scores";
    static final String OUTPUTS = "outputs";

    private static final String NUMBERS = "List[float]";

    public TrainingProgram {
        if (!experiment.training().criterion().classifies() && net.output().size() != 1) {
            throw new IllegalArgumentException(
                    "a net for one target value must have one output, has the shape " + net.output());
        }
    }

    /** As a device suits it, in float32. */
    public static TrainingProgram of(
            Experiment experiment, Net net, Shape rawInput, Scaling scaling, WeightLayout layout, Device device) {
        UpdateText.Form form = device.isGpu() ? UpdateText.Form.FOREACH : UpdateText.Form.PARTS;
        return new TrainingProgram(experiment, net, rawInput, scaling, layout, form, DataType.FLOAT32);
    }

    private record Learned(boolean weight, int dimensions) {}

    /** The learned parameters in DJL's order. */
    private List<Learned> learned() {
        List<Learned> learned = new ArrayList<>();
        for (Net.Step step : net.steps()) {
            step.parameters().forEach((name, shape) -> {
                if (!name.startsWith("running")) {
                    learned.add(new Learned(name.equals("weight"), shape.dimension()));
                }
            });
        }
        return learned;
    }

    /** The methods. */
    String text() {
        return steps() + scores() + outputs() + ForwardText.METHODS + UpdateText.METHODS;
    }

    private Experiment.Training training() {
        return experiment.training();
    }

    /** So many steps as there are learning rates, of these rows; {@code numbers} are the batch size and the steps done before. */
    private String steps() {
        ScriptText text = new ScriptText();
        boolean scored = training().scores().duringEpoch();
        UpdateText update = new UpdateText(
                text, form, training().optimizer(), weights(), learned().size());
        if (usesAutograd()) { // called with arrays only
            text.line("rates = annotate(List[float], learning_rates.tolist())");
            text.line("numbers = annotate(List[int], span.tolist())");
        } else {
            text.line("order = torch.tensor(rows, dtype=4, device=ops.prim.device(inputs))");
        }
        text.line("steps_done = numbers[1]");
        text.line("losses = annotate(List[Tensor], [])");
        text.line("unpenalized = annotate(List[Tensor], [])");
        text.line("correct = annotate(List[Tensor], [])");
        if (usesAutograd()) {
            text.line("w = annotate(List[Tensor], [])"); // the same memory as p, with gradients
            text.line("for i in range(len(p)):");
            text.line("  torch.append(w, torch.requires_grad_(torch.detach(p[i]), True))");
        } else {
            text.line("one = torch.new_ones(p[0], annotate(List[int], []))");
        }
        update.writeStart();
        boolean gathersAtOnce = training().batchSize() * rawInput.size() <= GATHERED_AT_ONCE;
        if (gathersAtOnce) {
            text.line("inputs_of = torch.split(torch.index_select(inputs, 0, order), numbers[0])");
            text.line("targets_of = torch.split(torch.index_select(targets, 0, order), numbers[0])");
        }
        text.line("for step in range(len(rates)):");
        text.indent();
        text.line("rate = rates[step]");
        if (!gathersAtOnce) {
            text.line("batch = torch.slice(order, 0, step * numbers[0], (step + 1) * numbers[0])");
        }
        UnaryOperator<String> ofStep = gathersAtOnce
                ? all -> all + "_of[step]"
                : all -> text.let("torch.index_select(%s, 0, batch)".formatted(all));
        String targets = targets(text, ofStep.apply("targets"));
        String inputs = ofStep.apply("inputs");
        ForwardText forward = new ForwardText(text, Mode.TRAINING, usesAutograd() ? "w" : "p", type);
        String outputs = forward(forward, inputs);
        String loss = training().criterion().write(forward, outputs, targets);
        gradients(text, usesAutograd() ? autograd(text, loss) : forward.backward("one"));
        if (usesAutograd()) {
            loss = text.let("torch.detach(%s)".formatted(loss));
        }
        text.line("torch.append(losses, %s)".formatted(training().penalty().write(text, loss, weights())));
        training().clipping().write(text);
        if (scored) {
            text.line("torch.append(unpenalized, %s)".formatted(loss));
            count(text, outputs, targets);
        }
        update.writeStep();
        text.dedent();
        String values = scored ? scores("losses", "unpenalized") : floats("losses");
        text.line(usesAutograd() ? "return " + values : returned(values));
        return method(
                STEPS,
                usesAutograd()
                        ? "targets: Tensor, order: Tensor, span: Tensor, learning_rates: Tensor"
                        : "targets: Tensor, rows: List[int], numbers: List[int], rates: List[float]",
                training().optimizer().state(),
                usesAutograd() ? "Tensor" : NUMBERS,
                text);
    }

    /** Whether torch's autograd finds the gradients, as in a text's net from scratch. */
    boolean usesAutograd() {
        return experiment.net().forwardPass() == ForwardPass.FROM_SCRATCH;
    }

    private List<String> autograd(ScriptText text, String loss) {
        text.line("gradients = torch.autograd.grad([%s], w)".formatted(loss));
        return IntStream.range(0, learned().size())
                .mapToObj(i -> text.let("torch.contiguous(unchecked_cast(Tensor, gradients[%s]))".formatted(i)))
                .toList();
    }

    /**
     * Writes the list of the gradients {@code g}. That of a convolution's weights gets the strides of its parameter: the fused
     * kernels read memory in order, and would not notice others.
     */
    private void gradients(ScriptText text, List<String> gradients) {
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            boolean convolution = learned().get(i).dimensions() == 4;
            arrays.add(
                    convolution
                            ? text.let("torch.contiguous(%s%s)".formatted(gradients.get(i), layout.memoryFormat(4)))
                            : gradients.get(i));
        }
        text.line("g = [%s]".formatted(String.join(", ", arrays)));
    }

    /** Scores of batches in evaluation mode; {@code numbers} are the first row, the row after the last, and the batch size. */
    private String scores() {
        ScriptText text = new ScriptText();
        text.line("losses = annotate(List[Tensor], [])");
        text.line("correct = annotate(List[Tensor], [])");
        text.line("for first in range(numbers[0], numbers[1], numbers[2]):");
        text.indent();
        text.line("end = min(first + numbers[2], numbers[1])");
        String targets = targets(text, text.let("torch.slice(targets, 0, first, end)"));
        ForwardText forward = evaluation(text);
        String outputs = forward(forward, text.let("torch.slice(inputs, 0, first, end)"));
        text.line("torch.append(losses, %s)".formatted(training().criterion().write(forward, outputs, targets)));
        count(text, outputs, targets);
        text.dedent();
        text.line(returned(scores("losses", "losses")));
        return method(SCORES, "targets: Tensor, numbers: List[int]", List.of(), NUMBERS, text);
    }

    /** The outputs for rows in evaluation mode; {@code numbers} are the first row and the row after the last. */
    private String outputs() {
        ScriptText text = new ScriptText();
        String rows = text.let("torch.slice(inputs, 0, numbers[0], numbers[1])");
        text.line("return " + forward(evaluation(text), rows));
        return method(OUTPUTS, "numbers: List[int]", List.of(), "Tensor", text);
    }

    private ForwardText evaluation(ScriptText text) {
        return new ForwardText(text, Mode.EVALUATION, "p", type);
    }

    private String forward(ForwardText forward, String rows) {
        String shape =
                Arrays.stream(rawInput.getShape()).mapToObj(n -> ", " + n).collect(Collectors.joining());
        String x = scaling.write(forward, forward.let("torch.reshape(%s, [-1%s])".formatted(rows, shape)));
        if (usesAutograd()) {
            ScratchForward scratch = ScratchForward.find();
            for (Layer layer : net.layers()) {
                x = scratch.write(layer, forward, x);
            }
            return x;
        }
        for (Layer layer : poolingFirst(net.layers())) {
            x = layer.write(forward, x);
        }
        return x;
    }

    /** Max pooling before a ReLU instead of after it: the same values and gradients, and fewer elements for the ReLU. */
    private static List<Layer> poolingFirst(List<Layer> layers) {
        List<Layer> order = new ArrayList<>(layers);
        for (int i = 0; i + 1 < order.size(); i++) {
            if (order.get(i) instanceof Pointwise.Relu && order.get(i + 1) instanceof Layer.MaxPool) {
                order.set(i, order.set(i + 1, order.get(i)));
            }
        }
        return order;
    }

    private String targets(ScriptText text, String rows) {
        return training().criterion().classifies() ? text.let("torch.flatten(%s)".formatted(rows)) : rows;
    }

    private void count(ScriptText text, String outputs, String targets) {
        if (training().criterion().classifies()) {
            text.line(
                    "torch.append(correct, torch.sum(torch.eq(torch.argmax(%s, 1), %s)))".formatted(outputs, targets));
        }
    }

    /** The lists of the steps' numbers, one after the other. */
    private String scores(String losses, String unpenalized) {
        List<String> lists = new ArrayList<>(List.of(losses, unpenalized));
        if (training().criterion().classifies()) {
            lists.add("correct");
        }
        return lists.stream().map(TrainingProgram::floats).collect(Collectors.joining(", ", "torch.cat([", "])"));
    }

    /** The numbers of a list as one array of float32. */
    private static String floats(String list) {
        return "torch.to(torch.stack(%s), 6)".formatted(list);
    }

    private static String returned(String values) {
        return "return annotate(List[float], (%s).tolist())".formatted(values);
    }

    /** A method with these statements. Its last arguments are lists of arrays, which cannot be passed where they are empty. */
    private static String method(String name, String arguments, List<String> state, String result, ScriptText text) {
        String statements = text.toString();
        String lists = Stream.concat(
                        Stream.of("p", "statistics", "constants").filter(list -> statements.contains(list + "[")),
                        state.stream())
                .map(list -> ", " + list + ": List[Tensor]")
                .collect(Collectors.joining());
        return "  def " + name + "(self, inputs: Tensor, " + arguments + lists + ") -> " + result + ":\n" + statements;
    }

    private List<Integer> weights() {
        List<Learned> learned = learned();
        return IntStream.range(0, learned.size())
                .filter(i -> learned.get(i).weight())
                .boxed()
                .toList();
    }
}
