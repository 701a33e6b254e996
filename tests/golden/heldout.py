"""Recomputes a saved model's held-out loss with PyTorch, in float64, from its weights and the text.

    /usr/bin/python3 tests/golden/heldout.py WEIGHTS.safetensors TEXT.txt

TEXT is what File, Save text writes: the text as the models see it. What is scored stands in the weights' metadata, `held_out`:
the predictions of text[first + 1 … first + predictions], in stretches of `stretch`, each read from the zero state with the
`warm_up` characters before it. Where the page had measured the loss with these weights, both must agree within 1e-5 nats; exit
status 1 if not.
"""

import json
import math
import sys

import torch
from torch import nn

from recompute import cell_step, library_states, parameter, read

ABSOLUTE = 1e-5


def last_states(weights, meta, tokens):
    """The last layer's h at every timestep: by PyTorch's module, or from the equations for the forms that it lacks."""
    states = library_states(weights, meta, tokens)
    if states is not None:
        return states
    vocab = len(json.loads(meta["vocabulary"]))
    x = weights["embedding.weight"] if meta["input"] == "embedding" else torch.eye(vocab, dtype=torch.float64)
    inputs = list(x[tokens])
    for layer in range(int(meta["layers"])):
        named = [parameter(weights, kind, layer) for kind in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        h = c = torch.zeros(int(meta["hidden"]), dtype=torch.float64)
        for t, x_t in enumerate(inputs):
            step = cell_step(meta, *named, x_t, h, c)
            h, c = step["h"], step.get("c", c)
            inputs[t] = h
    return torch.stack(inputs)


def held_out_loss(weights, meta, text, about):
    """Mean loss in nats over everything that is scored."""
    index = {symbol: k for k, symbol in enumerate(json.loads(meta["vocabulary"]))}
    tokens = torch.tensor([index[symbol] for symbol in text])
    total, first, end = 0.0, about["first"], about["first"] + about["predictions"]
    while first < end:
        count = min(about["stretch"], end - first)
        begin = max(0, first - about["warm_up"])
        states = last_states(weights, meta, tokens[begin : first + count])[first - begin :]
        logits = states @ weights["head.weight"].T + weights["head.bias"]
        total += nn.functional.cross_entropy(logits, tokens[first + 1 : first + count + 1], reduction="sum").item()
        first += count
    return total / about["predictions"]


def main(weights_path, text_path):
    weights, meta = read(weights_path)
    about = json.loads(meta["held_out"])
    with open(text_path, encoding="utf-8", newline="") as file:
        text = file.read()
    if len(text) != int(meta["text_characters"]):
        sys.exit(f"the text has {len(text)} characters; the model's has {meta['text_characters']}")
    with torch.no_grad():
        loss = held_out_loss(weights, meta, text, about)
    print(f"{about['predictions']} of {about['of']} predictions: {loss:.6f} nats, {loss / math.log(2):.6f} bits per character")
    if "loss_nats" not in about:
        print("the page had not measured it with these weights")
        return 0
    error = abs(loss - about["loss_nats"])
    print(f"{'ok    ' if error <= ABSOLUTE else 'BEYOND'} absolute error {error:.2e} (at most {ABSOLUTE:.0e})")
    return 0 if error <= ABSOLUTE else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
