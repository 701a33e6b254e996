"""Trains one of the page's networks with PyTorch, on any text and any machine, and writes the file that the page opens.

    python3 train_elsewhere.py TEXT.txt --cell lstm --hidden 64 --steps 1000 --out weights.safetensors
    python3 train_elsewhere.py TEXT.txt --from weights.safetensors --steps 1000 --out trained.safetensors
    torchrun --nproc_per_node=2 train_elsewhere.py TEXT.txt --cell gru --steps 1000

Settings have the page's names and defaults. Text, vocabulary, windows, initial weights, loss, clipping and optimizer are the
page's, so that both compute the same losses from the same start. With `--from` the model, its vocabulary, its settings and
its step come from a saved file; a setting that is also given here wins, unless it is part of the model.

It needs Python 3.9 or newer and PyTorch 1.13 or newer, and nothing else. docs/train-elsewhere.md says more.
"""
import argparse
import csv
import json
import os
import sys

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel

import unrolled

# The page's settings: name in the file, default, choices or type.
SETTINGS = {
    "hidden": (64, int),
    "layers": (1, int),
    "input": ("one-hot", ["one-hot", "embedding"]),
    "embedding": (16, int),
    "nonlinearity": ("tanh", ["tanh", "relu"]),
    "reset": ("after", ["after"]),
    "unroll": (64, int),
    "batch": (32, int),
    "seed": (1, int),
    "initialisation": ("uniform", ["uniform", "glorot-orthogonal", "gaussian"]),
    "headBias": ("unigram", ["unigram", "plain"]),
    "forgetBias": (1.0, float),
    "optimizer": ("adam", ["sgd", "adagrad", "adagrad-minchar", "rmsprop", "adam"]),
    "learningRate": (5e-3, float),
    "epsilon": (None, float),
    "beta1": (0.9, float),
    "beta2": (None, float),
    "clipKind": ("norm", ["norm", "value", "none"]),
    "clipMax": (1.0, float),
    "reduction": ("mean", ["mean", "sum"]),
}
# These are part of a saved model and cannot be chosen for it anew.
OF_THE_MODEL = ["cell", "hidden", "layers", "input", "embedding", "nonlinearity", "reset"]


class AdagradInsideRoot(torch.optim.Optimizer):
    """min-char-rnn's Adagrad, with epsilon inside the root: p -= lr * g / sqrt(sum of g² + epsilon)."""

    def __init__(self, params, lr, eps):
        super().__init__(params, {"lr": lr, "eps": eps})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                memory = self.state[p].setdefault("memory", torch.zeros_like(p))
                memory += p.grad * p.grad
                p -= group["lr"] * p.grad / torch.sqrt(memory + group["eps"])


def make_optimizer(parameters, settings):
    kind, rate, eps = settings["optimizer"], settings["learningRate"], settings["epsilon"]
    if kind == "sgd":
        return torch.optim.SGD(parameters, lr=rate)
    if kind == "adagrad":
        return torch.optim.Adagrad(parameters, lr=rate, eps=eps)
    if kind == "adagrad-minchar":
        return AdagradInsideRoot(parameters, rate, eps)
    if kind == "rmsprop":
        return torch.optim.RMSprop(parameters, lr=rate, alpha=settings["beta2"], eps=eps)
    return torch.optim.Adam(parameters, lr=rate, betas=(settings["beta1"], settings["beta2"]), eps=eps)


def clip(parameters, settings):
    """Clips the gradient in place; returns its norm before."""
    parameters = list(parameters)
    norm = torch.linalg.vector_norm(torch.stack([p.grad.norm() for p in parameters])).item()
    if settings["clipKind"] == "norm":
        nn.utils.clip_grad_norm_(parameters, settings["clipMax"])
    elif settings["clipKind"] == "value":
        nn.utils.clip_grad_value_(parameters, settings["clipMax"])
    return norm


