"""Writes what PyTorch and NumPy users save, for ImportCommandTest.

python3 states.py FOLDER    (PyTorch 2.13 wrote the files kept beside this script)

The net is Linear(6, 4), ReLU, Linear(4, 3); outputs.json has its inputs and outputs.
"""
import json
import sys
from collections import OrderedDict

import numpy as np
import torch
from torch import nn

folder = sys.argv[1] + "/"
torch.manual_seed(1)
net = nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 3))
state = net.state_dict()
torch.save(state, folder + "state.pth")
torch.save({"epoch": 3, "loss": 0.5, "model": state, "note": None}, folder + "checkpoint.pth")
torch.save(OrderedDict(("fc" + name, value) for name, value in state.items()), folder + "names.pth")
torch.save({name: value.t().contiguous().t() for name, value in state.items()}, folder + "strided.pth")
torch.save({name: value.double() for name, value in state.items()}, folder + "double.pth")
torch.save(state, folder + "legacy.pth", _use_new_zipfile_serialization=False)
torch.save(net, folder + "module.pth")
torch.jit.script(net).save(folder + "script.pt")
np.savez(folder + "arrays.npz", **{name: value.numpy() for name, value in state.items()})
np.savez_compressed(folder + "compressed.npz", *[value.numpy() for value in state.values()])
x = torch.randn(5, 6)
with torch.no_grad():
    outputs = net(x)
with open(folder + "outputs.json", "w") as file:
    json.dump({"inputs": x.tolist(), "outputs": outputs.tolist()}, file)
