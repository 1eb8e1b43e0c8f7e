package dev.reprise.training.program;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.IValue;
import dev.reprise.net.torchscript.ScriptCall;
import dev.reprise.net.torchscript.ScriptModule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A {@link TrainingProgram} at work on the parameters of a net, which it changes in place, and what its optimizer remembers of
 * them.
 */
public final class ProgramTrainer {
    private final TrainingProgram program;
    private final ScriptModule module;
    private final NDManager manager;
    private final Map<String, NDArray> state = new LinkedHashMap<>(); // by the parameter's place and the name
    private final List<NDList>
            lists; // parameters, running statistics, constants of the scaling; then the state by name
    private final List<IValue> netLists; // the first three
    private final List<IValue> allLists;
    private long steps;

    /** Everything that it makes belongs to {@code manager}, the program too. */
    public ProgramTrainer(TrainingProgram program, Block block, NDManager manager) {
        this.program = program;
        this.manager = manager;
        this.module = ScriptModule.load(program.text(), manager);
        Map<String, NDList> byName = new LinkedHashMap<>();
        program.experiment().training().optimizer().state().forEach(name -> byName.put(name, new NDList()));
        NDList parameters = new NDList();
        NDList statistics = new NDList();
        List<Parameter> all = block.getParameters().values();
        for (int i = 0; i < all.size(); i++) {
            NDArray array = all.get(i).getArray().stopGradient();
            array.attach(manager);
            (all.get(i).requiresGradient() ? parameters : statistics).add(array);
            if (all.get(i).requiresGradient()) {
                for (Map.Entry<String, NDList> ofName : byName.entrySet()) {
                    NDArray zeros = array.zerosLike(); // with its strides
                    zeros.attach(manager);
                    ofName.getValue().add(zeros);
                    state.put(i + "." + ofName.getKey(), zeros);
                }
            }
        }
        List<NDList> net =
                List.of(parameters, statistics, new NDList(program.scaling().constants(manager)));
        lists = Stream.concat(net.stream(), byName.values().stream()).toList();
        netLists = ScriptCall.lists(manager, net);
        allLists = ScriptCall.lists(manager, lists);
    }

    /**
     * Trains some steps.
     *
     * @param rows of the steps, in order; the last step may have fewer than the others
     * @param learningRates one for each step
     */
    public Chunk steps(DeviceExamples examples, long[] rows, double[] learningRates) {
        long[] span = {program.experiment().training().batchSize(), steps};
        float[] values = program.usesAutograd()
                ? stepsWithAutograd(examples, rows, span, learningRates)
                : numbers(module.call(TrainingProgram.STEPS)
                        .array(examples.inputs())
                        .array(examples.targets())
                        .numbers(rows)
                        .numbers(span)
                        .numbers(learningRates)
                        .lists(allLists));
        steps += learningRates.length;
        return Chunk.of(values, learningRates.length);
    }

    /** DJL calls a method outside of inference mode only with arrays. */
    private float[] stepsWithAutograd(DeviceExamples examples, long[] rows, long[] span, double[] learningRates) {
        try (NDManager call = manager.newSubManager(Device.cpu())) {
            NDArray order = call.create(rows).toDevice(manager.getDevice(), false);
            NDList arguments = new NDList(
                    examples.inputs(), examples.targets(), order, call.create(span), call.create(learningRates));
            lists.forEach(list -> {
                String name = "list" + arguments.size() + "[]";
                list.forEach(array -> array.setName(name));
                arguments.addAll(list);
            });
            return module.callWithGradients(TrainingProgram.STEPS, call, arguments)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    /** The scores of the examples from one row to before another, in evaluation mode, in batches. */
    public Chunk scores(DeviceExamples examples, long from, long to, int batchSize) {
        int batches = Math.toIntExact((to - from + batchSize - 1) / batchSize);
        return Chunk.of(
                numbers(module.call(TrainingProgram.SCORES)
                        .array(examples.inputs())
                        .array(examples.targets())
                        .numbers(from, to, batchSize)
                        .lists(netLists)),
                batches);
    }

    private static float[] numbers(ScriptCall call) {
        try (call) {
            return call.toNumbers();
        }
    }

    /** The net's outputs for the examples from one row to before another, in evaluation mode. They belong to {@code owner}. */
    public NDArray outputs(NDManager owner, DeviceExamples examples, long from, long to) {
        try (ScriptCall call = module.call(TrainingProgram.OUTPUTS)
                .array(examples.inputs())
                .numbers(from, to)
                .lists(netLists)) {
            return call.toArray(owner);
        }
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