def detached(state):
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def train(model, windows, settings, first, steps, device):
    """Yields step, loss in nats per character before the update, and gradient norm before clipping, for every step.

    Started by torchrun, each process reads its share of the streams. DistributedDataParallel averages the gradients.
    """
    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    if world > windows.batch:
        sys.exit(f"{world} processes cannot share {windows.batch} streams: start fewer, or set a larger --batch.")
    streams = torch.arange(rank, windows.batch, world, device=device)
    on_gpu = [device.index] if device.type == "cuda" else None
    parallel = DistributedDataParallel(model, device_ids=on_gpu) if world > 1 else model
    optimizer = make_optimizer(model.parameters(), settings)
    characters = windows.unroll * windows.batch
    divisor = characters if settings["reduction"] == "mean" else windows.batch
    state = None
    for step in range(first, first + steps):
        x, y, goes_on = windows.at(step, streams)
        logits, state = parallel(x, detached(state) if goes_on and state is not None else None)
        total = nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten(), reduction="sum")
        optimizer.zero_grad()
        # Times the processes, because the gradients of all are averaged and not added.
        (total / divisor * world).backward()
        norm = clip(model.parameters(), settings)
        optimizer.step()
        total = total.detach()
        if world > 1:
            dist.all_reduce(total)
        yield step + 1, total.item() / characters, norm


@torch.no_grad()
def held_out_loss(model, tokens, stretch=1_000):
    """Mean loss over a text, read once from the zero state; None where nothing is held out."""
    total, state = 0.0, None
    for begin in range(0, len(tokens) - 1, stretch):
        part = tokens[begin : begin + stretch + 1]
        logits, state = model(part[:-1].unsqueeze(1), state)
        total += nn.functional.cross_entropy(logits.squeeze(1), part[1:], reduction="sum").item()
    return total / (len(tokens) - 1) if len(tokens) > 1 else None


def arguments(given):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", help="the text, UTF-8")
    parser.add_argument("--steps", type=int, default=1_000, help="training steps to take")
    parser.add_argument("--out", default="weights.safetensors", help="the file that is written")
    parser.add_argument("--from", dest="start", metavar="FILE", help="weights to start from, saved by the page or by this script")
    parser.add_argument("--losses", metavar="FILE", help="also write a table of all losses (CSV)")
    parser.add_argument("--every", type=int, default=100, help="steps between two lines of progress")
    parser.add_argument("--save-every", type=int, default=1_000, help="steps between two savings of the file")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    parser.add_argument("--precision", choices=["float32", "float64"], default="float32")
    parser.add_argument("--cell", choices=list(unrolled.GATES), help="lstm unless it is given")
    for name, (default, kind) in SETTINGS.items():
        words = {"type": kind} if isinstance(kind, type) else {"choices": kind}
        shown = "the optimizer's own" if default is None else default
        parser.add_argument(option(name), dest=name, help=f"{shown} unless it is given", **words)
    return parser.parse_args(given)


def option(name):
    """--learning-rate for learningRate."""
    return "--" + "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)


def chosen_settings(args, saved):
    """The settings: those that are given, else those of the saved file, else the page's defaults."""
    settings = {}
    for name, (default, kind) in SETTINGS.items():
        given, value = getattr(args, name), saved.get(name, default)
        settings[name] = given if given is not None else kind(value) if isinstance(kind, type) and value is not None else value
    kind = settings["optimizer"]
    if args.optimizer or settings["epsilon"] is None:
        settings["epsilon"] = args.epsilon or (1e-10 if kind == "adagrad" else 1e-8)
    if args.optimizer or settings["beta2"] is None:
        settings["beta2"] = args.beta2 or (0.99 if kind == "rmsprop" else 0.999)
    return settings


def chosen_spec(args, settings, meta):
    """Cell and sizes: of the saved file where there is one."""
    if meta is None:
        width = settings["embedding"] if settings["input"] == "embedding" else 0
        spec = {key: settings[key] for key in ("hidden", "layers", "nonlinearity", "reset")}
        return {"cell": args.cell or "lstm", "embedding": width, **spec}
    for name in OF_THE_MODEL:
        if getattr(args, name) is not None:
            sys.exit(f"{option(name)} is part of the saved model: leave it out, or leave out --from.")
    spec = {"cell": meta["cell"], "nonlinearity": meta["nonlinearity"], "reset": meta["reset"]}
    if spec["cell"] == "gru" and spec["reset"] != "after":
        sys.exit("This GRU applies its reset gate before the matrix product, which nn.GRU cannot: choose a GRU with it after.")
    if spec["cell"] == "rnn" and spec["nonlinearity"] == "sigmoid":
        sys.exit("This RNN has the logistic function, which nn.RNN has not: choose an RNN with tanh or ReLU.")
    return {**spec, **{key: int(meta[key]) for key in ("hidden", "layers", "embedding")}}


