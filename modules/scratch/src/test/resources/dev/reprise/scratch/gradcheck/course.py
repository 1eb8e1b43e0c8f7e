"""The checks of cs231n's assignment 1 (two_layer_net.ipynb) with its inputs: python course.py > course.json

Layers, losses and net are those that cs231n.txt prints; the differences are the course's gradient_check.py.
"""
import json

import numpy as np


def affine_forward(x, w, b):
    return x.reshape(x.shape[0], -1).dot(w) + b


def affine_backward(dout, x, w):
    rows = x.reshape(x.shape[0], -1)
    return dout.dot(w.T).reshape(x.shape), rows.T.dot(dout), dout.sum(axis=0)


def softmax_loss(x, y):
    n = len(y)
    e = np.exp(x - x.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = np.sum(-np.log(p[np.arange(n), y])) / n
    p[np.arange(n), y] -= 1
    return loss, p / n


def svm_loss(x, y):
    n = len(y)
    margin = x - x[np.arange(n), y].reshape(n, -1) + 1.0
    margin[np.arange(n), y] = 0
    margin = np.maximum(margin, 0)
    dx = (margin > 0).astype(float)
    dx[np.arange(n), y] -= (margin > 0).sum(axis=1)
    return margin.sum() / n, dx / n


def rel_error(x, y):
    return float(np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y))))


def numeric_array(f, x, df, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        old = x[i]
        x[i] = old + h
        above = f().copy()
        x[i] = old - h
        below = f().copy()
        x[i] = old
        grad[i] = np.sum((above - below) * df) / (2 * h)
    return grad


def numeric(f, x, h=1e-5):
    return numeric_array(lambda: np.array(f()), x, 1.0, h)


def net_loss(P, X, y, reg):
    z = affine_forward(X, P["W1"], P["b1"])
    hidden = np.maximum(z, 0)
    scores = affine_forward(hidden, P["W2"], P["b2"])
    loss, d = softmax_loss(scores, y)
    loss += 0.5 * reg * (np.sum(P["W1"] ** 2) + np.sum(P["W2"] ** 2))
    g = {}
    d, g["W2"], g["b2"] = affine_backward(d, hidden, P["W2"])
    d[z < 0] = 0
    d, g["W1"], g["b1"] = affine_backward(d, X, P["W1"])
    g["W1"] += reg * P["W1"]
    g["W2"] += reg * P["W2"]
    return loss, g, scores


out = {"numpy": np.__version__}

x = np.linspace(-0.1, 0.5, num=240).reshape(2, 4, 5, 6)
w = np.linspace(-0.2, 0.3, num=360).reshape(120, 3)
b = np.linspace(-0.3, 0.1, num=3)
printed = np.array([[1.49834967, 1.70660132, 1.91485297], [3.25553199, 3.5141327, 3.77273342]])
out["affineForward"] = affine_forward(x, w, b).ravel().tolist()
out["affineForwardError"] = rel_error(affine_forward(x, w, b), printed)

np.random.seed(231)
x, w, b, dout = np.random.randn(10, 2, 3), np.random.randn(6, 5), np.random.randn(5), np.random.randn(10, 5)
analytic = affine_backward(dout, x, w)
out["affineBackwardErrors"] = [
    rel_error(numeric_array(lambda: affine_forward(x, w, b), array, dout), gradient)
    for array, gradient in zip((x, w, b), analytic)
]

x = np.linspace(-0.5, 0.5, num=12).reshape(3, 4)
printed = np.array([[0, 0, 0, 0], [0, 0, 0.04545455, 0.13636364], [0.22727273, 0.31818182, 0.40909091, 0.5]])
out["reluForward"] = np.maximum(x, 0).ravel().tolist()
out["reluForwardError"] = rel_error(np.maximum(x, 0), printed)

np.random.seed(231)
x, dout = np.random.randn(10, 10), np.random.randn(10, 10)
out["reluBackwardError"] = rel_error(numeric_array(lambda: np.maximum(x, 0), x, dout), dout * (x > 0))

np.random.seed(231)
x, y = 0.001 * np.random.randn(50, 10), np.random.randint(10, size=50)
for name, loss in (("svm", svm_loss), ("softmax", softmax_loss)):
    value, gradient = loss(x, y)
    out[name + "Loss"] = float(value)
    out[name + "Error"] = rel_error(numeric(lambda: loss(x, y)[0], x), gradient)

P = {
    "W1": np.linspace(-0.7, 0.3, num=250).reshape(5, 50),
    "b1": np.linspace(-0.1, 0.9, num=50),
    "W2": np.linspace(-0.3, 0.4, num=350).reshape(50, 7),
    "b2": np.linspace(-0.9, 0.1, num=7),
}
X = np.linspace(-5.5, 4.5, num=15).reshape(5, 3).T
y = np.array([0, 5, 1])
out["netScores"] = net_loss(P, X, y, 0.0)[2].ravel().tolist()
out["netLoss"] = float(net_loss(P, X, y, 0.0)[0])
out["netLossOfReg1"] = float(net_loss(P, X, y, 1.0)[0])
for reg in (0.0, 0.7):
    gradients = net_loss(P, X, y, reg)[1]
    out["netErrorsOfReg%s" % reg] = {
        name: rel_error(numeric(lambda: net_loss(P, X, y, reg)[0], P[name]), gradients[name]) for name in P
    }
print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in out.items()) + "\n}")
