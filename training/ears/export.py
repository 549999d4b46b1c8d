"""Writes weights as JSON: float16 numbers in base64, with their shapes."""
import base64
import json

import numpy as np


def write(path, name, mean, scale, model):
    tensors = {}
    for key, value in model.state_dict().items():
        array = value.numpy().astype(np.float16)
        tensors[key] = {"shape": list(array.shape), "float16": base64.b64encode(array.tobytes()).decode()}
    with open(path, "w", encoding="utf8") as file:
        json.dump({"model": name, "inputMean": float(mean), "inputScale": float(scale), "tensors": tensors}, file, indent=1)
        file.write("\n")
