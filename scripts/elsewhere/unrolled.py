"""What the page does to a text and a network, in PyTorch: random numbers, text, windows, initial weights and files.

Used by train_elsewhere.py, which lies beside it.
"""
import collections
import json
import math
import os
import re
import struct
import sys

import torch
from torch import nn

GATES = {"rnn": ["h"], "gru": ["r", "z", "n"], "lstm": ["i", "f", "g", "o"]}
MODULES = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}
MAX_VOCABULARY = 4096
HELD_OUT_FROM = 2_000


# --- Random numbers, as in the page: sfc32, filled by splitmix32 from the seed and a hash of the stream's name -----------

MASK = 0xFFFFFFFF


class Random:
    def __init__(self, seed, stream):
        state = 0x811C9DC5
        for unit in stream.encode("ascii"):
            state = (state ^ unit) * 0x01000193 & MASK
        state ^= seed

        def mix():
            nonlocal state
            state = state + 0x9E3779B9 & MASK
            x = state ^ state >> 16
            x = x * 0x21F0AAAD & MASK
            x ^= x >> 15
            x = x * 0x735A2D97 & MASK
            return x ^ x >> 15

        self.a, self.b, self.c, self.counter = mix(), mix() ^ seed, mix(), mix()
        self.spare = None
        for _ in range(15):
            self.word()

    def word(self):
        b, c = self.b, self.c
        total = self.a + b + self.counter & MASK
        self.counter = self.counter + 1 & MASK
        self.a = b ^ b >> 9
        self.b = c + (c << 3) & MASK
        self.c = ((c << 21 | c >> 11) + total) & MASK
        return total

    def uniform(self):
        high, low = self.word() >> 5, self.word() >> 6
        return (high * 2**26 + low) / 2**53

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                scale = math.sqrt(-2 * math.log(s) / s)
                self.spare = v * scale
                return u * scale

    def integer(self, n):
        return math.floor(self.uniform() * n)


# --- Text -----------------------------------------------------------------------------------------------------------------


