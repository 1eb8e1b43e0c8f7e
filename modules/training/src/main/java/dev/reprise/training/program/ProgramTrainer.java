package dev.reprise.training.program;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.reprise.net.torchscript.ScriptModule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link TrainingProgram} at work on the parameters of a net, which it changes in place, and what its optimizer remembers of
 * them.
 *
 * <p>Learning rates and spans of rows are arrays on the CPU whichever device the rest is on: the program reads them at once.
 */
public final class ProgramTrainer {
    private final TrainingProgram program;
    private final ScriptModule module;
    private final NDManager manager;
    private final NDList net = new NDList(); // parameters, running statistics, constants of the scaling
    private final Map<String, NDArray> state = new LinkedHashMap<>(); // by the parameter's place and the name
    private long steps;

    /** Everything that it makes belongs to {@code manager}, the program too. */
    public ProgramTrainer(TrainingProgram program, Block block, NDManager manager) {
        this.program = program;
        this.manager = manager;
        this.module = ScriptModule.load(program.text(), manager);
        List<Parameter> parameters = block.getParameters().values();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            NDArray array =
                    named(parameter.getArray().stopGradient(), parameter.requiresGradient() ? "p" : "statistics");
            net.add(array);
            if (parameter.requiresGradient()) {
                for (String name : program.experiment().training().optimizer().state()) {
                    state.put(i + "." + name, named(array.zerosLike(), name)); // with its strides
                }
            }
        }
        program.scaling().constants(manager).forEach(constant -> net.add(named(constant, "constants")));
    }

    /** The array as an element of a list that is an argument. */
    private NDArray named(NDArray array, String list) {
        array.attach(manager);
        array.setName(list + "[]");
        return array;
    }

    /**
     * Trains some steps.
     *
     * @param order the rows of the epoch, on the device
     * @param first the first step, counted from 0 within the epoch
     * @param learningRates one for each step
     */
    public Chunk steps(DeviceExamples examples, NDArray order, long first, double[] learningRates) {
        int batch = program.experiment().training().batchSize();
        try (NDManager call = manager.newSubManager(Device.cpu())) {
            NDList arguments = arguments(call, examples, first * batch, batch, steps);
            arguments.add(order);
            arguments.add(call.create(learningRates));
            arguments.addAll(net);
            arguments.addAll(new NDList(state.values()));
            Chunk chunk = Chunk.of(
                    program.usesAutograd()
                            ? module.callWithGradients(TrainingProgram.STEPS, call, arguments)
                            : module.call(TrainingProgram.STEPS, call, arguments));
            steps += learningRates.length;
            return chunk;
        }
    }

    /** The scores of the examples from one row to before another, in evaluation mode, in batches. */
    public Chunk scores(DeviceExamples examples, long from, long to, int batchSize) {
        try (NDManager call = manager.newSubManager(Device.cpu())) {
            NDList arguments = arguments(call, examples, from, to, batchSize);
            arguments.addAll(net);
            return Chunk.of(module.call(TrainingProgram.SCORES, call, arguments));
        }
    }

    /** The net's outputs for the examples from one row to before another, in evaluation mode. They belong to {@code owner}. */
    public NDArray outputs(NDManager owner, DeviceExamples examples, long from, long to) {
        try (NDManager call = manager.newSubManager(Device.cpu())) {
            NDList arguments = arguments(call, examples, from, to);
            arguments.addAll(net);
            return module.call(TrainingProgram.OUTPUTS, owner, arguments).singletonOrThrow();
        }
    }

    private static NDList arguments(NDManager call, DeviceExamples examples, long... span) {
        return new NDList(examples.inputs(), examples.targets(), call.create(span));
    }

    /** How many steps were taken, those before a {@link #resume} included. */
    public long stepsTaken() {
        return steps;
    }

    /** Continues after so many steps, the parameters and the state being those of that moment. */
    public void resume(long stepsTaken) {
        steps = stepsTaken;
    }

    /** What the optimizer remembers, live: by the parameter's place in the net and a name, as in {@code 0.squareAverage}. */
    public Map<String, NDArray> state() {
        return Collections.unmodifiableMap(state);
    }
}
