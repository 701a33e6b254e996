import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/engine/evaluate.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import { chooseToken, sampleText } from '../../../src/engine/sample.ts';
import { CELLS } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, largestDifference, randomTokens, specOf } from './models.ts';

describe.each(KINDS)('$title', ({ kind }) => {
  const spec = specOf({ ...kind, layers: 2, embedding: 3 });
  const params = asymmetricParameters(spec, 5, 0.25);
  const tokens = randomTokens(spec.vocab, 600, createRandom(2, 'tokens'));

  test('held-out loss is the mean over the same positions of a trace of the whole', () => {
    const { loss } = traceText(spec, params, tokens, 0);
    for (const warmUp of [0, 1, 255, 256, 300, 598]) {
      const mean = loss.subarray(warmUp).reduce((a, b) => a + b, 0) / (599 - warmUp);
      expect(evaluate(spec, params, tokens, warmUp), `warm-up ${warmUp}`).toBeCloseTo(mean, 5);
    }
  });

  test('two windows with the state handed over compute what one long window computes', () => {
    const x = tokens.subarray(0, 20);
    const y = tokens.subarray(1, 21);
    const whole = createReference(spec, 20, 1);
    whole.forward(params, x, y, null);
    const first = createReference(spec, 8, 1);
    first.forward(params, x.subarray(0, 8), y.subarray(0, 8), null);
    const second = createReference(spec, 12, 1);
    second.forward(params, x.subarray(8), y.subarray(8), first.finalStates());
    expect([...first.losses, ...second.losses]).toEqual([...whole.losses]);
  });

  test('every lane of a batch is computed as if it were alone', () => {
    const B = 3;
    const T = 5;
    const x = tokens.subarray(0, T * B);
    const y = tokens.subarray(20, 20 + T * B);
    const batch = createReference(spec, T, B);
    batch.forward(params, x, y, null);
    batch.backward(new Float64Array(T * B).fill(1));
    const total = new Float64Array(params.length);
    const alone = createReference(spec, T, 1);
    for (let b = 0; b < B; b++) {
      const adjoint = (values: Int32Array) => Int32Array.from({ length: T }, (_, t) => values[t * B + b]!);
      alone.forward(params, adjoint(x), adjoint(y), null);
      alone.backward(new Float64Array(T).fill(1));
      for (let t = 0; t < T; t++) expect(batch.losses[t * B + b]).toBeCloseTo(alone.losses[t]!, 12);
      alone.grads.forEach((g, k) => (total[k]! += g));
    }
    expect(largestDifference(batch.grads, total)).toBeLessThan(1e-12);
  });

  test('asked for states alone, the backward pass gives the same states’ gradients and leaves the parameters’ at zero', () => {
    const model = createReference(spec, 10, 1);
    model.forward(params, tokens.subarray(0, 10), tokens.subarray(1, 11), null);
    const one = Float64Array.from({ length: 10 }, (_, t) => (t === 7 ? 1 : 0));
    model.backward(one);
    const all = model.gradH.slice();
    expect(model.grads.some((g) => g !== 0)).toBe(true);
    model.backward(one, 'states');
    expect(model.gradH).toEqual(all);
    expect(model.grads.every((g) => g === 0)).toBe(true);
    // The loss at 7 does not depend on what comes later.
    const H = spec.hidden;
    expect(all.subarray(8 * H, 10 * H).every((g) => g === 0)).toBe(true);
    expect(all.subarray(7 * H, 8 * H).every((g) => g === 0)).toBe(false);
  });

  test('greedy writing takes the model’s best symbol again and again', () => {
    const random = createRandom(1, 'sample');
    const prime = tokens.slice(0, 12);
    const written = sampleText(spec, params, prime, { length: 9, temperature: 1, mode: 'greedy', random });
    const all = Int32Array.of(...prime, ...written);
    const { logits } = traceText(spec, params, all, 0);
    const V = spec.vocab;
    for (let k = 0; k < 9; k++) {
      const row = [...logits.subarray((11 + k) * V, (12 + k) * V)];
      expect(row.indexOf(Math.max(...row))).toBe(written[k]);
    }
  });

  test('a trace holds every channel, T − 1 losses and the gradient of their mean, and keeps no array of its caller', () => {
    const text = tokens.slice(0, 40);
    const trace = traceText(spec, params, text, 17);
    expect(Object.keys(trace.channels)).toEqual([...CELLS[spec.cell].channels]);
    for (const channel of Object.values(trace.channels)) expect(channel.length).toBe(2 * 40 * spec.hidden);
    expect([trace.step, trace.loss.length, trace.logits.length]).toEqual([17, 39, 40 * spec.vocab]);
    expect(trace.gradC === null).toBe(spec.cell !== 'lstm');

    const model = createReference(spec, 39, 1);
    model.forward(params, text.subarray(0, 39), text.subarray(1), null);
    model.backward(new Float64Array(39).fill(1 / 39));
    const perLayer = (t: Float32Array | Float64Array, T: number, layer: number) =>
      t.subarray(layer * T * spec.hidden, (layer * T + 39) * spec.hidden);
    for (const layer of [0, 1]) {
      const difference = largestDifference(perLayer(trace.gradH, 40, layer), perLayer(model.gradH, 39, layer));
      expect(difference).toBeLessThan(1e-7);
    }
    text.fill(0);
    expect(trace.tokens).toEqual(tokens.slice(0, 40));
  });
});

