package dev.reprise.scratch.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Layers one after the other (npnet, "串型网络"): forward in order, backward in reverse.
 *
 * <p>Its parameters and gradients are the lists of all its layers', in the order of the layers.
 */
public record Sequential(List<ScratchLayer> layers) implements ScratchLayer {
    public Sequential {
        layers = List.copyOf(layers);
    }

    public static Sequential of(ScratchLayer... layers) {
        return new Sequential(List.of(layers));
    }

    @Override
    public Pass forward(NDArray x) {
        return run(x, ScratchLayer::forward);
    }

    @Override
    public Pass evaluate(NDArray x) {
        return run(x, ScratchLayer::evaluate);
    }

    @Override
    public List<NDArray> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    private Pass run(NDArray x, BiFunction<ScratchLayer, NDArray, Pass> step) {
        List<Pass> passes = new ArrayList<>();
        NDArray output = x;
        for (ScratchLayer layer : layers) {
            Pass pass = step.apply(layer, output);
            passes.add(pass);
            output = pass.output();
        }
        return new Pass(output, gradient -> backward(passes, gradient));
    }

    private static Gradients backward(List<Pass> passes, NDArray gradient) {
        List<NDArray> parameters = new ArrayList<>();
        Supplier<NDArray> current = () -> gradient;
        for (int i = passes.size() - 1; i >= 0; i--) {
            Gradients gradients = passes.get(i).backward(current.get());
            parameters.addAll(0, gradients.parameters());
            current = gradients.ofInput();
        }
        return new Gradients(current, parameters);
    }
}
