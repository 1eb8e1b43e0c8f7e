"""Prints what PyTorch computes for the optimizers, schedules, losses, clippings and initial values of this module.

    python reference.py > reference.json

Made with torch 2.13.0 on a CPU. The names of the optimizers, schedules and losses and their fields are those of our JSON form.
"""

import json

import torch
from torch import nn

STEPS = 12
RATES = [1.0] * 6 + [0.7] * 6  # factors of the initial rate: it changes midway
torch.manual_seed(0)
START = [torch.randn(3, 4), torch.randn(3)]  # a weight and a bias
GRADIENTS = [[torch.randn(3, 4), torch.randn(3)] for _ in range(STEPS)]


def flat(tensors):
    return [t.detach().flatten().tolist() for t in tensors]


def steps(make, spec, scale=1.0):
    """The parameters after each step. make(groups) is the torch optimizer that spec describes."""
    parameters = [nn.Parameter(t.clone()) for t in START]
    spared = spec["decay"] == "weights-only"
    optimizer = make(
        [
            {"params": [parameters[0]], "weight_decay": spec["weightDecay"]},
            {"params": [parameters[1]], "weight_decay": 0.0 if spared else spec["weightDecay"]},
        ]
    )
    after = []
    for factor, gradients in zip(RATES, GRADIENTS):
        for group in optimizer.param_groups:
            group["lr"] = spec["learningRate"] * factor
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient * scale
        optimizer.step()
        after.append(flat(parameters))
    return {"optimizer": spec, "gradientScale": scale, "parameters": after}


def sgd(rate, momentum=0.0, kind="classical", weight_decay=0.0, decay="all"):
    spec = {"type": "sgd", "learningRate": rate, "momentum": momentum, "kind": kind}
    spec |= {"weightDecay": weight_decay, "decay": decay}
    return steps(lambda g: torch.optim.SGD(g, rate, momentum, nesterov=kind == "nesterov"), spec)


def adam(name, optimizer, rate, weight_decay=0.0, decay="all", scale=1.0, epsilon=1e-8):
    spec = {"type": name, "learningRate": rate, "beta1": 0.9, "beta2": 0.999, "epsilon": epsilon}
    spec |= {"weightDecay": weight_decay, "decay": decay}
    return steps(lambda g: optimizer(g, rate, (0.9, 0.999), epsilon), spec, scale)


def adadelta(rate, rho, epsilon, weight_decay=0.0, decay="all"):
    spec = {"type": "adadelta", "learningRate": rate, "rho": rho, "epsilon": epsilon}
    spec |= {"weightDecay": weight_decay, "decay": decay}
    return steps(lambda g: torch.optim.Adadelta(g, rate, rho, epsilon), spec)


def rms_prop(rate, weight_decay=0.0, decay="all"):
    spec = {"type": "rmsprop", "learningRate": rate, "alpha": 0.99, "epsilon": 1e-8}
    spec |= {"weightDecay": weight_decay, "decay": decay}
    return steps(lambda g: torch.optim.RMSprop(g, rate, 0.99, 1e-8), spec)


def adagrad(rate, weight_decay=0.0, decay="all"):
    spec = {"type": "adagrad", "learningRate": rate, "epsilon": 1e-10}
    spec |= {"weightDecay": weight_decay, "decay": decay}
    return steps(lambda g: torch.optim.Adagrad(g, rate, eps=1e-10), spec)


def optimizers():
    return {
        "sgd": sgd(0.5),
        "sgd with weight decay": sgd(0.5, weight_decay=0.1),
        "sgd that spares biases": sgd(0.5, weight_decay=0.1, decay="weights-only"),
        "momentum": sgd(0.1, 0.9),
        "momentum with weight decay": sgd(0.1, 0.9, weight_decay=0.1),
        "nesterov": sgd(0.1, 0.9, "nesterov"),
        "nesterov that spares biases": sgd(0.1, 0.9, "nesterov", 0.1, "weights-only"),
        "adam": adam("adam", torch.optim.Adam, 0.01),
        "adam with weight decay": adam("adam", torch.optim.Adam, 0.01, 0.1),
        "adam with tiny gradients": adam("adam", torch.optim.Adam, 0.01, scale=1e-8),
        "adam with a large epsilon": adam("adam", torch.optim.Adam, 0.01, epsilon=0.1),
        "adamw": adam("adamw", torch.optim.AdamW, 0.01, 0.1),
        "adamw that spares biases": adam("adamw", torch.optim.AdamW, 0.01, 0.1, "weights-only"),
        "adadelta": adadelta(1.0, 0.9, 1e-6),
        "adadelta with weight decay": adadelta(0.1, 0.95, 1e-3, 0.1),
        "rmsprop": rms_prop(0.01),
        "rmsprop with weight decay": rms_prop(0.01, 0.1),
        "adagrad": adagrad(0.1),
        "adagrad with weight decay": adagrad(0.1, 0.1),
    }


