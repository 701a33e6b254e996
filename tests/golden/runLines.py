"""Runs the lines of Python that a weights file carries, and compares their logits with those of a trace.

    /usr/bin/python3 tests/golden/runLines.py WEIGHTS.safetensors TRACE.safetensors

The lines stand in the file's metadata and in the page under File → Load in PyTorch. They are executed: run this on files
of your own only. Then the same weights are offered to nn.RNN, nn.GRU and nn.LSTM: a model that they do not hold must be
refused. Exit status 1 if the logits differ by more than 1e-4, or if such a model is taken.
"""

import json
import sys
import types

import torch
from recompute import read
from torch import nn

BOUND = 1e-4


def main(weights_path, trace_path):
    weights, meta = read(weights_path)
    trace, _ = read(trace_path)
    # The package safetensors is not needed: `read` stands in for its load_file.
    torch_part = types.ModuleType("safetensors.torch")
    torch_part.load_file = lambda path: read(weights_path)[0]
    sys.modules["safetensors"] = types.ModuleType("safetensors")
    sys.modules["safetensors.torch"] = torch_part
    names = {}
    exec(meta["pytorch"], names)  # noqa: S102, this is what is tested
    model = names["model"].double()
    model.load_state_dict(weights)
    with torch.no_grad():
        logits = model(trace["tokens"].long().unsqueeze(0))[0]
    error = (logits - trace["logits"]).abs().max().item()
    print(f"largest difference of the logits {error:.2e} (at most {BOUND:.0e})")

    size, layers, vocab = int(meta["hidden"]), int(meta["layers"]), len(json.loads(meta["vocabulary"]))
    width = int(meta["embedding"]) or vocab
    taken = []
    for kind in (nn.RNN, nn.GRU, nn.LSTM):
        part = {name[4:]: value for name, value in weights.items() if name.startswith("rnn.")}
        try:
            kind(width, size, layers).load_state_dict(part)
            taken.append(kind.__name__)
        except RuntimeError:
            pass
    print(f"taken by {', '.join(taken) or 'none of its own modules'}")
    held = {"lstm": True, "gru": meta["reset"] == "after", "rnn": meta["nonlinearity"] != "sigmoid"}[meta["cell"]]
    return 0 if error <= BOUND and bool(taken) == held else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
