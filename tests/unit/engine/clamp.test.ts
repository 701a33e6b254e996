/**
 * Held units against ordinary models: what is held at a constant is what other weights do by themselves. A unit whose h is v
 * adds v times its columns to the biases; a gate that is always v has zero weights and the bias that opens it by v.
 */
import { describe, expect, test } from 'vitest';
import { type Clamp, ClampedBatch } from '../../../src/engine/clamp.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { createReference, NO_TARGET, type Reference } from '../../../src/engine/reference.ts';
import type { Channel } from '../../../src/engine/cells/channels.ts';
import { CELLS, channelRange, type ModelSpec } from '../../../src/engine/spec.ts';
import { asymmetricParameters, KINDS, largestDifference, randomStates, randomTokens, specOf } from './models.ts';

const T = 12;
const B = 2;
const UNIT = 4;

interface Read {
  readonly spec: ModelSpec;
  readonly params: Float64Array;
  readonly tokens: Int32Array;
  readonly targets: Int32Array;
  readonly initial: ReturnType<typeof randomStates>;
}

function reading(spec: ModelSpec, spread = 0.5): Read {
  const random = createRandom(9, 'hold');
  const targets = randomTokens(spec.vocab, T * B, random);
  targets[3] = NO_TARGET;
  return {
    spec,
    params: asymmetricParameters(spec, 6, spread),
    tokens: randomTokens(spec.vocab, T * B, random),
    targets,
    initial: randomStates(spec, B, random),
  };
}

function read(
  { spec, params, tokens, targets, initial }: Read,
  streams: readonly (readonly Clamp[])[] | null,
): Reference {
  const model = createReference(spec, T, B);
  if (streams) model.clamped = new ClampedBatch(spec, streams);
  model.forward(params, tokens, targets, initial);
  return model;
}

/** Both streams hold the same. */
const both = (...clamps: readonly Clamp[]): readonly (readonly Clamp[])[] => [clamps, clamps];

function expectSame(a: Reference, b: Reference): void {
  expect(largestDifference(a.losses, b.losses)).toBeLessThan(1e-12);
  expect(largestDifference(a.logits, b.logits)).toBeLessThan(1e-12);
  for (const [channel, values] of Object.entries(a.channels)) {
    expect(largestDifference(values, b.channels[channel as Channel]!), channel).toBeLessThan(1e-12);
  }
}

/** A value that a channel of this range can take. */
function possible(spec: ModelSpec, channel: Channel): number {
  const range = channelRange(spec, channel);
  return range === 'gate' ? 0.3 : range === 'signed' ? -0.6 : channel === 'h' ? 0.7 : -1.4;
}

/** The weights of a model whose h of a unit is v whatever it computes, as far as anyone reads it. */
function withoutUnit({ spec, params }: Read, layer: number, v: number): Float64Array {
  const { hidden: H, vocab: V, layers: L } = spec;
  const layout = parameterLayout(spec);
  const changed = params.slice();
  const move = (weight: string, bias: string, rows: number): void => {
    const w = parameterView(layout, changed, weight);
    const b = parameterView(layout, changed, bias);
    for (let row = 0; row < rows; row++) {
      b[row]! += v * w[row * H + UNIT]!;
      w[row * H + UNIT] = 0;
    }
  };
  move(`rnn.weight_hh_l${layer}`, `rnn.bias_hh_l${layer}`, CELLS[spec.cell].gates.length * H);
  if (layer + 1 < L)
    move(`rnn.weight_ih_l${layer + 1}`, `rnn.bias_ih_l${layer + 1}`, CELLS[spec.cell].gates.length * H);
  else move('head.weight', 'head.bias', V);
  return changed;
}

/** The weights of a model whose gate of a unit is always open by v. */
function withConstantGate({ spec, params }: Read, layer: number, gate: Channel, v: number): Float64Array {
  const { hidden: H } = spec;
  const layout = parameterLayout(spec);
  const changed = params.slice();
  const row = CELLS[spec.cell].gates.indexOf(gate) * H + UNIT;
  for (const which of ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh']) {
    const array = parameterView(layout, changed, `rnn.${which}_l${layer}`);
    const width = array.length / (CELLS[spec.cell].gates.length * H);
    array.fill(0, row * width, (row + 1) * width);
  }
  const open = channelRange(spec, gate) === 'gate' ? Math.log(v / (1 - v)) : Math.atanh(v);
  parameterView(layout, changed, `rnn.bias_ih_l${layer}`)[row] = open;
  return changed;
}

