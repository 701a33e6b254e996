"""Golden numbers for the engine: what PyTorch computes, in float64, for small models with asymmetric weights.

Run with a Python that has torch (Debian: /usr/bin/python3 with python3-torch):

    python3 tests/golden/make.py

It writes cells.json and optimizers.json beside itself.

nn.RNN, nn.LSTM, nn.GRU and nn.Linear give h, the final states, the logits, the loss, every parameter's gradient and the
gradient with respect to the initial state. They do not show gates, c at every step or the gradients of inner states; those
come from a second run written out step by step in torch with autograd, which is first held against the module (1e-12).
nn.GRU has the reset gate after the matrix product. The form with the gate before it is written out here from the paper,
Cho et al., "Learning phrase representations using RNN encoder-decoder for statistical machine translation", EMNLP 2014,
equations 5 to 8, with biases added and with h_t = (1 - z) n + z h_{t-1} (the paper's equation 7):
its gradients are torch's autograd.
"""
import json
import os

import torch
from torch import nn

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
GATES = {'rnn': ['h'], 'gru': ['r', 'z', 'n'], 'lstm': ['i', 'f', 'g', 'o']}
CHANNELS = {'rnn': ['h'], 'gru': ['r', 'z', 'n', 'h'], 'lstm': ['i', 'f', 'g', 'o', 'c', 'h']}
V, H, T, B, E = 5, 4, 6, 2, 3


def digits(tensor):
    """15 significant digits: enough for 1e-9, and shorter files."""
    return [float(f'{x:.15g}') for x in tensor.detach().reshape(-1).tolist()]


def parameters(spec):
    """Named parameters in the engine's order; every value drawn, so no two gates or biases are alike."""
    rows = len(GATES[spec['cell']]) * spec['hidden']
    shapes = []
    if spec['embedding']:
        shapes.append(('embedding.weight', (spec['vocab'], spec['embedding'])))
    for layer in range(spec['layers']):
        width = spec['hidden'] if layer else spec['embedding'] or spec['vocab']
        shapes += [
            (f'rnn.weight_ih_l{layer}', (rows, width)),
            (f'rnn.weight_hh_l{layer}', (rows, spec['hidden'])),
            (f'rnn.bias_ih_l{layer}', (rows,)),
            (f'rnn.bias_hh_l{layer}', (rows,)),
        ]
    shapes += [('head.weight', (spec['vocab'], spec['hidden'])), ('head.bias', (spec['vocab'],))]
    # Rounded so that the file holds exactly what torch used.
    return {name: (torch.randn(shape) * 0.6 + 0.05).mul(1e4).round().div(1e4).requires_grad_() for name, shape in shapes}


def embed(spec, p, tokens):
    if spec['embedding']:
        return p['embedding.weight'][tokens]
    return torch.nn.functional.one_hot(tokens, spec['vocab']).to(torch.get_default_dtype())


def step(spec, p, layer, x, h, c):
    """One timestep of one layer: every channel by name."""
    wi, wh = p[f'rnn.weight_ih_l{layer}'], p[f'rnn.weight_hh_l{layer}']
    bi, bh = p[f'rnn.bias_ih_l{layer}'], p[f'rnn.bias_hh_l{layer}']
    if spec['cell'] == 'rnn':
        a = x @ wi.T + bi + h @ wh.T + bh
        return {'h': {'tanh': torch.tanh, 'relu': torch.relu, 'sigmoid': torch.sigmoid}[spec['nonlinearity']](a)}
    if spec['cell'] == 'lstm':
        i, f, g, o = (x @ wi.T + bi + h @ wh.T + bh).chunk(4, 1)
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        c = f * c + i * g
        return {'i': i, 'f': f, 'g': g, 'o': o, 'c': c, 'h': o * torch.tanh(c)}
    (wir, wiz, win), (whr, whz, whn) = wi.chunk(3), wh.chunk(3)
    (bir, biz, bin_), (bhr, bhz, bhn) = bi.chunk(3), bh.chunk(3)
    r = torch.sigmoid(x @ wir.T + bir + h @ whr.T + bhr)
    z = torch.sigmoid(x @ wiz.T + biz + h @ whz.T + bhz)
    if spec['reset'] == 'after':
        n = torch.tanh(x @ win.T + bin_ + r * (h @ whn.T + bhn))
    else:
        n = torch.tanh(x @ win.T + bin_ + (r * h) @ whn.T + bhn)
    return {'r': r, 'z': z, 'n': n, 'h': (1 - z) * n + z * h}


