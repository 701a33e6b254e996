"""PyTorch on one thread: the same training step, asked for over standard input.

Usage: torch_peer.py '{"cell": "lstm", "V": 64, "H": 128, "B": 32, "T": 64, "optimizer": "adam"}'
Answers one line when it is warm; then, for each line with a number of milliseconds, steps for so long and answers
{"steps", "milliseconds", "loss"}. One-hot input is an embedding with a fixed identity matrix, the way its interface offers
one-hot input to nn.LSTM. Without clipping and without carried state.
"""
import json
import sys
import time

import torch
from torch import nn

work = json.loads(sys.argv[1])
V, H, B, T = (work[k] for k in "VHBT")
torch.set_num_threads(1)
torch.manual_seed(0)

text = torch.randint(0, V, (1_000_000,))
per_stream = len(text) // B


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.one_hot = nn.Embedding(V, V)
        self.one_hot.weight.data = torch.eye(V)
        self.one_hot.weight.requires_grad_(False)
        self.rnn = getattr(nn, work["cell"].upper())(V, H)
        self.head = nn.Linear(H, V)

    def forward(self, x):
        return self.head(self.rnn(self.one_hot(x))[0])


model = Model()
trained = [p for p in model.parameters() if p.requires_grad]
if work["optimizer"] == "adam":
    optimizer = torch.optim.Adam(trained, lr=2e-3)
else:
    optimizer = torch.optim.Adagrad(trained, lr=0.1)
loss_of = nn.CrossEntropyLoss()
taken = 0


def step():
    global taken
    at = (taken * T) % (per_stream - T - 1)
    taken += 1
    window = torch.stack([text[b * per_stream + at:b * per_stream + at + T + 1] for b in range(B)], 1)
    x, y = window[:-1], window[1:]
    optimizer.zero_grad(set_to_none=True)
    loss = loss_of(model(x).reshape(-1, V), y.reshape(-1))
    loss.backward()
    optimizer.step()
    return loss.item()


def run(milliseconds):
    begun = time.perf_counter()
    steps = 0
    while True:
        loss = step()
        steps += 1
        passed = (time.perf_counter() - begun) * 1000
        if passed >= milliseconds:
            return {"steps": steps, "milliseconds": passed, "loss": loss}


step()
run(300)
with open("/proc/self/maps") as maps:
    blas = "OpenBLAS" if "openblas" in maps.read() else "its reference BLAS, ten times slower"
print(json.dumps({"detail": f"PyTorch {torch.__version__}, one thread, {blas}", "characters": B * T}), flush=True)
for line in sys.stdin:
    print(json.dumps(run(float(line))), flush=True)
