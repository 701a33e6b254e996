import { describe, expect, test } from 'vitest';
import { initialParameters } from '../../../src/engine/initialise.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import type { InitSettings, Initialisation } from '../../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { KINDS, specOf } from './models.ts';

const INIT: InitSettings = { kind: 'uniform', headBias: 'plain', forgetBias: 1, seed: 1 };

function initialised(spec: ModelSpec, init: Partial<InitSettings> = {}, counts: number[] | null = null) {
  const params = initialParameters(spec, { ...INIT, ...init }, counts);
  return (name: string) => parameterView(parameterLayout(spec), params, name);
}

function variance(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x * x, 0) / values.length;
}

const INITIALISATIONS: readonly Initialisation[] = ['uniform', 'glorot-orthogonal', 'gaussian'];

test.each(INITIALISATIONS)(
  'every initial value of %s is a float32 number, so that all backends start alike',
  (kind) => {
    for (const { kind: cell } of KINDS) {
      const spec = specOf({ ...cell, layers: 2, embedding: 3 });
      const params = initialParameters(spec, { ...INIT, kind, headBias: 'unigram' }, [1, 2, 3, 4, 5, 6, 0]);
      expect(params.length).toBe(parameterLayout(spec).size);
      for (const value of params) expect(Math.fround(value)).toBe(value);
    }
  },
);

test('the same seed gives the same parameters, another seed gives others', () => {
  const spec = specOf({});
  expect(initialParameters(spec, INIT, null)).toEqual(initialParameters(spec, INIT, null));
  expect(initialParameters(spec, { ...INIT, seed: 2 }, null)).not.toEqual(initialParameters(spec, INIT, null));
});

test('RNN, GRU and LSTM start with the same head, and with the same numbers in the rows they share', () => {
  const rnn = initialised(specOf({ cell: 'rnn' }));
  for (const cell of ['gru', 'lstm'] as const) {
    const other = initialised(specOf({ cell }));
    expect(other('head.weight')).toEqual(rnn('head.weight'));
    const shared = rnn('rnn.weight_hh_l0');
    expect(other('rnn.weight_hh_l0').slice(0, shared.length)).toEqual(shared);
  }
});

describe('uniform', () => {
  test('rnn and head fill ±1/√H, PyTorch’s default, and the embedding is standard normal', () => {
    const spec = specOf({ cell: 'gru', hidden: 64, vocab: 200, embedding: 30, layers: 2 });
    const get = initialised(spec);
    for (const { name } of parameterLayout(spec).entries) {
      if (name === 'embedding.weight') continue;
      const values = get(name);
      const largest = Math.max(...values.map(Math.abs));
      expect(largest, name).toBeLessThanOrEqual(1 / 8);
      expect(largest, name).toBeGreaterThan(0.9 / 8);
    }
    expect(variance(get('rnn.weight_hh_l0'))).toBeCloseTo(1 / 64 / 3, 3);
    expect(variance(get('embedding.weight'))).toBeCloseTo(1, 1);
  });
});

describe('glorot-orthogonal', () => {
  const spec = specOf({ cell: 'lstm', hidden: 16, layers: 2 });
  const get = initialised(spec, { kind: 'glorot-orthogonal' });

  test('every gate’s block of W_hh is orthogonal', () => {
    const H = spec.hidden;
    for (const name of ['rnn.weight_hh_l0', 'rnn.weight_hh_l1']) {
      const W = get(name);
      for (let gate = 0; gate < 4; gate++) {
        for (let a = 0; a < H; a++) {
          for (let b = 0; b <= a; b++) {
            let product = 0;
            for (let k = 0; k < H; k++) product += W[(gate * H + a) * H + k]! * W[(gate * H + b) * H + k]!;
            expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-6);
          }
        }
      }
    }
  });

  test('W_ih and the head lie within Glorot’s limit and reach near it; biases are zero but for the forget gate', () => {
    const limit = Math.sqrt(6 / (64 + 7));
    const largest = Math.max(...get('rnn.weight_ih_l0').map(Math.abs));
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.95 * limit);
    expect(Math.max(...get('head.weight').map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / (16 + 7)));
    expect([...get('rnn.bias_ih_l0')]).toEqual(Array.from({ length: 64 }, (_, r) => (r >= 16 && r < 32 ? 1 : 0)));
    expect(get('head.bias').every((b) => b === 0)).toBe(true);
  });
});

test('gaussian draws weights with deviation 0.01 and leaves biases at zero, as min-char-rnn does', () => {
  const get = initialised(specOf({ cell: 'rnn', hidden: 64, vocab: 50 }), { kind: 'gaussian' });
  for (const name of ['rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'head.weight']) {
    expect(Math.sqrt(variance(get(name))), name).toBeCloseTo(0.01, 3);
  }
  for (const name of ['rnn.bias_ih_l0', 'rnn.bias_hh_l0', 'head.bias']) expect(variance(get(name)), name).toBe(0);
});

test('the forget bias stands in bias_ih’s f rows alone; bias_hh’s f rows are 0', () => {
  const H = 9;
  const spec = specOf({ cell: 'lstm', layers: 2 });
  const get = initialised(spec, { forgetBias: 2.5 });
  for (const layer of [0, 1]) {
    const ih = get(`rnn.bias_ih_l${layer}`);
    const hh = get(`rnn.bias_hh_l${layer}`);
    expect([...ih.subarray(H, 2 * H)]).toEqual(Array(H).fill(2.5));
    expect([...hh.subarray(H, 2 * H)]).toEqual(Array(H).fill(0));
    for (const r of [...Array(H).keys(), ...Array.from({ length: 2 * H }, (_, k) => 2 * H + k)]) {
      expect(ih[r]).not.toBe(2.5);
      expect(hh[r]).not.toBe(0);
    }
  }
});

test('a unigram head starts at the log of the frequencies; a symbol never seen stands at half an occurrence', () => {
  const get = initialised(specOf({ vocab: 4 }), { headBias: 'unigram' }, [6, 3, 1, 0]);
  const expected = [0.6, 0.3, 0.1, 0.05].map((p) => Math.fround(Math.log(p)));
  expect([...get('head.bias')]).toEqual(expected);
  expect(() => initialised(specOf({ vocab: 4 }), { headBias: 'unigram' }, null)).toThrow(RangeError);
  expect(() => initialised(specOf({ vocab: 4 }), { headBias: 'unigram' }, [1, 2])).toThrow(RangeError);
});