def unroll(spec, p, tokens, h0, c0):
    """All channels, each [L][T] of [B, H], and the logits [T, B, V]."""
    inputs = list(embed(spec, p, tokens))
    seen = {name: [] for name in CHANNELS[spec['cell']]}
    for layer in range(spec['layers']):
        h, c = h0[layer], None if c0 is None else c0[layer]
        steps = []
        for x in inputs:
            out = step(spec, p, layer, x, h, c)
            for value in out.values():
                value.retain_grad()
            h, c = out['h'], out.get('c')
            steps.append(out)
        for name in seen:
            seen[name].append([out[name] for out in steps])
        inputs = [out['h'] for out in steps]
    return seen, torch.stack(inputs) @ p['head.weight'].T + p['head.bias']


def by_module(spec, p, tokens, h0, c0):
    """h of the last layer [T, B, H], the final states and the logits by nn.RNN / nn.LSTM / nn.GRU and nn.Linear; None where there is no such module."""
    if spec['reset'] == 'before' or spec['nonlinearity'] == 'sigmoid':
        return None
    width = spec['embedding'] or spec['vocab']
    kind = {'rnn': nn.RNN, 'gru': nn.GRU, 'lstm': nn.LSTM}[spec['cell']]
    extra = {'nonlinearity': spec['nonlinearity']} if spec['cell'] == 'rnn' else {}
    rnn = kind(width, spec['hidden'], spec['layers'], **extra)
    head = nn.Linear(spec['hidden'], spec['vocab'])
    embedding = nn.Embedding(spec['vocab'], spec['embedding']) if spec['embedding'] else None
    model = nn.ModuleDict({'rnn': rnn, 'head': head, **({'embedding': embedding} if embedding else {})})
    model.load_state_dict({name: value.detach() for name, value in p.items()})
    x = embedding(tokens) if embedding else embed(spec, p, tokens)
    out, last = rnn(x, (h0, c0) if spec['cell'] == 'lstm' else h0)
    return model, out, last, head(out)


def weighted(logits, targets, weights):
    losses = nn.functional.cross_entropy(logits.reshape(-1, V), targets.reshape(-1), reduction='none')
    return losses, (losses * weights.reshape(-1)).sum()


def case(seed, **chosen):
    torch.manual_seed(seed)
    spec = {'vocab': V, 'hidden': H, 'layers': 1, 'embedding': 0, 'nonlinearity': 'tanh', 'reset': 'after', **chosen}
    p = parameters(spec)
    tokens = torch.randint(V, (T, B))
    targets = torch.randint(V, (T, B))
    weights = torch.full((T, B), 1 / (T * B))
    if chosen.get('layers') == 2:
        weights = torch.rand(T, B).mul(1e4).round().div(1e4)
    size = (spec['layers'], B, H)
    h0 = (torch.randn(size) * 0.5).mul(1e4).round().div(1e4).requires_grad_()
    c0 = (torch.randn(size) * 0.8).mul(1e4).round().div(1e4).requires_grad_() if spec['cell'] == 'lstm' else None

    seen, logits = unroll(spec, p, tokens, h0, c0)
    losses, loss = weighted(logits, targets, weights)
    loss.backward()

    h0m = h0.detach().clone().requires_grad_()
    c0m = None if c0 is None else c0.detach().clone().requires_grad_()
    module = by_module(spec, p, tokens, h0m, c0m)
    grads = {name: value.grad for name, value in p.items()}
    grad_h0, grad_c0, out_logits = h0.grad, None if c0 is None else c0.grad, logits
    if module:
        model, out, _, module_logits = module
        _, module_loss = weighted(module_logits, targets, weights)
        module_loss.backward()
        named = dict(model.named_parameters())
        for name, value in p.items():
            assert torch.allclose(named[name].grad, value.grad, rtol=0, atol=1e-12), name
        assert torch.allclose(torch.stack(seen['h'][-1]), out, rtol=0, atol=1e-12)
        grads = {name: named[name].grad for name in p}
        grad_h0, grad_c0, out_logits = h0m.grad, None if c0m is None else c0m.grad, module_logits

    def stacked(name, pick):
        return torch.stack([torch.stack([pick(v) for v in layer]) for layer in seen[name]])

    return {
        'spec': spec,
        'source': 'module' if module else 'equations',
        'steps': T,
        'batch': B,
        'params': sum((digits(value) for value in p.values()), []),
        'tokens': tokens.reshape(-1).tolist(),
        'targets': targets.reshape(-1).tolist(),
        'weights': digits(weights),
        'initialH': digits(h0),
        'initialC': None if c0 is None else digits(c0),
        'channels': {name: digits(stacked(name, lambda v: v)) for name in seen},
        'logits': digits(out_logits),
        'losses': digits(losses),
        'grads': sum((digits(value) for value in grads.values()), []),
        'gradH': digits(stacked('h', lambda v: v.grad)),
        'gradC': digits(stacked('c', lambda v: v.grad)) if c0 is not None else None,
        'gradInitialH': digits(grad_h0),
        'gradInitialC': None if grad_c0 is None else digits(grad_c0),
    }