def schedule(make, spec, steps_per_epoch):
    """The factors of 40 steps. make(optimizer) is a torch scheduler, advanced once a step or, if spec says so, an epoch."""
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 1.0)
    scheduler = make(optimizer)
    per_epoch = steps_per_epoch if '"epochs"' in json.dumps(spec) else 1
    factors = []
    for step in range(40):
        factors.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if (step + 1) % per_epoch == 0:
            scheduler.step()
    return {"schedule": spec, "stepsPerEpoch": steps_per_epoch, "factors": factors}


def schedules():
    schedulers = torch.optim.lr_scheduler

    def span(count, unit):
        return {"count": count, "unit": unit}

    def warm_up_then_cosine(optimizer):
        rise = schedulers.LinearLR(optimizer, 1 / 8, 1.0, total_iters=7)
        cosine = schedulers.CosineAnnealingLR(optimizer, 32)
        return schedulers.SequentialLR(optimizer, [rise, cosine], [8])

    cosine = {"type": "cosine", "over": span(32, "steps"), "finalFactor": 0.0}
    return {
        "constant": schedule(lambda o: schedulers.ConstantLR(o, 1.0), {"type": "constant"}, 5),
        "factor per epoch": schedule(
            lambda o: schedulers.ExponentialLR(o, 0.7), {"type": "steps", "every": span(1, "epochs"), "factor": 0.7}, 5
        ),
        "factor every 3 epochs": schedule(
            lambda o: schedulers.StepLR(o, 3, 0.1), {"type": "steps", "every": span(3, "epochs"), "factor": 0.1}, 4
        ),
        "factor every 7 steps": schedule(
            lambda o: schedulers.StepLR(o, 7, 0.5), {"type": "steps", "every": span(7, "steps"), "factor": 0.5}, 5
        ),
        "cosine over epochs": schedule(
            lambda o: schedulers.CosineAnnealingLR(o, 10, 0.05),
            {"type": "cosine", "over": span(10, "epochs"), "finalFactor": 0.05},
            4,
        ),
        "cosine over steps": schedule(lambda o: schedulers.CosineAnnealingLR(o, 40), cosine | {"over": span(40, "steps")}, 5),
        "one cycle": schedule(
            lambda o: schedulers.OneCycleLR(o, 1.0, total_steps=41, cycle_momentum=False),
            {"type": "one-cycle", "over": span(41, "steps")},
            5,
        ),
        "warm-up, then cosine": schedule(
            warm_up_then_cosine, {"type": "warm-up", "over": span(8, "steps"), "then": cosine}, 5
        ),
    }


def criterion(loss, spec, outputs, targets):
    outputs = outputs.clone().requires_grad_()
    value = loss(outputs, targets)
    value.backward()
    return {
        "criterion": spec,
        "shape": list(outputs.shape),
        "outputs": outputs.flatten().tolist(),
        "targets": targets.flatten().tolist(),
        "loss": value.item(),
        "gradient": outputs.grad.flatten().tolist(),
    }


def svm(margin):
    def loss(scores, targets):  # as in cs231n; multi_margin_loss divides by the number of classes besides
        return nn.functional.multi_margin_loss(scores, targets, margin=margin) * scores.shape[1]

    return loss


def criteria():
    torch.manual_seed(1)
    scores, classes = torch.randn(6, 10) * 3, torch.tensor([3, 0, 9, 5, 5, 1])
    huge = torch.tensor([[1e4, -1e4, 0.0], [-1e30, 1e30, 5.0], [80.0, -80.0, 200.0]])
    values, truth = torch.randn(5, 1), torch.randn(5, 1)
    functional = nn.functional
    return {
        "cross-entropy": criterion(functional.cross_entropy, {"type": "cross-entropy"}, scores, classes),
        "cross-entropy of huge logits": criterion(
            functional.cross_entropy, {"type": "cross-entropy"}, huge, torch.tensor([1, 0, 0])
        ),
        "negative log-likelihood": criterion(
            functional.nll_loss, {"type": "negative-log-likelihood"}, scores.log_softmax(1), classes
        ),
        "multiclass hinge, margin 1": criterion(svm(1.0), {"type": "multiclass-hinge", "margin": 1.0}, scores, classes),
        "multiclass hinge, margin 0.3": criterion(svm(0.3), {"type": "multiclass-hinge", "margin": 0.3}, scores, classes),
        "squared error": criterion(functional.mse_loss, {"type": "squared-error"}, values, truth),
        "half squared error": criterion(
            lambda s, y: functional.mse_loss(s, y) / 2, {"type": "half-squared-error"}, values, truth
        ),
    }