def prepared_text(path, symbols):
    """The text's symbols and tokens. `symbols` is the vocabulary of a saved model, or None."""
    text = unrolled.read_text(path)
    if symbols is None:
        text = unrolled.common_symbols(text)
        symbols = sorted(set(text))
    index = {symbol: token for token, symbol in enumerate(symbols)}
    unknown = next((symbol for symbol in text if symbol not in index), None)
    if unknown is not None:
        sys.exit(f"The saved model does not know the character {unknown!r}: take its own text, or leave out --from.")
    if len(text) < 2:
        sys.exit(f"{path} has {len(text)} characters: there is nothing to predict.")
    return symbols, torch.tensor([index[symbol] for symbol in text])


def start_processes(args):
    """The device of this process. Started by torchrun, it first meets the others."""
    is_gpu = args.device == "cuda" or (args.device == "auto" and torch.cuda.is_available())
    local = int(os.environ.get("LOCAL_RANK", 0))
    if "RANK" in os.environ:
        dist.init_process_group("nccl" if is_gpu else "gloo")
    # Shorter mantissas are faster, but the losses would not be the page's.
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False
    if is_gpu:
        torch.cuda.set_device(local)
    return torch.device("cuda", local) if is_gpu else torch.device("cpu")


def main(given=None):
    """Trains; returns the losses of all steps."""
    args = arguments(given)
    tensors, meta = unrolled.read_weights(args.start) if args.start else (None, None)
    settings = chosen_settings(args, json.loads(meta["settings"]) if meta else {})
    spec = chosen_spec(args, settings, meta)
    symbols, tokens = prepared_text(args.text, json.loads(meta["vocabulary"]) if meta else None)
    first = int(meta["steps"]) if meta else 0
    trained = unrolled.trained_length(len(tokens))
    device = start_processes(args)
    is_first = not dist.is_initialized() or dist.get_rank() == 0

    model = unrolled.Model(spec, len(symbols))
    counts = torch.bincount(tokens[:trained], minlength=len(symbols))
    model.load_state_dict(tensors or unrolled.initial_weights(model, spec, settings, counts))
    model.to(device, torch.float64 if args.precision == "float64" else torch.float32)
    tokens = tokens.to(device)
    windows = unrolled.Windows(tokens[:trained], settings["batch"], settings["unroll"], settings["seed"])
    about = {
        "text": os.path.basename(args.text),
        "text_characters": str(len(tokens)),
        "trained_characters": str(trained),
        "trained_by": f"train_elsewhere.py, PyTorch {torch.__version__}",
    }

    def save(step):
        if is_first:
            unrolled.write_weights(args.out, model, unrolled.metadata_of(spec, settings, symbols, step, about))

    rows = []
    for step, loss, norm in train(model, windows, settings, first, args.steps, device):
        rows.append((step, loss, norm))
        if is_first and (step % args.every == 0 or step == first + args.steps):
            print(f"step {step:,}  {loss:.4f} nats per character  gradient norm {norm:.3g}", flush=True)
        if step % args.save_every == 0 and step < first + args.steps:
            save(step)
    save(first + args.steps)
    if is_first:
        held_out = held_out_loss(model, tokens[trained:])
        print(f"{args.out} written" + (f"; held-out loss {held_out:.4f} nats per character" if held_out else ""))
        if args.losses:
            with open(args.losses, "w", newline="") as file:
                csv.writer(file).writerows([("step", "loss_nats", "gradient_norm"), *rows])
    if dist.is_initialized():
        dist.destroy_process_group()
    return [loss for _, loss, _ in rows]


if __name__ == "__main__":
    main()
