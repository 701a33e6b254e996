import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { pytorchLines } from '../../../src/formats/pytorchLines.ts';
import { readSafetensors } from '../../../src/formats/safetensors.ts';
import { torchModule } from '../../../src/formats/tensorNames.ts';
import { readWeights, writeWeights } from '../../../src/formats/weightsFile.ts';

const base: ModelSpec = {
  cell: 'gru',
  vocab: 3,
  hidden: 4,
  layers: 2,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};

/** All names that nn.RNN, nn.GRU and nn.LSTM of two layers have inside a module called rnn. */
const TORCH_NAMES = ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0']
  .flatMap((name) => [name, name.replace('l0', 'l1')])
  .map((name) => `rnn.${name}`);

function fileOf(change: Partial<ModelSpec>) {
  const spec = { ...base, ...change };
  const params = Float32Array.from({ length: parameterLayout(spec).size }, (_, k) => Math.sin(3 * k + 1));
  const model = { spec, vocabulary: ['a', 'b', 'c'], settings: {}, seed: 1, step: 2, params };
  return { model, bytes: writeWeights(model) };
}

describe('names of tensors', () => {
  it.each<[string, Partial<ModelSpec>]>([
    ['a GRU with its reset gate before the product', { reset: 'before' }],
    ['an RNN with the logistic function', { cell: 'rnn', nonlinearity: 'sigmoid' }],
  ])('of %s are none that PyTorch’s own modules take', (_, change) => {
    const { model, bytes } = fileOf(change);
    expect(torchModule(model.spec)).toBeNull();
    const names = [...readSafetensors(bytes).tensors.keys()];
    expect(names).toContain('rnn.cells.1.weight_hh');
    expect(names.filter((name) => TORCH_NAMES.includes(name))).toEqual([]);
    expect(readWeights(bytes)).toEqual(model);
  });

  it.each<[string, Partial<ModelSpec>]>([
    ['nn.GRU', {}],
    ['nn.LSTM', { cell: 'lstm', reset: 'before' }],
    ['nn.RNN', { cell: 'rnn', nonlinearity: 'relu', reset: 'before' }],
    ['nn.RNN', { cell: 'rnn', nonlinearity: 'tanh' }],
  ])('are those of %s where it holds the model', (module, change) => {
    const { model, bytes } = fileOf(change);
    expect(torchModule(model.spec)).toBe(module);
    expect([...readSafetensors(bytes).tensors.keys()]).toEqual(expect.arrayContaining(TORCH_NAMES));
    expect(pytorchLines(model.spec, 'w.safetensors')).toContain(`self.rnn = ${module}(3, 4, 2, batch_first=True`);
  });
});