def clipping(clip, spec):
    parameters = [nn.Parameter(t.clone()) for t in START]
    for parameter, gradient in zip(parameters, GRADIENTS[0]):
        parameter.grad = gradient.clone()
    clip(parameters)
    return {"clipping": spec, "gradients": flat(p.grad for p in parameters)}


def clippings():
    utils = nn.utils
    return {
        "none": clipping(lambda p: None, {"type": "none"}),
        "by value": clipping(lambda p: utils.clip_grad_value_(p, 0.4), {"type": "by-value", "limit": 0.4}),
        "by norm": clipping(lambda p: utils.clip_grad_norm_(p, 0.5), {"type": "by-norm", "limit": 0.5}),
        "by a norm not reached": clipping(lambda p: utils.clip_grad_norm_(p, 100.0), {"type": "by-norm", "limit": 100.0}),
    }


def initial(weights, biases, draw):
    """The values of a convolution (2 channels, 3 filters of 3 × 3) and of a linear layer (20 inputs, 4 outputs)."""
    layers = [nn.Conv2d(2, 3, 3), nn.Linear(20, 4)]
    torch.manual_seed(7)
    for layer in layers:
        draw(layer)
    return {
        "values": {"weights": weights, "biases": biases},
        "seed": 7,
        "parameters": flat(p for layer in layers for p in (layer.weight, layer.bias)),
    }


def initial_values():
    init = nn.init

    def zero_biases(weights):
        def draw(layer):
            weights(layer.weight)
            init.zeros_(layer.bias)

        return draw

    def fan_in(weight):
        return weight[0].numel()

    zero = {"type": "constant", "value": 0.0}
    constant = {"type": "constant", "value": 0.05}
    return {
        "pytorch": initial({"type": "pytorch"}, {"type": "pytorch"}, lambda layer: layer.reset_parameters()),
        "normal": initial({"type": "normal", "standardDeviation": 0.01}, zero, zero_biases(lambda w: init.normal_(w, 0, 0.01))),
        "lecun normal": initial(
            {"type": "lecun-normal"}, zero, zero_biases(lambda w: init.normal_(w, 0, fan_in(w) ** -0.5))
        ),
        "he normal": initial(
            {"type": "he-normal"}, zero, zero_biases(lambda w: init.kaiming_normal_(w, nonlinearity="relu"))
        ),
        "he uniform": initial(
            {"type": "he-uniform"}, zero, zero_biases(lambda w: init.kaiming_uniform_(w, nonlinearity="relu"))
        ),
        "xavier normal": initial({"type": "xavier-normal"}, zero, zero_biases(init.xavier_normal_)),
        "xavier uniform": initial({"type": "xavier-uniform"}, zero, zero_biases(init.xavier_uniform_)),
        "all zero": initial({"type": "zero"}, zero, zero_biases(init.zeros_)),
        "constant biases": initial(
            {"type": "zero"}, constant, lambda layer: (init.zeros_(layer.weight), init.constant_(layer.bias, 0.05))
        ),
        "normal biases": initial(
            {"type": "normal", "standardDeviation": 1.0},
            {"type": "normal", "standardDeviation": 0.5},
            lambda layer: (init.normal_(layer.weight), init.normal_(layer.bias, 0, 0.5)),
        ),
    }


def lines(value, depth):
    """JSON with a line for each of the outer values."""
    if depth == 0 or not isinstance(value, dict):
        return json.dumps(value)
    return "{\n" + ",\n".join(f"{json.dumps(k)}: {lines(v, depth - 1)}" for k, v in value.items()) + "\n}"


reference = {
    "torch": torch.__version__,
    "start": flat(START),
    "gradients": [flat(g) for g in GRADIENTS],
    "rateFactors": RATES,
    "optimizers": optimizers(),
    "schedules": schedules(),
    "criteria": criteria(),
    "clippings": clippings(),
    "initialValues": initial_values(),
}
print(lines(reference, 2))
