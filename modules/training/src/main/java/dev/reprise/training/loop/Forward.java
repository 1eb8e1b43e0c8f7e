package dev.reprise.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.reprise.net.Layer;
import dev.reprise.training.experiment.Experiment;
import java.util.List;

/** A net from its inputs to its outputs, whoever computes them. */
@FunctionalInterface
interface Forward {
    /**
     * The outputs for a batch.
     *
     * @param manager owns what is made on the way
     */
    NDArray outputs(NDManager manager, NDArray inputs, ScratchForward.Mode mode);

    /** As the experiment says, with the parameters of its block. */
    static Forward of(Experiment experiment, Block block) {
        return switch (experiment.net().forwardPass()) {
            case BLOCKS ->
                (manager, inputs, mode) -> block.forward(
                                new ParameterStore(manager, false),
                                new NDList(inputs),
                                mode == ScratchForward.Mode.TRAINING)
                        .singletonOrThrow();
            case FROM_SCRATCH ->
                fromScratch(
                        ScratchForward.find(),
                        experiment.net().layers(),
                        block.getParameters().values());
        };
    }

    private static Forward fromScratch(ScratchForward forward, List<Layer> layers, List<Parameter> parameters) {
        return (manager, inputs, mode) -> {
            List<NDArray> arrays = parameters.stream()
                    .map(parameter -> view(parameter.getArray(), manager))
                    .toList();
            return forward.forward(layers, arrays, inputs, mode);
        };
    }

    /** The same values with a gradient, in a manager that will also own what is made of them. */
    private static NDArray view(NDArray parameter, NDManager manager) {
        NDArray view = parameter.reshape(parameter.getShape());
        view.attach(manager);
        return view;
    }
}
