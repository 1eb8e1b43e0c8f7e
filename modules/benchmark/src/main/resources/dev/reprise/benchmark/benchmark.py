"""The same training as the benchmark's, as a plain PyTorch loop on tensors in memory.

benchmark.py CASE THREADS ROWS BATCH: prints "ready" once warm, then for each line on stdin the examples a second of one
epoch. benchmark.py first-step: one step of conv-net on made-up tensors, then a line.
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


def mlp(hidden):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10))


CASES = {
    "mlp-256-sgd": (lambda: mlp(256), lambda p: torch.optim.SGD(p, lr=0.1), F.cross_entropy),
    "mlp-100-adam": (lambda: mlp(100), lambda p: torch.optim.Adam(p, lr=1e-5), F.cross_entropy),
    "conv-net": (conv_net, lambda p: torch.optim.Adadelta(p, lr=1.0), F.nll_loss),
}


def epoch(net, optimizer, loss, x, y, batch):
    order = torch.randperm(len(x))
    for start in range(0, len(x), batch):
        rows = order[start:start + batch]
        optimizer.zero_grad()
        value = loss(net(x[rows]), y[rows])
        value.backward()
        optimizer.step()


def main():
    if sys.argv[1] == "first-step":
        case, rows, batch = "conv-net", 60000, 64
    else:
        case, rows, batch = sys.argv[1], int(sys.argv[3]), int(sys.argv[4])
        torch.set_num_threads(int(sys.argv[2]))
    make, optimizer, loss = CASES[case]
    net = make()
    x, y = torch.randn(rows, 1, 28, 28), torch.randint(0, 10, (rows,))
    o = optimizer(net.parameters())
    if sys.argv[1] == "first-step":
        epoch(net, o, loss, x[:batch], y[:batch], batch)
        print("first step", flush=True)
        return
    epoch(net, o, loss, x, y, batch)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        epoch(net, o, loss, x, y, batch)
        print(rows / (time.perf_counter() - start), flush=True)


main()
