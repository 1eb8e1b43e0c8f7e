"""The same work as the benchmark's cases, as plain PyTorch loops on tensors in memory.

benchmark.py CASE THREADS EXAMPLES BATCH PASSES: prints "ready" and the variants once warm, then for each variant on stdin
the examples per second of so many passes. benchmark.py first-step: one step of conv-net on random tensors, then a line.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


def conv_net():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(9216, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10), nn.LogSoftmax(1))


def mlp(inputs, hidden):
    return nn.Sequential(nn.Flatten(), nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, 10))


def dropout_mlp():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.Dropout(0.2), nn.Linear(256, 10))


def weights_decay(net, **how):
    return torch.optim.SGD([{"params": [net.weight], "weight_decay": 3}, {"params": [net.bias]}], lr=0.003, **how)


MNIST = (1, 28, 28)
CASES = {
    "mlp-100-adam": (lambda: mlp(784, 100), lambda n, **how: torch.optim.Adam(n.parameters(), lr=1e-5, **how), F.cross_entropy, MNIST),
    "mlp-256-sgd": (lambda: mlp(784, 256), lambda n, **how: torch.optim.SGD(n.parameters(), lr=0.1, **how), F.cross_entropy, MNIST),
    "first-mnist": (dropout_mlp, lambda n, **how: torch.optim.Adadelta(n.parameters(), lr=0.1, **how), F.cross_entropy, MNIST),
    "polynomial": (lambda: nn.Linear(20, 1, bias=False), lambda n, **how: torch.optim.SGD(n.parameters(), lr=0.01, **how), F.mse_loss, (20,)),
    "weight-decay": (lambda: nn.Linear(200, 1), weights_decay, F.mse_loss, (200,)),
    "two-layer-net": (lambda: mlp(3072, 50), lambda n, **how: torch.optim.SGD(n.parameters(), lr=1e-3, **how), F.cross_entropy, (3, 32, 32)),
    "conv-net": (conv_net, lambda n, **how: torch.optim.Adadelta(n.parameters(), lr=1.0, **how), F.nll_loss, MNIST),
    "mlp-256-evaluation": (lambda: mlp(784, 256), None, F.cross_entropy, MNIST),
    "conv-net-evaluation": (conv_net, None, F.nll_loss, MNIST),
}
VARIANTS = {"plain": {}, "foreach": {"foreach": True}, "fused": {"fused": True}}
EVALUATED_AT_ONCE = 1000


def train(net, optimizer, loss, x, y, batch):
    order = torch.randperm(len(x))
    for start in range(0, len(x), batch):
        rows = order[start:start + batch]
        optimizer.zero_grad()
        value = loss(net(x[rows]), y[rows])
        value.backward()
        optimizer.step()


def evaluate(net, loss, x, y):
    net.eval()
    total, correct = 0, 0
    with torch.inference_mode():
        for start in range(0, len(x), EVALUATED_AT_ONCE):
            outputs = net(x[start:start + EVALUATED_AT_ONCE])
            targets = y[start:start + EVALUATED_AT_ONCE]
            total += loss(outputs, targets, reduction="sum")
            correct += (outputs.argmax(1) == targets).sum()
    return total.item() / len(x), correct.item() / len(x)


def data(count, shape, loss):
    return torch.randn(count, *shape), torch.zeros(count, 1) if loss == F.mse_loss else torch.randint(0, 10, (count,))


def first_step():
    make, optimizer, loss, shape = CASES["conv-net"]
    net = make()
    x, y = data(60000, shape, loss)
    train(net, optimizer(net), loss, x[:64], y[:64], 64)
    print("first step", flush=True)


def passes(name, count, batch):
    """For each variant that PyTorch has for the case, one pass over the examples, warm."""
    make, optimizer, loss, shape = CASES[name]
    x, y = data(count, shape, loss)
    works = {}
    for variant, how in VARIANTS.items():
        net = make()
        if optimizer is None:
            works["plain"] = lambda net=net: evaluate(net, loss, x, y)
        else:
            try:
                o = optimizer(net, **how)
                train(net, o, loss, x, y, batch)
            except (TypeError, RuntimeError):
                continue  # no such kernel for this optimizer
            works[variant] = lambda net=net, o=o: train(net, o, loss, x, y, batch)
    works["plain"]()
    return works


def main():
    if sys.argv[1] == "first-step":
        return first_step()
    name, threads, count, batch, repeats = sys.argv[1], *map(int, sys.argv[2:])
    torch.set_num_threads(threads)
    works = passes(name, count, batch)
    print("ready", *works, flush=True)
    for line in sys.stdin:
        work = works[line.strip()]
        start = time.perf_counter()
        for _ in range(repeats):
            work()
        print(count * repeats / (time.perf_counter() - start), flush=True)


main()
