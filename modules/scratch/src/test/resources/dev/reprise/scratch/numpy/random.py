"""What NumPy's legacy generator draws: python random.py > random.json"""
import json

import numpy as np

np.random.seed(231)
drawn = {
    "numpy": np.__version__,
    "randn": np.random.randn(3, 5).ravel().tolist(),  # an odd number: the pair's second comes next
    "randint": np.random.randint(7, size=3).tolist(),
    "normal": np.random.normal(0, 1e-3, (2, 4)).ravel().tolist(),
    "choice": np.random.choice(49000, 100).tolist(),
    "uniform": np.random.uniform(-2, 3, 20).tolist(),
    "permutation": np.random.permutation(1000).tolist(),
    "randintOfOne": np.random.randint(1, size=4).tolist(),  # takes nothing from the generator
    "permutationOfOne": np.random.permutation(1).tolist(),
    "randn2": np.random.randn(700).tolist(),  # several turns of the twister
}
np.random.seed(4294967295)
drawn["largestSeed"] = np.random.randint(2**31 - 1, size=5).tolist()
np.random.seed(0)
drawn["zeroSeed"] = np.random.uniform(0, 1, 5).tolist()
print("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in drawn.items()) + "\n}")
