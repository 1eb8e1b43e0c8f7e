"""cs231n's Solver with each update rule of its optim.py, on made-up data: python solver.py > solver.json"""
import json

import numpy as np


def sgd(w, dw, c, t):
    return w - c["learning_rate"] * dw


def momentum(w, dw, c, t):
    c["v"] = 0.9 * c.get("v", 0) - c["learning_rate"] * dw
    return w + c["v"]


def rmsprop(w, dw, c, t):
    c["cache"] = 0.99 * c.get("cache", 0) + (1 - 0.99) * dw * dw
    return w - c["learning_rate"] * dw / (np.sqrt(c["cache"]) + 1e-8)


def adam(w, dw, c, t):
    c["m"] = 0.9 * c.get("m", 0) + 0.1 * dw
    c["v"] = 0.999 * c.get("v", 0) + (1 - 0.999) * dw * dw
    m = c["m"] / (1 - 0.9**t)
    v = c["v"] / (1 - 0.999**t)
    return w - c["learning_rate"] * m / (np.sqrt(v) + 1e-8)


def scores(P, X):
    return np.maximum(X.dot(P["W1"]) + P["b1"], 0).dot(P["W2"]) + P["b2"]


def loss(P, X, y, reg):
    z = X.dot(P["W1"]) + P["b1"]
    h = np.maximum(z, 0)
    s = h.dot(P["W2"]) + P["b2"]
    n = len(y)
    e = np.exp(s - s.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    value = np.sum(-np.log(p[np.arange(n), y])) / n + 0.5 * reg * (np.sum(P["W1"] ** 2) + np.sum(P["W2"] ** 2))
    d = p.copy()
    d[np.arange(n), y] -= 1
    d /= n
    dh = d.dot(P["W2"].T)
    dh[z < 0] = 0
    return value, {
        "W1": X.T.dot(dh) + reg * P["W1"],
        "b1": dh.sum(axis=0),
        "W2": h.T.dot(d) + reg * P["W2"],
        "b2": d.sum(axis=0),
    }


def accuracy(P, X, y, samples):
    if samples is not None and len(X) > samples:
        mask = np.random.choice(len(X), samples)
        X, y = X[mask], y[mask]
    return float(np.mean(np.argmax(scores(P, X), axis=1) == y))


def train(rule, rate):
    np.random.seed(7)
    X, y = np.random.randn(95, 12), np.random.randint(4, size=95)
    Xv, yv = np.random.randn(40, 12), np.random.randint(4, size=40)
    P = {
        "W1": np.random.normal(0, 0.5, (12, 9)),
        "b1": np.zeros(9),
        "W2": np.random.normal(0, 0.5, (9, 4)),
        "b2": np.zeros(4),
    }
    configs = {p: {"learning_rate": rate} for p in P}
    out = {"losses": [], "train": [], "validation": []}
    best, best_accuracy = None, -1
    for t in range(4 * 9):
        mask = np.random.choice(95, 10)
        value, g = loss(P, X[mask], y[mask], 0.1)
        out["losses"].append(float(value))
        for p in P:
            P[p] = rule(P[p], g[p], configs[p], t + 1)
        end = (t + 1) % 9 == 0
        if end:
            for p in P:
                configs[p]["learning_rate"] *= 0.8
        if t == 0 or end:
            out["train"].append(accuracy(P, X, y, 50))
            out["validation"].append(accuracy(P, Xv, yv, None))
            if out["validation"][-1] > best_accuracy:
                best_accuracy = out["validation"][-1]
                best = {p: P[p].copy() for p in P}
    out["bestB2"] = best["b2"].tolist()
    return out


runs = {"sgd": train(sgd, 0.1), "momentum": train(momentum, 0.03), "rmsprop": train(rmsprop, 0.01), "adam": train(adam, 0.02)}
print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(run)}" for name, run in runs.items()) + "\n}")
