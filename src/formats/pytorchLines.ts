/** Python code that loads a saved model into PyTorch. */
import type { OwnTorchModule } from '../engine/cells/cell.ts';
import { CELLS, inputWidth, type ModelSpec } from '../engine/spec.ts';

/**
 * Code of a module that computes the model's logits, and of loading a file of `writeWeights` into it. It needs the
 * packages torch and safetensors.
 *
 * @param fileName of the saved weights
 */
export function pytorchLines(spec: ModelSpec, fileName: string): string {
  const { vocab: V, hidden: H, layers: L, embedding: E } = spec;
  const { gates, torch, variant } = CELLS[spec.cell];
  const module = torch(spec);
  const own = 'module' in module ? null : module;
  const I = inputWidth(spec, 0);
  const phi = variant === 'nonlinearity' ? `, nonlinearity="${spec.nonlinearity}"` : '';
  const rnn =
    'module' in module
      ? `${module.module}(${I}, ${H}, ${L}, batch_first=True${phi})`
      : `${module.name}(${I}, ${H}, ${L})`;
  return [
    'import torch',
    'from safetensors.torch import load_file',
    'from torch import nn',
    '',
    ...(own ? ['', ...ownLines(own, gates.length), ''] : []),
    '',
    'class Model(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...(E > 0 ? [`        self.embedding = nn.Embedding(${V}, ${E})`] : []),
    `        self.rnn = ${rnn}`,
    `        self.head = nn.Linear(${H}, ${V})`,
    '',
    '    def forward(self, tokens):',
    '        """Logits [B, T, V] of the next characters after tokens [B, T]."""',
    E > 0
      ? '        x = self.embedding(tokens)'
      : `        x = nn.functional.one_hot(tokens, ${V}).to(self.head.weight.dtype)`,
    '        return self.head(self.rnn(x)[0])',
    '',
    '',
    'model = Model()',
    `model.load_state_dict(load_file(${JSON.stringify(fileName)}))`,
    '',
  ].join('\n');
}

/** Code of a module with its own forward pass. Its parameters have the names and shapes of PyTorch's cells. */
function ownLines({ name, docstring, before, step }: OwnTorchModule, gates: number): readonly string[] {
  const rows = gates === 1 ? 'size' : `${gates} * size`;
  return [
    'class Cell(nn.Module):',
    '    """Parameters of one layer."""',
    '',
    '    def __init__(self, width, size):',
    '        super().__init__()',
    `        self.weight_ih = nn.Parameter(torch.empty(${rows}, width))`,
    `        self.weight_hh = nn.Parameter(torch.empty(${rows}, size))`,
    `        self.bias_ih = nn.Parameter(torch.empty(${rows}))`,
    `        self.bias_hh = nn.Parameter(torch.empty(${rows}))`,
    '',
    '',
    `class ${name}(nn.Module):`,
    `    """${docstring}"""`,
    '',
    '    def __init__(self, width, size, layers):',
    '        super().__init__()',
    '        self.cells = nn.ModuleList(Cell(width if k == 0 else size, size) for k in range(layers))',
    '',
    '    def forward(self, x):',
    '        for cell in self.cells:',
    ...before.map((line) => `            ${line}`),
    '            h, states = x.new_zeros(x.shape[0], cell.weight_hh.shape[1]), []',
    '            for a in (x @ cell.weight_ih.T + cell.bias_ih).unbind(1):',
    ...step.map((line) => `                ${line}`),
    '                states.append(h)',
    '            x = torch.stack(states, 1)',
    '        return x, h',
  ];
}
