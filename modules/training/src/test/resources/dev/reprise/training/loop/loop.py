"""Writes loop.json: the losses that PyTorch sees while it trains small nets by the same batches from the same weights.

python3 loop.py > loop.json

Pixels, labels and weights come from formulas, so that the test can make them too.
"""
import json

import torch
from torch import nn
from torch.nn import functional as F

ROWS, BATCH, EPOCHS = 50, 8, 2


def pixels():
    i = torch.arange(ROWS * 64)
    return ((i * 37 + (i // 64) * 11) % 251).reshape(ROWS, 1, 8, 8).float()


def labels():
    return (torch.arange(ROWS) * 7) % 3


def fill(net):
    for p in net.parameters():
        i = torch.arange(p.numel())
        with torch.no_grad():
            p.copy_((((i * 29) % 101).float() / 101 - 0.5).reshape(p.shape) * 0.4)


def train(net, optimizer, loss, factor):
    fill(net)
    x, y = (pixels() / 255 - 0.4) / 0.3, labels()
    o = optimizer(net.parameters())
    rate = o.param_groups[0]["lr"]
    losses = []
    for epoch in range(EPOCHS):
        o.param_groups[0]["lr"] = rate * factor**epoch
        for start in range(0, ROWS, BATCH):
            o.zero_grad()
            value = loss(net(x[start:start + BATCH]), y[start:start + BATCH])
            value.backward()
            o.step()
            losses.append(value.item())
    with torch.no_grad():
        out = net(x)
        return {
            "losses": losses,
            "finalLoss": loss(out, y).item(),
            "finalAccuracy": (out.argmax(1) == y).float().mean().item(),
        }


conv = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Conv2d(4, 6, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                     nn.Linear(24, 3), nn.LogSoftmax(1))
mlp = nn.Sequential(nn.Flatten(), nn.Linear(64, 10), nn.ReLU(), nn.Linear(10, 3))
print(json.dumps({
    "conv": train(conv, lambda p: torch.optim.Adadelta(p, lr=1.0, rho=0.9, eps=1e-6), F.nll_loss, 0.7),
    "mlp": train(mlp, lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.1), F.cross_entropy, 1.0),
}, indent=1))
