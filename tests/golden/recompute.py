"""Recomputes a saved trace from saved weights with PyTorch, in float64, and compares every number.

    /usr/bin/python3 tests/golden/recompute.py WEIGHTS.safetensors TRACE.safetensors

Both files are read by the few lines below, not by the page's own code. Gates are computed step by step from the equations;
nn.RNN, nn.LSTM and nn.GRU run beside them as a second witness (nn.GRU cannot hold a reset gate before the product).
Channels, logits and loss must agree within 1e-5, gradients within 1e-4 of the largest of their kind; exit status 1 if not.
"""

import json
import struct
import sys

import torch
from torch import nn

ABSOLUTE, RELATIVE = 1e-5, 1e-4
STORED = {"F32": ("f", 4), "F64": ("d", 8), "I32": ("i", 4)}
GATES = {"rnn": "h", "gru": "rzn", "lstm": "ifgo"}


def read(path):
    """The tensors of a safetensors file as float64, and its metadata."""
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        code, size = STORED[entry["dtype"]]
        values = struct.unpack(f"<{(end - begin) // size}{code}", content[begin:end])
        tensors[name] = torch.tensor(values, dtype=torch.float64).reshape(entry["shape"])
    return tensors, metadata


def parameter(weights, kind, layer):
    """A layer's weight_ih, weight_hh, bias_ih or bias_hh. What PyTorch's modules do not hold has names of its own."""
    own = f"rnn.cells.{layer}.{kind}"
    return weights[own] if own in weights else weights[f"rnn.{kind}_l{layer}"]


def cell_step(meta, w_ih, w_hh, b_ih, b_hh, x, h, c):
    """One timestep of one layer: every channel by its letter, as the equations have them."""
    cell = meta["cell"]
    size = h.shape[0]
    zi = w_ih @ x + b_ih
    if cell == "rnn":
        phi = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid}[meta["nonlinearity"]]
        return {"h": phi(zi + w_hh @ h + b_hh)}
    if cell == "lstm":
        zi, zf, zg, zo = (zi + w_hh @ h + b_hh).split(size)
        i, f, g, o = torch.sigmoid(zi), torch.sigmoid(zf), torch.tanh(zg), torch.sigmoid(zo)
        c = f * c + i * g
        return {"i": i, "f": f, "g": g, "o": o, "c": c, "h": o * torch.tanh(c)}
    (xr, xz, xn), (wr, wz, wn), (br, bz, bn) = zi.split(size), w_hh.split(size), b_hh.split(size)
    r, z = torch.sigmoid(xr + wr @ h + br), torch.sigmoid(xz + wz @ h + bz)
    if meta["reset"] == "after":
        n = torch.tanh(xn + r * (wn @ h + bn))
    else:
        n = torch.tanh(xn + wn @ (r * h) + bn)
    return {"r": r, "z": z, "n": n, "h": (1 - z) * n + z * h}


def recompute(weights, meta, tokens):
    """Everything that a trace holds, by its name in the file, with gradients taken by autograd."""
    cell, size, layers = meta["cell"], int(meta["hidden"]), int(meta["layers"])
    vocab = len(json.loads(meta["vocabulary"]))
    x = weights["embedding.weight"] if meta["input"] == "embedding" else torch.eye(vocab, dtype=torch.float64)
    inputs = list(x[tokens])
    found, watched = {}, {}
    for layer in range(layers):
        named = [parameter(weights, kind, layer) for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        h = torch.zeros(size, dtype=torch.float64)
        c = torch.zeros(size, dtype=torch.float64)
        steps = []
        for x_t in inputs:
            step = cell_step(meta, *named, x_t, h, c)
            for letter in "hc":
                if letter in step:
                    step[letter].retain_grad()
            h, c = step["h"], step.get("c", c)
            steps.append(step)
        inputs = [step["h"] for step in steps]
        for letter in steps[0]:
            found[f"{cell}.{layer}.{letter}"] = torch.stack([step[letter] for step in steps])
        for letter in "hc" if cell == "lstm" else "h":
            watched[f"{cell}.{layer}.grad_{letter}"] = [step[letter] for step in steps]
    logits = torch.stack(inputs) @ weights["head.weight"].T + weights["head.bias"]
    loss = nn.functional.cross_entropy(logits[:-1], tokens[1:], reduction="none")
    loss.mean().backward()
    for name, states in watched.items():
        zero = torch.zeros(size, dtype=torch.float64)
        found[name] = torch.stack([zero if state.grad is None else state.grad for state in states])
    found.update(logits=logits, loss=loss)
    return {name: values.detach() for name, values in found.items()}


def library_states(weights, meta, tokens):
    """The last layer's h by PyTorch's own module; None for the one form that it lacks."""
    cell, size, layers = meta["cell"], int(meta["hidden"]), int(meta["layers"])
    if (cell == "gru" and meta["reset"] == "before") or (cell == "rnn" and meta["nonlinearity"] == "sigmoid"):
        return None
    width = weights["rnn.weight_ih_l0"].shape[1]
    kind = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}[cell]
    options = {"nonlinearity": meta["nonlinearity"]} if cell == "rnn" else {}
    module = kind(width, size, layers, **options).double()
    module.load_state_dict({name[4:]: value for name, value in weights.items() if name.startswith("rnn.")})
    x = weights["embedding.weight"] if meta["input"] == "embedding" else torch.eye(width, dtype=torch.float64)
    with torch.no_grad():
        return module(x[tokens].unsqueeze(1))[0].squeeze(1)


def main(weights_path, trace_path):
    weights, meta = read(weights_path)
    trace, said = read(trace_path)
    for key in ("cell", "hidden", "layers", "reset", "nonlinearity", "input", "vocabulary"):
        if meta[key] != said[key]:
            sys.exit(f"weights and trace disagree on {key}: {meta[key]} and {said[key]}")
    if meta["steps"] != said["step"]:
        sys.exit(f"the weights have {meta['steps']} steps, the trace was made at {said['step']}")
    tokens = trace.pop("tokens").long()
    for values in weights.values():
        values.requires_grad_()
    expected = recompute(weights, meta, tokens)
    weights = {name: values.detach() for name, values in weights.items()}
    if set(expected) != set(trace):
        sys.exit(f"the trace's names differ: {sorted(set(expected) ^ set(trace))}")

    good = True
    for name, values in trace.items():
        error = (values - expected[name]).abs().max().item() if values.numel() else 0.0
        bound, unit = ABSOLUTE, "absolute"
        if ".grad_" in name:
            error /= max(expected[name].abs().max().item(), 1e-30)
            bound, unit = RELATIVE, "relative"
        passed = error <= bound
        good &= passed
        print(f"{'ok    ' if passed else 'BEYOND'} {name:<16} {unit} error {error:.2e} (at most {bound:.0e})")
    states = library_states(weights, meta, tokens)
    if states is not None:
        name = f"{meta['cell']}.{int(meta['layers']) - 1}.h"
        error = (trace[name] - states).abs().max().item()
        good &= error <= ABSOLUTE
        print(f"{'ok    ' if error <= ABSOLUTE else 'BEYOND'} {name:<16} absolute error {error:.2e} against nn.{meta['cell'].upper()}")
    print("all agree" if good else "some numbers are beyond their bounds")
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
