"""A vanilla RNN as min-char-rnn trains it (numpy, float64, one sequence, Adagrad), asked for over standard input.

Usage: numpy_peer.py '{"cell": "rnn", "V": 64, "H": 100, "B": 1, "T": 25, "optimizer": "adagrad"}'
Answers one line when it is warm; then, for each line with a number of milliseconds, steps for so long and answers
{"steps", "milliseconds", "loss"}. The algorithm is Karpathy's (https://gist.github.com/karpathy/d4dee566867f8291f086): one
timestep after another, gradients summed over the window and clipped by value, the state carried.
"""
import json
import sys
import time

import numpy as np

work = json.loads(sys.argv[1])
V, H, T = (work[k] for k in "VHT")
rng = np.random.default_rng(0)
text = rng.integers(0, V, 1_000_000)

w_xh, w_hh, w_hy = (rng.standard_normal(shape) * 0.01 for shape in ((H, V), (H, H), (V, H)))
b_h, b_y = np.zeros((H, 1)), np.zeros((V, 1))
params = (w_xh, w_hh, w_hy, b_h, b_y)
squares = [np.zeros_like(p) for p in params]
carried = np.zeros((H, 1))
at = 0


def gradients(inputs, targets, h_before):
    x, h, p = {}, {-1: h_before}, {}
    loss = 0.0
    for t, token in enumerate(inputs):
        x[t] = np.zeros((V, 1))
        x[t][token] = 1
        h[t] = np.tanh(w_xh @ x[t] + w_hh @ h[t - 1] + b_h)
        e = np.exp(w_hy @ h[t] + b_y)
        p[t] = e / e.sum()
        loss -= np.log(p[t][targets[t], 0])
    d_xh, d_hh, d_hy, d_bh, d_by = (np.zeros_like(param) for param in params)
    d_next = np.zeros_like(h_before)
    for t in reversed(range(len(inputs))):
        d_y = p[t].copy()
        d_y[targets[t]] -= 1
        d_hy += d_y @ h[t].T
        d_by += d_y
        d_h = w_hy.T @ d_y + d_next
        d_a = (1 - h[t] * h[t]) * d_h
        d_bh += d_a
        d_xh += d_a @ x[t].T
        d_hh += d_a @ h[t - 1].T
        d_next = w_hh.T @ d_a
    grads = (d_xh, d_hh, d_hy, d_bh, d_by)
    for grad in grads:
        np.clip(grad, -5, 5, out=grad)
    return loss, grads, h[len(inputs) - 1]


def step():
    global at, carried
    if at + T + 1 >= len(text):
        at = 0
        carried = np.zeros((H, 1))
    loss, grads, carried = gradients(text[at:at + T], text[at + 1:at + T + 1], carried)
    for param, grad, square in zip(params, grads, squares):
        square += grad * grad
        param -= 0.1 * grad / np.sqrt(square + 1e-8)
    at += T
    return loss / T


def run(milliseconds):
    begun = time.perf_counter()
    steps = 0
    while True:
        loss = step()
        steps += 1
        passed = (time.perf_counter() - begun) * 1000
        if passed >= milliseconds:
            return {"steps": steps, "milliseconds": passed, "loss": float(loss)}


run(300)
with open("/proc/self/maps") as maps:
    blas = "OpenBLAS" if "openblas" in maps.read() else "its reference BLAS"
print(json.dumps({"detail": f"numpy {np.__version__}, float64, one thread, {blas}", "characters": T}), flush=True)
for line in sys.stdin:
    print(json.dumps(run(float(line))), flush=True)
