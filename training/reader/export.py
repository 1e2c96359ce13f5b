"""The trained reader as float weights for `newsglass-train reader`: `export.py --weights FILE.pt --out FILE.safetensors`."""

import argparse

import torch
from safetensors.torch import save_file

HEADS = "head."


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    given = parser.parse_args()
    weights = torch.load(given.weights, weights_only=True)
    tensors = {}
    for name, value in weights.items():
        if not name.startswith(HEADS) and name.split(".")[0] in ("table", "position", "shape", "gap"):
            name = name.removesuffix(".weight")
        if name == "head.far.weight":
            # A weight for each kind of mention and each distance, not a matrix of states.
            value = value.reshape(-1, 12)
            tensors["head.far.bias"] = torch.zeros(len(value))
        tensors[name] = value.float().contiguous()
    save_file(tensors, given.out)
    print(f"{len(tensors)} tensors, {sum(t.numel() for t in tensors.values())} numbers")


if __name__ == "__main__":
    main()
