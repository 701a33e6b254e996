import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/engine/random.ts';
import { parameterView } from '../../../src/engine/parameters.ts';
import { Reference } from '../../../src/engine/reference.ts';
import { hasC, type ModelSpec } from '../../../src/engine/spec.ts';
import { asymmetricParameters, KINDS, randomStates, randomTokens, specOf } from './models.ts';

const T = 6;
const B = 3;
const STEP = 1e-5;
const TOLERANCE = 1e-6;

/** A reference whose h or c at one place is pushed by `push` right after it was computed, before anything reads it. */
class Pushed extends Reference {
  what: 'h' | 'c' = 'h';
  layer = -1;
  t = -1;
  /** b·H + j */
  index = 0;
  push = 0;

  override cellForward(layer: number, t: number): void {
    super.cellForward(layer, t);
    if (layer !== this.layer || t !== this.t) return;
    const { h, c, o } = this.channels;
    const at = (layer * this.steps + t) * this.batch * this.spec.hidden + this.index;
    if (this.what === 'h') {
      h![at]! += this.push;
    } else {
      c![at]! += this.push;
      h![at] = o![at]! * Math.tanh(c![at]!);
    }
  }
}

/** A window with an initial state and a weight of its own for every position. */
function windowOf(spec: ModelSpec) {
  const random = createRandom(11, 'central differences');
  const model = new Pushed(spec, T, B);
  const params = asymmetricParameters(spec);
  const x = randomTokens(spec.vocab, T * B, random);
  const y = randomTokens(spec.vocab, T * B, random);
  const initial = randomStates(spec, B, random);
  const weights = Float64Array.from({ length: T * B }, () => 0.2 + random.uniform());
  /**
   * (L(+ε) − L(−ε)) / 2ε. The difference is taken position by position before it is summed: L itself is some 10⁴ times
   * larger than what a step of 10⁻⁵ changes, and its rounding would be all the error there is.
   */
  const slope = (set: (offset: number) => void): number => {
    set(STEP);
    model.forward(params, x, y, initial);
    const above = model.losses.slice();
    set(-STEP);
    model.forward(params, x, y, initial);
    set(0);
    return model.losses.reduce((sum, below, p) => sum + (weights[p]! * (above[p]! - below)) / (2 * STEP), 0);
  };
  const slopesOf = (values: Float64Array): Float64Array =>
    Float64Array.from(values, (value, k) => slope((offset) => (values[k] = value + offset)));

  model.forward(params, x, y, initial);
  model.backward(weights);
  return { model, params, initial, slope, slopesOf };
}

/** Largest |a − n| / max(|a|, |n|, 10⁻³ of the tensor's largest gradient). */
function worstError(analytic: Float64Array, numeric: Float64Array): number {
  const scale = analytic.reduce((max, a) => Math.max(max, Math.abs(a)), 0);
  expect(scale).toBeGreaterThan(0);
  let worst = 0;
  for (const [k, a] of analytic.entries()) {
    const n = numeric[k]!;
    worst = Math.max(worst, Math.abs(a - n) / Math.max(Math.abs(a), Math.abs(n), 1e-3 * scale));
  }
  return worst;
}

const FORMS = [
  { form: 'one layer, one-hot', layers: 1, embedding: 0 },
  { form: 'one layer, embedding', layers: 1, embedding: 4 },
  { form: 'two layers, one-hot', layers: 2, embedding: 0 },
  { form: 'two layers, embedding', layers: 2, embedding: 4 },
];

describe.each(KINDS)('$title', ({ kind }) => {
  test.each(FORMS)(
    'every parameter’s gradient is the slope of the loss when that parameter is moved ($form)',
    ({ layers, embedding }) => {
      const spec = specOf({ ...kind, layers, embedding });
      const { model, params, slopesOf } = windowOf(spec);
      const grads = model.grads.slice();
      expect(params.length).toBeGreaterThanOrEqual(200);
      for (const { name } of model.layout.entries) {
        const numeric = slopesOf(parameterView(model.layout, params, name));
        expect(worstError(parameterView(model.layout, grads, name), numeric), name).toBeLessThanOrEqual(TOLERANCE);
      }
    },
  );

  test('the gradient of the initial state is the slope of the loss when that state is moved', () => {
    const { model, initial, slopesOf } = windowOf(specOf({ ...kind, layers: 2 }));
    const { h, c } = model.gradInitial;
    expect(worstError(h.slice(), slopesOf(initial.h))).toBeLessThanOrEqual(TOLERANCE);
    if (initial.c) expect(worstError(c!.slice(), slopesOf(initial.c))).toBeLessThanOrEqual(TOLERANCE);
  });

  test('the gradient of every inner state is the slope of the loss when that state is pushed on its way', () => {
    const spec = specOf({ ...kind, layers: 2 });
    const { model, slope } = windowOf(spec);
    const width = B * spec.hidden;
    for (const what of hasC(spec) ? (['h', 'c'] as const) : (['h'] as const)) {
      const analytic = (what === 'h' ? model.gradH : model.gradC!).slice();
      const numeric = analytic.map((_value, at) => {
        model.what = what;
        model.layer = Math.floor(at / (T * width));
        model.t = Math.floor(at / width) % T;
        model.index = at % width;
        return slope((offset) => (model.push = offset));
      });
      expect(worstError(analytic, numeric), what).toBeLessThanOrEqual(TOLERANCE);
    }
  });
});