test('one character is a trace without a loss, and its gradients are zero', () => {
  const spec = specOf({});
  const trace = traceText(spec, asymmetricParameters(spec), Int32Array.of(3), 0);
  expect(trace.loss.length).toBe(0);
  expect(trace.logits.every(Number.isFinite)).toBe(true);
  expect(trace.gradH.every((g) => g === 0)).toBe(true);
});

test('what contradicts the model is refused before anything is computed', () => {
  const spec = specOf({});
  const params = asymmetricParameters(spec);
  const model = createReference(spec, 2, 1);
  expect(() => model.backward(new Float64Array(2))).toThrow(RangeError);
  const pair = Int32Array.of(0, 1);
  expect(() => model.forward(params.subarray(1), pair, pair, null)).toThrow(RangeError);
  expect(() => model.forward(params, Int32Array.of(0), pair, null)).toThrow(RangeError);
  expect(() => model.forward(params, Int32Array.of(0, 7), pair, null)).toThrow(RangeError);
  expect(() => model.forward(params, pair, Int32Array.of(-2, 0), null)).toThrow(RangeError);
  expect(() => model.forward(params, pair, pair, { h: new Float64Array(9), c: null })).toThrow(RangeError);
  expect(() => createReference(spec, 0, 1)).toThrow(RangeError);
  expect(() => evaluate(spec, params, pair, 1)).toThrow(RangeError);
  expect(() => traceText(spec, params, new Int32Array(0), 0)).toThrow(RangeError);
});

test('a position without a target has loss 0 and stays out of the mean', () => {
  const spec = specOf({});
  const model = createReference(spec, 3, 1);
  model.forward(asymmetricParameters(spec), Int32Array.of(0, 1, 2), Int32Array.of(1, 2, NO_TARGET), null);
  expect(model.losses[2]).toBe(0);
  expect(model.meanLoss()).toBeCloseTo((model.losses[0]! + model.losses[1]!) / 2, 14);
});

describe('choosing a token', () => {
  const logits = Float64Array.from([0.5, 0.3, 0.2], Math.log);
  const frequencies = (options: { temperature: number; topK?: number }) => {
    const random = createRandom(8, 'choice');
    const counts = [0, 0, 0];
    for (let k = 0; k < 20_000; k++) counts[chooseToken(logits, { ...options, mode: 'sample', random })]!++;
    return counts.map((count) => count / 20_000);
  };

  test('temperature 1 draws what the model believes, below 1 it sharpens: p^(1/temperature)', () => {
    for (const [k, p] of [0.5, 0.3, 0.2].entries())
      expect(Math.abs(frequencies({ temperature: 1 })[k]! - p)).toBeLessThan(0.015);
    const squares = [0.25, 0.09, 0.04].map((p) => p / 0.38);
    for (const [k, p] of squares.entries())
      expect(Math.abs(frequencies({ temperature: 0.5 })[k]! - p)).toBeLessThan(0.015);
  });

  test('top-k draws from the k best alone, and temperature 0 is greedy', () => {
    const [first, second, third] = frequencies({ temperature: 1, topK: 2 });
    expect(third).toBe(0);
    expect(Math.abs(first! / second! - 5 / 3)).toBeLessThan(0.07);
    expect(frequencies({ temperature: 0 })).toEqual([1, 0, 0]);
  });

  test('top-k never leaves the k best of many symbols, ties included, and draws among them as if there were no others', () => {
    const random = createRandom(3, 'logits');
    for (const k of [1, 2, 5, 39, 40, 60]) {
      const many = Float64Array.from({ length: 40 }, () => Math.round(4 * random.normal()) / 2);
      const best = [...many.keys()].sort((a, b) => many[b]! - many[a]! || a - b).slice(0, k);
      const total = best.reduce((sum, v) => sum + Math.exp(many[v]!), 0);
      const counts = new Float64Array(40);
      for (let n = 0; n < 6000; n++) counts[chooseToken(many, { temperature: 1, mode: 'sample', topK: k, random })]!++;
      for (const [v, count] of counts.entries()) {
        const expected = best.includes(v) ? Math.exp(many[v]!) / total : 0;
        if (expected === 0) expect(count).toBe(0);
        expect(Math.abs(count / 6000 - expected)).toBeLessThan(0.03);
      }
    }
  });

  test('nonsense is refused', () => {
    const random = createRandom(8, 'choice');
    expect(() => chooseToken(logits, { temperature: -1, mode: 'sample', random })).toThrow(RangeError);
    expect(() => chooseToken(logits, { temperature: 1, topK: 0, mode: 'sample', random })).toThrow(RangeError);
    expect(() => chooseToken(Float64Array.of(1, Number.NaN), { temperature: 1, mode: 'sample', random })).toThrow(
      RangeError,
    );
    const spec = specOf({});
    const options = { length: 1, temperature: 1, mode: 'sample', random } as const;
    expect(() => sampleText(spec, asymmetricParameters(spec), new Int32Array(0), options)).toThrow(RangeError);
  });
});
