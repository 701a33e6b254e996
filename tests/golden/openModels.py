"""Golden numbers for opening PyTorch's state dicts: what torch computes in float64 for models with asymmetric weights.

    python3 tests/golden/openModels.py

It writes openModels.json beside itself: for RNN, GRU and LSTM, one and two layers, with and without an embedding, the state
dict under the names of a module as people write one, some tokens, and the logits at each of them. Weights are rounded to
float32, so that a float32 file holds exactly what torch used.
"""
import json
import os

import torch
from torch import nn

torch.manual_seed(7)
torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
V, H, T, E = 7, 5, 9, 3


class CharModel(nn.Module):
    def __init__(self, kind, layers, embedding, nonlinearity):
        super().__init__()
        more = {'nonlinearity': nonlinearity} if kind == 'RNN' else {}
        self.encoder = nn.Embedding(V, E) if embedding else None
        self.core = getattr(nn, kind)(E if embedding else V, H, num_layers=layers, batch_first=True, **more)
        self.decoder = nn.Linear(H, V)

    def forward(self, tokens):
        x = self.encoder(tokens) if self.encoder else nn.functional.one_hot(tokens, V).to(self.decoder.weight.dtype)
        return self.decoder(self.core(x)[0])


def case(kind, layers, embedding, nonlinearity='tanh'):
    model = CharModel(kind, layers, embedding, nonlinearity)
    with torch.no_grad():
        for p in model.parameters():
            # Rounded to four digits and then to float32: short in the file, and exact in both programs.
            p.copy_((torch.randn_like(p) * 0.5 + 0.07).mul(1e4).round().div(1e4).float())
    tensors = {name: {'shape': list(t.shape), 'data': [round(x, 4) for x in t.reshape(-1).tolist()]}
               for name, t in model.state_dict().items()}
    model = model.double()
    tokens = torch.randint(0, V, (1, T))
    with torch.no_grad():
        logits = model(tokens)[0]
    return {'kind': kind, 'layers': layers, 'embedding': embedding, 'nonlinearity': nonlinearity, 'tensors': tensors,
            'tokens': tokens[0].tolist(), 'logits': [float(f'{x:.12g}') for x in logits.reshape(-1).tolist()]}


cases = [case(kind, layers, embedding) for kind in ('RNN', 'GRU', 'LSTM') for layers in (1, 2) for embedding in (False, True)]
cases.append(case('RNN', 2, True, 'relu'))
with open(os.path.join(HERE, 'openModels.json'), 'w') as file:
    json.dump(cases, file, separators=(',', ':'))
    file.write('\n')
