"""Prints layers.json: the output of each layer in PyTorch, with its input and parameters, and the version and machine.

python3 layers.py > layers.json
"""
import json
import platform

import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(1)


def case(text, module, *shape, parameters=()):
    module.eval()
    x = torch.randn(2, *shape)
    return {
        "layer": text,
        "input": {"shape": list(x.shape), "values": x.flatten().tolist()},
        "parameters": [p.flatten().tolist() for p in parameters],
        "output": module(x).flatten().tolist(),
    }


class Lambda(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


linear = nn.Linear(5, 3)
pieces = nn.Linear(5, 6)
conv = nn.Conv2d(2, 3, 3, stride=2, padding=1)
norm = nn.BatchNorm2d(2, eps=1e-3)
with torch.no_grad():
    for p in (norm.weight, norm.bias, norm.running_mean):
        p.normal_()
    norm.running_var.uniform_(0.5, 2)

cases = [
    case("linear units=3 bias=true", linear, 5, parameters=linear.parameters()),
    case("conv filters=3 kernel=3 stride=2 padding=1", conv, 2, 6, 7, parameters=conv.parameters()),
    case("maxout units=3 pieces=2", nn.Sequential(pieces, Lambda(lambda z: z.reshape(-1, 3, 2).amax(2))), 5,
         parameters=pieces.parameters()),
    case("max-pool size=2 stride=2", nn.MaxPool2d(2), 2, 5, 6),
    case("avg-pool size=3 stride=2", nn.AvgPool2d(3, 2), 2, 7, 7),
    case("dropout rate=0.5", nn.Dropout(0.5), 4),
    case("batch-norm momentum=0.1 epsilon=0.001", norm, 2, 3, 3,
         parameters=(norm.weight, norm.bias, norm.running_mean, norm.running_var)),
    case("flatten", nn.Flatten(), 2, 3, 2),
    case("relu", nn.ReLU(), 6),
    case("leaky-relu slope=0.01", nn.LeakyReLU(0.01), 6),
    case("elu alpha=1.5", nn.ELU(1.5), 6),
    case("sigmoid", nn.Sigmoid(), 6),
    case("tanh", nn.Tanh(), 6),
    case("softmax", nn.Softmax(-1), 6),
    case("log-softmax", nn.LogSoftmax(-1), 6),
]
print(json.dumps({"torch": torch.__version__, "machine": f"{platform.system()} {platform.machine()}", "layers": cases}, indent=1))
