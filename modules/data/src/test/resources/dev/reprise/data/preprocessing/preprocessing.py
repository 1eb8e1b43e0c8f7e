"""Prints preprocessing.json: 60 rows of 5 features, the last one constant, scaled by NumPy."""

import json

import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(60, 4)) @ rng.normal(size=(4, 4)) + [1, 20, -3, 0.5]
x = np.hstack([x, np.full((60, 1), 7.0)]).astype(np.float32).astype(np.float64)
mean = x.mean(axis=0)
deviation = x.std(axis=0)
centered = x - mean
values, vectors = np.linalg.eigh(centered.T @ centered / len(x))
order = np.argsort(values)[::-1][:3]
values, vectors = values[order], vectors[:, order]
vectors = vectors * np.sign(vectors[np.abs(vectors).argmax(axis=0), range(3)])
print(
    json.dumps(
        {
            "x": x.tolist(),
            "mean": mean.tolist(),
            "standardized": (centered / np.where(deviation > 0, deviation, 1)).tolist(),
            "pca": (centered @ vectors).tolist(),
            "whitened": (centered @ vectors / np.sqrt(values + 0.01)).tolist(),
        }
    )
)