def read_text(path):
    """The text as the page reads it: UTF-8, line ends LF, no byte-order mark."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(f"{path} could not be read as UTF-8: {error}")
    return re.sub("\r\n?", "\n", text.lstrip("\ufeff"))


def common_symbols(text):
    """The text with at most as many symbols as the page takes: rare ones become U+FFFD."""
    counts = collections.Counter(text)
    if len(counts) <= MAX_VOCABULARY:
        return text
    counts.pop("\ufffd", None)
    ranked = sorted(counts, key=lambda symbol: (-counts[symbol], symbol))
    kept = set(ranked[: MAX_VOCABULARY - 1])
    return "".join(symbol if symbol in kept else "\ufffd" for symbol in text)


def trained_length(length):
    """Characters that are trained on. The last tenth of a text that is long enough is held out."""
    return length - length // 10 if length >= HELD_OUT_FROM else length


class Windows:
    """Which characters a training step reads: B contiguous streams of the text, a window of T characters of each."""

    def __init__(self, tokens, batch, unroll, seed):
        pairs = len(tokens) - 1
        self.tokens, self.seed = tokens, seed
        self.unroll = min(unroll, pairs)
        self.batch = min(batch, pairs // self.unroll)
        self.stream = pairs // self.batch
        self.per_epoch = self.stream // self.unroll
        self.offsets = {}

    def at(self, step, streams):
        """Inputs and targets [T, streams] of a step, and whether the state goes on from the window before."""
        epoch, window = divmod(step, self.per_epoch)
        if epoch not in self.offsets:
            slack = self.stream - self.per_epoch * self.unroll
            self.offsets = {epoch: Random(self.seed, f"epoch {epoch}").integer(slack + 1)}
        start = streams * self.stream + self.offsets[epoch] + window * self.unroll
        index = start + torch.arange(self.unroll, device=start.device).unsqueeze(1)
        return self.tokens[index], self.tokens[index + 1], window > 0


# --- Model ----------------------------------------------------------------------------------------------------------------


class Model(nn.Module):
    def __init__(self, spec, vocab):
        super().__init__()
        self.vocab = vocab
        if spec["embedding"]:
            self.embedding = nn.Embedding(vocab, spec["embedding"])
        options = {"nonlinearity": spec["nonlinearity"]} if spec["cell"] == "rnn" else {}
        self.rnn = MODULES[spec["cell"]](spec["embedding"] or vocab, spec["hidden"], spec["layers"], **options)
        self.head = nn.Linear(spec["hidden"], vocab)

    def forward(self, tokens, state):
        """Logits [T, B, V] and the state after tokens [T, B]; the state None is zero."""
        if hasattr(self, "embedding"):
            x = self.embedding(tokens)
        else:
            x = nn.functional.one_hot(tokens, self.vocab).to(self.head.weight.dtype)
        out, state = self.rnn(x, state)
        return self.head(out), state


def fill_orthogonal(block, random):
    """Gram–Schmidt on the rows of a Gaussian matrix, twice for each row."""
    for row in range(len(block)):
        v = torch.tensor([random.normal() for _ in range(len(block))], dtype=torch.float64)
        for _ in range(2):
            for other in range(row):
                v -= torch.dot(block[other], v) * block[other]
        block[row] = v / v.norm()


def initial_tensor(name, shape, settings, hidden):
    """The page's initial values of one parameter: each has a random stream of its own."""
    random = Random(settings["seed"], f"initial {name}")
    kind, is_bias, is_embedding = settings["initialisation"], len(shape) == 1, name.startswith("embedding.")
    count = math.prod(shape)

    def uniform(bound):
        return [(2 * random.uniform() - 1) * bound for _ in range(count)]

    if kind == "uniform":
        values = [random.normal() for _ in range(count)] if is_embedding else uniform(1 / math.sqrt(hidden))
    elif is_bias:
        values = [0.0] * count
    elif kind == "gaussian":
        values = [0.01 * random.normal() for _ in range(count)]
    elif is_embedding:
        values = uniform(0.05)
    elif name.startswith("rnn.weight_hh"):
        blocks = torch.zeros(shape, dtype=torch.float64)
        for block in blocks.split(shape[1]):
            fill_orthogonal(block, random)
        return blocks
    else:
        values = uniform(math.sqrt(6 / (shape[0] + shape[1])))
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def initial_weights(model, spec, settings, counts):
    """The page's initial weights, rounded to float32 as there. `counts`: how often each symbol is in the trained text."""
    tensors = {}
    for name, parameter in model.named_parameters():
        value = initial_tensor(name, tuple(parameter.shape), settings, spec["hidden"])
        if spec["cell"] == "lstm" and name.startswith("rnn.bias_"):
            forget = slice(spec["hidden"], 2 * spec["hidden"])
            value[forget] = settings["forgetBias"] if name.startswith("rnn.bias_ih") else 0.0
        if name == "head.bias" and settings["headBias"] == "unigram":
            value = torch.log(counts.double().clamp(min=0.5) / counts.sum())
        tensors[name] = value.float()
    return tensors


# --- Files: safetensors, with the page's metadata -------------------------------------------------------------------------


def read_weights(path):
    """Tensors and metadata of a file that the page or this script has written."""
    with open(path, "rb") as file:
        data = file.read()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    meta = header.pop("__metadata__", {})
    if meta.get("format") != "unrolled-weights":
        sys.exit(f"{path} holds no weights that the page has saved.")
    tensors = {}
    for name, about in header.items():
        begin, end = (8 + length + offset for offset in about["data_offsets"])
        tensors[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).reshape(about["shape"])
    return tensors, meta


def compact(value):
    """JSON as the page writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_weights(path, model, metadata):
    """Writes the file beside and renames it then, so that there is a whole file at any moment."""
    header, parts, end = {"__metadata__": metadata}, [], 0
    for name, parameter in model.named_parameters():
        part = parameter.detach().float().cpu().contiguous().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(parameter.shape), "data_offsets": [end, end + len(part)]}
        parts.append(part)
        end += len(part)
    text = compact(header).encode("utf-8")
    text += b" " * (-len(text) % 8)
    with open(f"{path}.part", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))
    os.replace(f"{path}.part", path)


def metadata_of(spec, settings, symbols, step, about):
    return {
        "format": "unrolled-weights",
        "version": "1",
        "cell": spec["cell"],
        "hidden": str(spec["hidden"]),
        "layers": str(spec["layers"]),
        "reset": spec["reset"],
        "nonlinearity": spec["nonlinearity"],
        "input": "embedding" if spec["embedding"] else "one-hot",
        "embedding": str(spec["embedding"]),
        "gates": " ".join(GATES[spec["cell"]]),
        "vocabulary": compact(symbols),
        "settings": compact({key: str(value) for key, value in settings.items()}),
        "seed": str(settings["seed"]),
        "steps": str(step),
        **about,
    }