describe.each(KINDS)('$title, two layers', ({ kind }) => {
  const spec = specOf({ ...kind, layers: 2 });
  const all = CELLS[spec.cell].channels;

  test('a unit held at what it is anyway changes nothing, in any channel', () => {
    const one = reading(spec);
    const plain = read(one, null);
    for (const layer of [0, 1]) {
      for (const channel of all) {
        // Held from the last timestep on, at the value that it takes there in each stream.
        const at = (stream: number): number => ((layer * T + T - 1) * B + stream) * spec.hidden + UNIT;
        const streams = [0, 1].map((stream): Clamp[] => [
          { layer, channel, unit: UNIT, value: plain.channels[channel]![at(stream)]!, from: T - 1 },
        ]);
        expectSame(read(one, streams), plain);
      }
    }
  });

  test('an h held at a value is a model whose biases hold that value’s share', () => {
    const one = reading(spec);
    for (const layer of [0, 1]) {
      const value = possible(spec, 'h');
      // The state before the first step is not held: it is made the same.
      for (let b = 0; b < B; b++) one.initial.h[(layer * B + b) * spec.hidden + UNIT] = value;
      const clamps: Clamp[] = [{ layer, channel: 'h', unit: UNIT, value, from: 0 }];
      // A reset gate before the product stands between h and the candidate: open, it lets the value through.
      if (spec.cell === 'gru' && spec.reset === 'before') {
        clamps.push({ layer, channel: 'r', unit: UNIT, value: 1, from: 0 });
      }
      const clamped = read(one, both(...clamps));
      const other = read({ ...one, params: withoutUnit(one, layer, value) }, null);
      expect(largestDifference(clamped.losses, other.losses)).toBeLessThan(1e-12);
      expect(largestDifference(clamped.logits, other.logits)).toBeLessThan(1e-12);
      expect(largestDifference(clamped.losses, read(one, null).losses)).toBeGreaterThan(1e-3);
    }
  });

  test('a gate held open by a value is a model with zero weights and the bias that opens it so far', () => {
    const one = reading(spec);
    for (const layer of [0, 1]) {
      for (const gate of CELLS[spec.cell].gates.filter((channel) => channel !== 'h')) {
        const value = possible(spec, gate);
        const clamped = read(one, both({ layer, channel: gate, unit: UNIT, value, from: 0 }));
        expectSame(clamped, read({ ...one, params: withConstantGate(one, layer, gate, value) }, null));
        expect(largestDifference(clamped.losses, read(one, null).losses), gate).toBeGreaterThan(1e-4);
      }
    }
  });

  test('what is held from t on changes nothing before t, and only the stream that holds it', () => {
    const one = reading(spec);
    const plain = read(one, null);
    for (const channel of all) {
      const clamp: Clamp = { layer: 0, channel, unit: UNIT, value: possible(spec, channel), from: 5 };
      const clamped = read(one, [[], [clamp]]);
      const differs = (t: number, stream: number): number => {
        const [from, to] = [(t * B + stream) * spec.vocab, (t * B + stream + 1) * spec.vocab];
        return largestDifference(clamped.logits.subarray(from, to), plain.logits.subarray(from, to));
      };
      for (let t = 0; t < T; t++) expect(differs(t, 0), `${channel} at ${t}`).toBe(0);
      for (let t = 0; t < 5; t++) expect(differs(t, 1), `${channel} at ${t}`).toBe(0);
      expect(Math.max(...Array.from({ length: T - 5 }, (_, t) => differs(5 + t, 1)))).toBeGreaterThan(1e-4);
    }
  });

  test('a window that begins later in the text holds as if it had been read from the beginning', () => {
    const one = reading(spec);
    const clamp: Clamp = { layer: 0, channel: all[0]!, unit: UNIT, value: possible(spec, all[0]!), from: 7 };
    const later = createReference(spec, T, B);
    later.clamped = new ClampedBatch(spec, both({ ...clamp, from: 27 }));
    later.clampedFrom = 20;
    later.forward(one.params, one.tokens, one.targets, one.initial);
    expectSame(later, read(one, both(clamp)));
  });
});

test('c held at 0 leaves nothing of the unit to be read, like h held at 0', () => {
  const one = reading(specOf({ cell: 'lstm' }));
  const [c, h] = (['c', 'h'] as const).map((channel) =>
    read(one, both({ layer: 0, channel, unit: UNIT, value: 0, from: 0 })),
  );
  expect(largestDifference(c!.losses, h!.losses)).toBeLessThan(1e-12);
});

test('several channels of a unit and several units are held together', () => {
  const spec = specOf({ cell: 'lstm' });
  const one = reading(spec);
  const clamps: Clamp[] = [
    { layer: 0, channel: 'c', unit: 2, value: 0.8, from: 0 },
    { layer: 0, channel: 'o', unit: 2, value: 0.25, from: 0 },
    { layer: 0, channel: 'h', unit: 5, value: -0.4, from: 0 },
  ];
  const { c, h, o } = read(one, both(...clamps)).channels;
  for (let p = 0; p < T * B; p++) {
    expect([c![p * spec.hidden + 2], o![p * spec.hidden + 2]]).toEqual([0.8, 0.25]);
    expect(h![p * spec.hidden + 2]).toBeCloseTo(0.25 * Math.tanh(0.8), 14);
    expect(h![p * spec.hidden + 5]).toBe(-0.4);
  }
});

test('a gate can be clamped fully shut and fully open', () => {
  for (const { kind } of KINDS) {
    const spec = specOf(kind);
    for (const gate of CELLS[spec.cell].channels.filter((channel) => channelRange(spec, channel) === 'gate')) {
      for (const value of [0, 1]) {
        const clamped = read(reading(spec), both({ layer: 0, channel: gate, unit: UNIT, value, from: 0 }));
        expect(clamped.losses.every(Number.isFinite)).toBe(true);
        expect(clamped.channels[gate]![UNIT]).toBe(value);
      }
    }
  }
});

describe('refused are', () => {
  const spec = specOf({ cell: 'gru' });
  const clamp: Clamp = { layer: 0, channel: 'z', unit: 0, value: 0.5, from: 0 };
  test.each([
    ['units that the model does not have', { ...clamp, unit: spec.hidden }],
    ['layers that it does not have', { ...clamp, layer: 1 }],
    ['channels that it does not have', { ...clamp, channel: 'c' as const }],
    ['gates open by more than 1', { ...clamp, value: 1.5 }],
    ['values that are no number', { ...clamp, value: Number.NaN }],
    ['times before the text', { ...clamp, from: -1 }],
  ])('%s', (_, wrong) => {
    expect(() => new ClampedBatch(spec, [[wrong]])).toThrow(RangeError);
  });

  test('gradients through clamped units', () => {
    const model = read(reading(spec), both(clamp));
    expect(() => model.backward(new Float64Array(T * B).fill(1))).toThrow(/clamped units/);
  });
});
