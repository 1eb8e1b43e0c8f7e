"""The exact run of cs231n's two-layer net in NumPy: python two-layer-net-exact.py FOLDER > two-layer-net-exact.json

FOLDER holds CIFAR-10. It keeps the losses of the first 20 iterations and of every 70th, and all accuracies.
"""
import json
import sys

import numpy as np


def load(files):
    records = np.concatenate([np.fromfile(sys.argv[1] + "/" + f, dtype=np.uint8).reshape(-1, 3073) for f in files])
    return records[:, 1:].astype(np.float64), records[:, 0].astype(np.int64)


X, y = load(["data_batch_%d.bin" % i for i in range(1, 6)])
Xv, yv = X[49000:].copy(), y[49000:]
X, y = X[:49000], y[:49000]
mean = X.mean(axis=0)
X -= mean
Xv -= mean

np.random.seed(231)
np.random.randn(3, 5)  # what the notebook draws before
np.random.randint(7, size=3)
np.random.normal(0, 1e-3, (5, 50))
np.random.normal(0, 1e-3, (50, 7))
P = {
    "W1": np.random.normal(0, 1e-3, (3072, 50)),
    "b1": np.zeros(50),
    "W2": np.random.normal(0, 1e-3, (50, 10)),
    "b2": np.zeros(10),
}


def scores(X):
    return np.maximum(X.dot(P["W1"]) + P["b1"], 0).dot(P["W2"]) + P["b2"]


def step(X, y, rate):
    z = X.dot(P["W1"]) + P["b1"]
    h = np.maximum(z, 0)
    s = h.dot(P["W2"]) + P["b2"]
    n = len(y)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    d = e / e.sum(axis=1, keepdims=True)
    loss = np.sum(-np.log(d[np.arange(n), y])) / n
    d[np.arange(n), y] -= 1
    d /= n
    dh = d.dot(P["W2"].T)
    dh[z < 0] = 0
    g = {"W1": X.T.dot(dh), "b1": dh.sum(0), "W2": h.T.dot(d), "b2": d.sum(0)}
    for name in P:
        P[name] = P[name] - rate * g[name]
    return float(loss)


def accuracy(X, y):
    return float((scores(X).argmax(axis=1) == y).mean())


rate, losses, train, validation = 1e-3, [], [], []
for t in range(4900):
    mask = np.random.choice(49000, 100)
    losses.append(step(X[mask], y[mask], rate))
    if (t + 1) % 490 == 0:
        rate *= 0.95
    if t == 0 or (t + 1) % 490 == 0:
        mask = np.random.choice(49000, 1000)
        train.append(accuracy(X[mask], y[mask]))
        validation.append(accuracy(Xv, yv))
kept = {t + 1: loss for t, loss in enumerate(losses) if t < 20 or (t + 1) % 70 == 0}
out = {"losses": kept, "train": train, "validation": validation}
print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in out.items()) + "\n}")
