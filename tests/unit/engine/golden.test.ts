/** The engine against the numbers of PyTorch; tests/golden/make.py is the recipe. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clipGradients } from '../../../src/engine/clip.ts';
import { momentCount, update } from '../../../src/engine/optimizers.ts';
import { createReference } from '../../../src/engine/reference.ts';
import type { ClipSettings, OptimizerSettings } from '../../../src/engine/stepSettings.ts';
import type { Channel } from '../../../src/engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { largestDifference } from './models.ts';

const TOLERANCE = 1e-9;

interface CellCase {
  readonly spec: ModelSpec;
  /** torch.nn's own module, or the paper's equations under torch's autograd. */
  readonly source: 'module' | 'equations';
  readonly steps: number;
  readonly batch: number;
  readonly params: number[];
  readonly tokens: number[];
  readonly targets: number[];
  readonly weights: number[];
  readonly initialH: number[];
  readonly initialC: number[] | null;
  readonly channels: Partial<Record<Channel, number[]>>;
  readonly logits: number[];
  readonly losses: number[];
  readonly grads: number[];
  readonly gradH: number[];
  readonly gradC: number[] | null;
  readonly gradInitialH: number[];
  readonly gradInitialC: number[] | null;
}

interface OptimizerFile {
  readonly start: number[];
  readonly gradients: number[][];
  readonly cases: {
    readonly settings: OptimizerSettings;
    readonly learningRate: number;
    readonly clip: ClipSettings;
    readonly norms: number[];
    readonly params: number[][];
  }[];
}

function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8')) as T;
}

function label({ cell, layers, embedding, nonlinearity, reset }: ModelSpec): string {
  const form = cell === 'rnn' ? ` with ${nonlinearity}` : cell === 'gru' ? `, reset gate ${reset} the product` : '';
  return `${cell}${form}, ${layers} layer${layers > 1 ? 's' : ''}, ${embedding > 0 ? 'embedding' : 'one-hot'}`;
}

const cells = readGolden<{ cases: CellCase[] }>('cells.json').cases.map((each) => ({
  ...each,
  label: label(each.spec),
}));

test('every cell, both depths and both inputs are among the golden cases, and all modules that PyTorch has', () => {
  const byModule = new Set(
    cells.filter((c) => c.source === 'module').map((c) => `${c.spec.cell} ${c.spec.nonlinearity}`),
  );
  expect([...byModule].sort()).toEqual(['gru tanh', 'lstm tanh', 'rnn relu', 'rnn tanh']);
  const before = cells.filter((c) => c.spec.reset === 'before');
  expect(before.map((c) => c.spec.layers)).toEqual([1, 2]);
});

describe.each(cells)('$label', (golden) => {
  const { spec, steps, batch } = golden;
  const reference = createReference(spec, steps, batch);
  const initial = { h: Float64Array.from(golden.initialH), c: golden.initialC && Float64Array.from(golden.initialC) };
  reference.forward(
    Float64Array.from(golden.params),
    Int32Array.from(golden.tokens),
    Int32Array.from(golden.targets),
    initial,
  );
  reference.backward(Float64Array.from(golden.weights));

  test('every channel, the logits and the losses are PyTorch’s', () => {
    for (const name of CELLS[spec.cell].channels) {
      expect(largestDifference(reference.channels[name]!, golden.channels[name]!), name).toBeLessThanOrEqual(TOLERANCE);
    }
    expect(largestDifference(reference.logits, golden.logits)).toBeLessThanOrEqual(TOLERANCE);
    expect(largestDifference(reference.losses, golden.losses)).toBeLessThanOrEqual(TOLERANCE);
  });

  test('the gradients of parameters, of every h and c, and of the initial state are PyTorch’s', () => {
    expect(largestDifference(reference.grads, golden.grads)).toBeLessThanOrEqual(TOLERANCE);
    expect(largestDifference(reference.gradH, golden.gradH)).toBeLessThanOrEqual(TOLERANCE);
    expect(largestDifference(reference.gradInitial.h, golden.gradInitialH)).toBeLessThanOrEqual(TOLERANCE);
    expect(reference.gradC === null).toBe(golden.gradC === null);
    if (golden.gradC) {
      expect(largestDifference(reference.gradC!, golden.gradC)).toBeLessThanOrEqual(TOLERANCE);
      expect(largestDifference(reference.gradInitial.c!, golden.gradInitialC!)).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});

const optimizers = readGolden<OptimizerFile>('optimizers.json');

test.each(
  optimizers.cases.map((each) => ({
    ...each,
    label: `${each.settings.kind}, ε ${each.settings.epsilon}, clip ${each.clip.kind}`,
  })),
)('five updates end where PyTorch’s end: $label', ({ settings, learningRate, clip, norms, params: path }) => {
  const params = Float64Array.from(optimizers.start);
  const moments = Array.from({ length: momentCount(settings.kind) }, () => new Float64Array(params.length));
  for (const [k, gradient] of optimizers.gradients.entries()) {
    const grads = Float64Array.from(gradient);
    expect(clipGradients(grads, clip)).toBeCloseTo(norms[k]!, 12);
    update(settings, params, grads, moments, k + 1, learningRate);
    expect(largestDifference(params, path[k]!)).toBeLessThanOrEqual(TOLERANCE);
  }
});
