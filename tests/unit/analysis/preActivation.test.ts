import { describe, expect, it } from 'vitest';
import { type Activation, preActivations } from '../../../src/analysis/preActivation.ts';
import { parameterEntry, parameterLayout } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

const T = 8;

/** σ(a), tanh(a) or max(0, a). */
function activate(activation: Activation, a: number): number {
  if (activation === 'sigmoid') return 1 / (1 + Math.exp(-a));
  return activation === 'tanh' ? Math.tanh(a) : Math.max(0, a);
}

function traced(spec: ModelSpec) {
  const params = Float32Array.from(asymmetricParameters(spec, 5, 0.5));
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
  return { params, trace: traceText(spec, Float64Array.from(params), tokens, 0) };
}

describe.each(KINDS)('the sums inside a $title', ({ kind }) => {
  it.each([
    { title: 'one-hot input', embedding: 0 },
    { title: 'an embedding', embedding: 4 },
  ])('give the channels of the trace in both layers, with $title', ({ embedding }) => {
    const spec = specOf({ ...kind, layers: 2, embedding });
    const { params, trace } = traced(spec);
    let largest = 0;
    for (let layer = 0; layer < 2; layer++) {
      for (let t = 0; t < T; t++) {
        for (let unit = 0; unit < spec.hidden; unit++) {
          const gates = preActivations(spec, params, trace, layer, t, unit);
          expect(gates.map(({ channel }) => channel)).toEqual(CELLS[spec.cell].gates);
          for (const { channel, sum, activation, value } of gates) {
            const shown = trace.channels[channel]![(layer * T + t) * spec.hidden + unit]!;
            expect(value).toBe(shown);
            // Relative where a ReLU's state is large: the trace is rounded to float32.
            largest = Math.max(largest, Math.abs(activate(activation, sum) - shown) / Math.max(1, Math.abs(shown)));
          }
        }
      }
    }
    expect(largest).toBeLessThan(1e-6);
  });

  it('are the same where the trace keeps only the rows around', () => {
    const spec = specOf({ ...kind, layers: 2 });
    const { params, trace } = traced(spec);
    const part = traceText(spec, Float64Array.from(params), trace.tokens, 0, { from: 3, to: 7 });
    for (const layer of [0, 1]) {
      for (const t of [4, 6]) {
        expect(preActivations(spec, params, part, layer, t, 5)).toEqual(
          preActivations(spec, params, trace, layer, t, 5),
        );
      }
    }
  });

  it('have the parts that add up to them, each from its own parameters', () => {
    const spec = specOf({ ...kind, layers: 1 });
    const { params, trace } = traced(spec);
    const layout = parameterLayout(spec);
    const parts = (changed: Float32Array) => preActivations(spec, changed, trace, 0, 5, 4);
    const before = parts(params);
    const without = (name: string) => {
      const changed = params.slice();
      const { offset, size } = parameterEntry(layout, name);
      changed.fill(0, offset, offset + size);
      return parts(changed);
    };
    for (const [gate, whole] of before.entries()) {
      const { fromInput, fromState, bias, scaled, sum } = whole;
      const expected = scaled ? fromInput + bias + scaled.r * (fromState + scaled.bias) : fromInput + fromState + bias;
      expect(sum).toBeCloseTo(expected, 12);
      expect(without('rnn.weight_ih_l0')[gate]).toMatchObject({ fromInput: 0, fromState, bias });
      expect(without('rnn.weight_hh_l0')[gate]).toMatchObject({ fromInput, fromState: 0, bias });
      const noInputBias = without('rnn.bias_ih_l0')[gate]!;
      const noStateBias = without('rnn.bias_hh_l0')[gate]!;
      const total = noInputBias.bias + noStateBias.bias + (noInputBias.scaled?.bias ?? 0);
      expect(total).toBeCloseTo(bias + (scaled?.bias ?? 0), 6);
      expect(fromInput).not.toBe(0);
      expect(fromState).not.toBe(0);
    }
  });
});

it('at the first timestep nothing comes from the state, and b_hn stays inside the reset gate’s brackets', () => {
  const spec = specOf({ cell: 'gru', reset: 'after' });
  const { params, trace } = traced(spec);
  for (const { channel, fromState, scaled } of preActivations(spec, params, trace, 0, 0, 3)) {
    expect(fromState).toBe(0);
    if (channel === 'n') expect(scaled!.m).toBe(scaled!.bias);
    else expect(scaled).toBeNull();
  }
});
