"""The first losses of scripts/elsewhere/train_elsewhere.py, and files that it wrote, for the tests of the page's own training.

Run with a Python that has torch (Debian: /usr/bin/python3 with python3-torch):

    python3 tests/golden/elsewhere.py

It writes beside itself
- elsewhere.json: a text; for each case the settings that differ from the page's, and the losses of the first 20 steps in
  float64 from initial weights that the script made itself;
- elsewhere-start.safetensors: a small LSTM with random weights, no two gates or biases alike;
- elsewhere-trained.safetensors: the same after 20 steps of `--from`, whose losses are in elsewhere.json as well.
"""
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "scripts", "elsewhere"))

import torch  # noqa: E402
import train_elsewhere  # noqa: E402
import unrolled  # noqa: E402

STEPS = 20
# Shared by all cases: the text is short, so that 20 steps reach into a second epoch.
SMALL = {"hidden": 7, "unroll": 32, "batch": 4}
CASES = [
    {"cell": "lstm", **SMALL},
    {"cell": "rnn", **SMALL, "seed": 5, "clipKind": "none", "learningRate": 0.02},
    {"cell": "gru", **SMALL, "layers": 2, "initialisation": "glorot-orthogonal", "optimizer": "rmsprop", "seed": 4294967295},
    {"cell": "rnn", **SMALL, "nonlinearity": "relu", "input": "embedding", "embedding": 3, "optimizer": "adagrad-minchar",
     "learningRate": 0.1, "reduction": "sum", "clipKind": "value", "clipMax": 0.3},
    {"cell": "gru", **SMALL, "input": "embedding", "embedding": 5, "optimizer": "adagrad", "headBias": "plain"},
    {"cell": "lstm", **SMALL, "layers": 2, "initialisation": "gaussian", "optimizer": "sgd", "learningRate": 0.5,
     "forgetBias": -0.5, "clipMax": 0.05},
    {"cell": "lstm", "hidden": 2, "unroll": 5000, "batch": 3, "learningRate": 0.01},
]
START = {"cell": "lstm", "hidden": 5, "layers": 2, "input": "embedding", "embedding": 3, "unroll": 24, "batch": 3,
         "learningRate": 0.03, "seed": 9}


def made_text():
    """Words in an order that a small generator draws; line ends of Windows, a byte-order mark, symbols of every plane."""
    words = ["harbour", "bell", "“who?”", "rang", "🙂", "ﬁn", "(the sea)", "42", "straße", "answered"]
    state, parts = 12345, ["\ufeff"]
    for k in range(380):
        state = (state * 1103515245 + 12345) % 2**31
        parts.append(words[state // 65536 % len(words)] + ("\r\n" if k % 9 == 8 else " "))
    return "".join(parts)


def losses_of(settings, text, *more):
    options = [part for name, value in settings.items() for part in (train_elsewhere.option(name), str(value))]
    # Written as one word, because a value may begin with a minus sign.
    joined = [f"{name}={value}" for name, value in zip(options[::2], options[1::2])]
    return train_elsewhere.main([text, *joined, "--steps", str(STEPS), "--precision", "float64", *more])


def write_start(path, symbols):
    """Random weights, rounded to float32 as in every file."""
    torch.manual_seed(11)
    settings = {name: START.get(name, default) for name, (default, _) in train_elsewhere.SETTINGS.items()}
    settings.update(epsilon=1e-8, beta2=0.999)
    spec = {key: START.get(key, train_elsewhere.SETTINGS.get(key, (None,))[0])
            for key in ("cell", "hidden", "layers", "embedding", "nonlinearity", "reset")}
    model = unrolled.Model(spec, len(symbols))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape) * 0.6 + 0.05)
    unrolled.write_weights(path, model, unrolled.metadata_of(spec, settings, symbols, 0, {}))


def main():
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        text, out = os.path.join(folder, "text.txt"), os.path.join(folder, "out.safetensors")
        with open(text, "w", encoding="utf-8", newline="") as file:
            file.write(made_text())
        cases = [{"settings": case, "losses": losses_of(case, text, "--out", out)} for case in CASES]
        start, trained = (os.path.join(HERE, f"elsewhere-{name}.safetensors") for name in ("start", "trained"))
        write_start(start, sorted(set(unrolled.read_text(text))))
        from_file = losses_of({}, text, "--from", start, "--out", trained)
    with open(os.path.join(HERE, "elsewhere.json"), "w", encoding="utf-8") as file:
        json.dump({"text": made_text(), "cases": cases, "fromFile": from_file}, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
