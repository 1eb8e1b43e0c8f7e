"""Loads exported nets with PyTorch and NumPy, and prints how far they are from the golden outputs.

python3 proof.py GOLDEN=FILE...    (GOLDEN: the golden.json of the saved net; FILE: .safetensors, .npz or .pt)

The difference is relative to the largest output, where that is above 1.
"""
import json
import re
import sys

import numpy as np
import torch
from torch import nn


class Maxout(nn.Linear):
    def __init__(self, inputs, units, pieces):
        super().__init__(inputs, units * pieces)
        self.split = (-1, units, pieces)

    def forward(self, x):
        return super().forward(x).reshape(self.split).amax(2)


def read_safetensors(path):
    """The tensors and the metadata of a file, without the package."""
    types = {"F32": np.float32, "I64": np.int64}
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        array = np.frombuffer(data[start:end], types[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.tensor(array)
    return tensors, metadata


def read_npz(path):
    arrays = np.load(path)
    metadata = json.loads(bytes(arrays["metadata"]))
    return {name: torch.tensor(arrays[name]) for name in arrays if name != "metadata"}, metadata


def module(text, state, index, rows):
    """The PyTorch layer of a layer's text; its sizes are those of its parameters."""
    name, *words = text.split()
    value = {key: float(number) if re.match("[-0-9]", number) else number == "true" for key, number in
             (word.split("=") for word in words)}
    whole = {key: int(number) for key, number in value.items()}
    weight = state.get(f"{index}.weight")
    if name == "linear":
        return nn.Linear(weight.shape[1], weight.shape[0], bias=value["bias"])
    if name == "conv":
        return nn.Conv2d(weight.shape[1], weight.shape[0], whole["kernel"], whole["stride"], whole["padding"])
    if name == "maxout":
        return Maxout(weight.shape[1], whole["units"], whole["pieces"])
    if name == "batch-norm":
        norm = nn.BatchNorm1d if rows else nn.BatchNorm2d
        return norm(weight.shape[0], eps=value["epsilon"], momentum=value["momentum"])
    return {
        "max-pool": lambda: nn.MaxPool2d(whole["size"], whole["stride"]),
        "avg-pool": lambda: nn.AvgPool2d(whole["size"], whole["stride"]),
        "dropout": lambda: nn.Dropout(value["rate"]),
        "flatten": nn.Flatten,
        "relu": nn.ReLU,
        "leaky-relu": lambda: nn.LeakyReLU(value["slope"]),
        "elu": lambda: nn.ELU(value["alpha"]),
        "sigmoid": nn.Sigmoid,
        "tanh": nn.Tanh,
        "softmax": lambda: nn.Softmax(-1),
        "log-softmax": lambda: nn.LogSoftmax(-1),
    }[name]()


def sequential(text, state):
    """The nn.Sequential of a net's text, with its parameters."""
    shape, *layers = text.split(" | ")
    rows = shape.count(",") == 0
    modules = []
    for i, layer in enumerate(layers):
        rows = rows or layer == "flatten"
        modules.append(module(layer, state, i, rows))
    net = nn.Sequential(*modules)
    net.load_state_dict(state)  # strict: every name and shape
    return net.eval()


def scaled(x, steps):
    for step in steps:
        values = torch.tensor(step["values"]).reshape(step["shape"])
        if step["operator"] == "project":
            x = x.flatten(1) @ values
        else:
            x = {"subtract": torch.sub, "add": torch.add, "multiply": torch.mul, "divide": torch.div}[
                step["operator"]](x, values)
    return x


def difference(golden, path):
    inputs = torch.tensor(golden["inputs"])
    if path.endswith(".pt"):
        extra = {"metadata.json": ""}
        net = torch.jit.load(path, _extra_files=extra)
        shape = [-1, *json.loads(json.loads(extra["metadata.json"])["input"])]
        x = inputs.reshape(shape)
        output = net(x.to(torch.uint8) if len(shape) == 4 else x)
        expected = golden["probabilities"] or golden["outputs"]
    else:
        state, metadata = read_safetensors(path) if path.endswith(".safetensors") else read_npz(path)
        net = sequential(metadata["net"], state)
        output = net(scaled(inputs.reshape([-1, *json.loads(metadata["input"])]), json.loads(metadata["scaling"])))
        expected = golden["outputs"]
    expected = torch.tensor(expected)
    return ((output - expected).abs().max() / max(1, expected.abs().max())).item()


print(f"PyTorch {torch.__version__}, NumPy {np.__version__}")
with torch.no_grad():
    for argument in sys.argv[1:]:
        golden, path = argument.split("=")
        with open(golden) as file:
            print(f"{path.split('/')[-1]}: largest difference {difference(json.load(file), path):.1e}")
