package dev.reprise.training.autograd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.nn.Parameter;
import dev.reprise.training.optimizer.Adadelta;
import dev.reprise.training.optimizer.Adagrad;
import dev.reprise.training.optimizer.Adam;
import dev.reprise.training.optimizer.AdamMoments;
import dev.reprise.training.optimizer.AdamW;
import dev.reprise.training.optimizer.Decay;
import dev.reprise.training.optimizer.GradientClipping;
import dev.reprise.training.optimizer.Momentum;
import dev.reprise.training.optimizer.Optimizer;
import dev.reprise.training.optimizer.RmsProp;
import dev.reprise.training.optimizer.Sgd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clippings and optimizers in DJL's operations, the formulas as they are printed. */
final class PlainOptimizer {
    private final Optimizer optimizer;
    private final List<Parameter> parameters;
    private final List<Map<String, NDArray>> states = new ArrayList<>();
    private int steps;

    PlainOptimizer(Optimizer optimizer, List<Parameter> parameters) {
        this.optimizer = optimizer;
        this.parameters =
                parameters.stream().filter(Parameter::requiresGradient).toList();
        for (Parameter parameter : this.parameters) {
            Map<String, NDArray> state = new LinkedHashMap<>();
            optimizer
                    .state()
                    .forEach(name ->
                            state.put(name, parameter.getArray().stopGradient().zerosLike()));
            states.add(state);
        }
    }

    /** One step by the gradients that autograd left, which are zero then. */
    void step(GradientClipping clipping, double rate) {
        steps++;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            List<NDArray> gradients =
                    parameters.stream().map(p -> p.getArray().getGradient()).toList();
            List<NDArray> clipped = clipped(clipping, gradients);
            for (int i = 0; i < parameters.size(); i++) {
                update(parameters.get(i), clipped.get(i), states.get(i), rate);
            }
            gradients.forEach(gradient -> gradient.subi(gradient.duplicate()));
        }
    }

    private static List<NDArray> clipped(GradientClipping clipping, List<NDArray> gradients) {
        if (clipping instanceof GradientClipping.ByValue by) {
            return gradients.stream()
                    .map(gradient -> gradient.maximum(-by.limit()).minimum(by.limit()))
                    .toList();
        }
        if (clipping instanceof GradientClipping.ByNorm by) {
            double squares = gradients.stream()
                    .mapToDouble(gradient ->
                            AutogradTraining.number(gradient.square().sum()))
                    .sum();
            double factor = Math.min(1, by.limit() / (Math.sqrt(squares) + 1e-6));
            return gradients.stream().map(gradient -> gradient.mul(factor)).toList();
        }
        return gradients;
    }

    private void update(Parameter parameter, NDArray gradient, Map<String, NDArray> state, double rate) {
        NDArray w = parameter.getArray().stopGradient();
        boolean decays = optimizer.shared().decay() == Decay.ALL || parameter.getType() == Parameter.Type.WEIGHT;
        double decay = decays ? optimizer.weightDecay() : 0;
        NDArray g = optimizer instanceof AdamW ? gradient : gradient.add(w.mul(decay));
        if (optimizer instanceof AdamW adam) {
            w.muli(1 - rate * decay);
            w.subi(adamStep(adam.moments(), state, g).mul(rate));
        } else if (optimizer instanceof Adam adam) {
            w.subi(adamStep(adam.moments(), state, g).mul(rate));
        } else if (optimizer instanceof Sgd sgd) {
            w.subi(momentumStep(sgd, state, g).mul(rate));
        } else if (optimizer instanceof Adadelta adadelta) {
            NDArray squares = averaged(state.get("squareAverage"), g.square(), adadelta.rho());
            NDArray deltas = state.get("deltaAverage");
            NDArray delta = deltas.add(adadelta.epsilon())
                    .div(squares.add(adadelta.epsilon()))
                    .sqrt()
                    .mul(g);
            averaged(deltas, delta.square(), adadelta.rho());
            w.subi(delta.mul(rate));
        } else if (optimizer instanceof RmsProp rmsProp) {
            NDArray squares = averaged(state.get("squareAverage"), g.square(), rmsProp.alpha());
            w.subi(g.div(squares.sqrt().add(rmsProp.epsilon())).mul(rate));
        } else if (optimizer instanceof Adagrad adagrad) {
            NDArray squares = state.get("squareSum").addi(g.square());
            w.subi(g.div(squares.sqrt().add(adagrad.epsilon())).mul(rate));
        }
    }

    private static NDArray momentumStep(Sgd sgd, Map<String, NDArray> state, NDArray g) {
        if (sgd.momentum() == 0) {
            return g;
        }
        NDArray velocity = state.get("velocity").muli(sgd.momentum()).addi(g);
        return sgd.kind() == Momentum.NESTEROV ? g.add(velocity.mul(sgd.momentum())) : velocity;
    }

    private NDArray adamStep(AdamMoments moments, Map<String, NDArray> state, NDArray g) {
        NDArray mean = averaged(state.get("mean"), g, moments.beta1());
        NDArray squares = averaged(state.get("squareAverage"), g.square(), moments.beta2());
        NDArray root = squares.div(1 - Math.pow(moments.beta2(), steps)).sqrt();
        return mean.div(1 - Math.pow(moments.beta1(), steps)).div(root.add(moments.epsilon()));
    }

    private static NDArray averaged(NDArray mean, NDArray value, double share) {
        return mean.muli(share).addi(value.mul(1 - share));
    }
}
