package dev.reprise.training.initial;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import dev.reprise.net.Net;

/**
 * What weights and biases start from.
 *
 * <p>The scales, shifts and running statistics of batch normalization are not part of it: they start as ones and zeros.
 */
public record InitialValues(InitialWeights weights, InitialBiases biases) {

    /** Gives a model the block of a net, with its values drawn. */
    public void initialize(Model model, Net net) {
        model.setBlock(net.toBlock());
        apply(model.getBlock());
        model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1).addAll(net.input()));
    }

    /** Gives a block that is not yet initialized its initializers; {@code block.initialize} then draws, layer by layer. */
    public void apply(Block block) {
        block.getChildren().values().forEach(this::apply);
        block.getDirectParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                .forEach(weight -> apply(block, weight));
    }

    private void apply(Block layer, Parameter weight) {
        weight.setInitializer(onCpu((cpu, shape) -> weights.draw(cpu, shape, Fans.of(shape))));
        Initializer forBiases = onCpu((cpu, shape) -> biases.draw(cpu, shape, Fans.of(weight.getShape())));
        layer.getDirectParameters().values().stream()
                .filter(parameter -> parameter.getType() == Parameter.Type.BIAS)
                .forEach(bias -> bias.setInitializer(forBiases));
    }

    @FunctionalInterface
    private interface Draw {
        NDArray draw(NDManager cpu, Shape shape);
    }

    /** Draws on the CPU, whichever device the parameter is for, so that every device starts from the same values. */
    private static Initializer onCpu(Draw draw) {
        return (manager, shape, dataType) -> {
            try (NDManager cpu = manager.newSubManager(Device.cpu())) {
                NDArray values = draw.draw(cpu, shape).toDevice(manager.getDevice(), false);
                values.attach(manager);
                return values;
            }
        };
    }
}