def cells():
    cases = []
    kinds = [
        {'cell': 'rnn'},
        {'cell': 'rnn', 'nonlinearity': 'relu'},
        {'cell': 'rnn', 'nonlinearity': 'sigmoid'},
        {'cell': 'gru'},
        {'cell': 'gru', 'reset': 'before'},
        {'cell': 'lstm'},
    ]
    for k, kind in enumerate(kinds):
        cases.append(case(100 + k, **kind))
        cases.append(case(200 + k, **kind, layers=2, embedding=E))
    cases.append(case(300, cell='lstm', layers=2))
    cases.append(case(301, cell='gru', embedding=E))
    return cases


class AdagradInsideRoot(torch.optim.Optimizer):
    """min-char-rnn's update: mem += g * g; p += -lr * g / sqrt(mem + eps)."""

    def __init__(self, params, lr, eps):
        super().__init__(params, {'lr': lr, 'eps': eps})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                memory = self.state[p].setdefault('memory', torch.zeros_like(p))
                memory += p.grad * p.grad
                p += -group['lr'] * p.grad / torch.sqrt(memory + group['eps'])


def optimizers():
    """Five updates under given gradients (one of them zero in places), with each optimizer and each kind of clipping."""
    torch.manual_seed(7)
    start = torch.randn(12).mul(1e4).round().div(1e4)
    gradients = [(torch.randn(12) * scale).mul(1e4).round().div(1e4) for scale in (0.3, 2.0, 0.1, 5.0, 0.7)]
    gradients[0][3] = 0.0
    kinds = [
        ('sgd', 0.1, 1e-8, 0.9, 0.999, lambda p: torch.optim.SGD(p, lr=0.1)),
        ('adagrad', 0.05, 1e-10, 0.9, 0.999, lambda p: torch.optim.Adagrad(p, lr=0.05, eps=1e-10)),
        ('adagrad', 0.05, 1e-2, 0.9, 0.999, lambda p: torch.optim.Adagrad(p, lr=0.05, eps=1e-2)),
        ('adagrad-minchar', 0.05, 1e-2, 0.9, 0.999, lambda p: AdagradInsideRoot(p, lr=0.05, eps=1e-2)),
        ('rmsprop', 0.01, 1e-3, 0.9, 0.97, lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.97, eps=1e-3)),
        ('adam', 0.01, 1e-8, 0.9, 0.999, lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.9, 0.999), eps=1e-8)),
        ('adam', 0.01, 1e-3, 0.8, 0.95, lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.95), eps=1e-3)),
    ]
    clips = [{'kind': 'none'}, {'kind': 'norm', 'max': 1.0}, {'kind': 'value', 'max': 0.5}]
    cases = []
    for kind, rate, eps, beta1, beta2, build in kinds:
        for clip in clips:
            p = nn.Parameter(start.clone())
            optimizer = build([p])
            norms, path = [], []
            for g in gradients:
                p.grad = g.clone()
                norms.append(float(p.grad.norm()))
                if clip['kind'] == 'norm':
                    nn.utils.clip_grad_norm_([p], clip['max'])
                elif clip['kind'] == 'value':
                    nn.utils.clip_grad_value_([p], clip['max'])
                optimizer.step()
                path.append(digits(p))
            settings = {'kind': kind, 'epsilon': eps, 'beta1': beta1, 'beta2': beta2}
            cases.append({'settings': settings, 'learningRate': rate, 'clip': clip, 'norms': norms, 'params': path})
    return {'start': digits(start), 'gradients': [digits(g) for g in gradients], 'cases': cases}


def optimizer_defaults():
    """What PyTorch's optimizers use when only the learning rate is given."""
    p = [nn.Parameter(torch.zeros(1))]
    adam, rmsprop = torch.optim.Adam(p, lr=1).defaults, torch.optim.RMSprop(p, lr=1).defaults
    return {
        'adam': {'epsilon': adam['eps'], 'beta1': adam['betas'][0], 'beta2': adam['betas'][1]},
        'rmsprop': {'epsilon': rmsprop['eps'], 'beta2': rmsprop['alpha']},
        'adagrad': {'epsilon': torch.optim.Adagrad(p, lr=1).defaults['eps']},
    }


def write(name, value):
    with open(os.path.join(HERE, name), 'w', encoding='utf-8') as file:
        json.dump(value, file, separators=(',', ':'))
        file.write('\n')


write('cells.json', {'torch': torch.__version__, 'cases': cells()})
write('optimizers.json', {'torch': torch.__version__, 'defaults': optimizer_defaults(), **optimizers()})
