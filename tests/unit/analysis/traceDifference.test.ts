import { describe, expect, test } from 'vitest';
import { stateDistance, steadyBelow, traceDifference } from '../../../src/analysis/traceDifference.ts';
import type { Channel } from '../../../src/engine/cells/channels.ts';
import { CELLS } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, modelSpec } from '../../browser/support/workload.ts';

const TOKENS = Int32Array.from([0, 3, 1, 1, 4, 2, 6, 5, 0, 2]);
const CHANGED = Int32Array.from([0, 3, 1, 5, 4, 2, 6, 5, 0, 2]);

describe.each(['rnn', 'gru', 'lstm'] as const)('a changed character, %s', (cell) => {
  const spec = modelSpec({ cell, layers: 2 });
  const params = asymmetricParameters(spec);
  const before = traceText(spec, params, TOKENS, 7);
  const after = traceText(spec, params, CHANGED, 7);
  const difference = traceDifference(after, before);

  test('changes nothing before it and something from it on, in every channel', () => {
    const { hidden, layers } = spec;
    for (const channel of CELLS[cell].channels) {
      const values = difference.channels[channel]!;
      for (let layer = 0; layer < layers; layer++) {
        for (let t = 0; t < TOKENS.length; t++) {
          const row = values.subarray((layer * TOKENS.length + t) * hidden, (layer * TOKENS.length + t + 1) * hidden);
          const most = Math.max(...row.map(Math.abs));
          if (t < 3) expect(most, `${channel} t ${t}`).toBe(0);
          else expect(most, `${channel} t ${t}`).toBeGreaterThan(0);
        }
      }
    }
  });

  test('its difference added to the trace before gives the trace after, and neither was touched', () => {
    for (const channel of CELLS[cell].channels) {
      const sum = before.channels[channel]!.map((value, k) => value + difference.channels[channel]![k]!);
      sum.forEach((value, k) => expect(value).toBeCloseTo(after.channels[channel]![k]!, 6));
    }
    expect(before).toEqual(traceText(spec, params, TOKENS, 7));
    expect(after).toEqual(traceText(spec, params, CHANGED, 7));
  });

  test('the distance of the states is the root of the sum of squares over the units of one layer', () => {
    const distance = stateDistance(after, before, 'h', 1);
    const T = TOKENS.length;
    for (let t = 0; t < T; t++) {
      const of = (trace: typeof after) =>
        Array.from(trace.channels.h!.subarray((T + t) * spec.hidden, (T + t + 1) * spec.hidden));
      const [a, b] = [of(after), of(before)];
      expect(distance[t]).toBeCloseTo(Math.hypot(...a.map((value, k) => value - b[k]!)), 12);
    }
  });
});

test('traces of different lengths have no difference', () => {
  const spec = modelSpec({ cell: 'gru' });
  const params = asymmetricParameters(spec);
  const long = traceText(spec, params, TOKENS, 0);
  const short = traceText(spec, params, TOKENS.subarray(2), 0);
  expect(() => traceDifference(long, short)).toThrow(RangeError);
  expect(() => stateDistance(long, short, 'h', 0)).toThrow(RangeError);
  expect(() => stateDistance(long, long, 'c' as Channel, 0)).toThrow(RangeError);
});

test('a difference has faded when it stays below the share, not when it dips below it once', () => {
  expect(steadyBelow(Float64Array.of(0, 0, 4, 0.1, 2, 0.3, 0.2), 2, 0.1)).toBe(3);
  expect(steadyBelow(Float64Array.of(0, 0, 4, 3, 2), 2, 0.1)).toBeNull();
  expect(steadyBelow(Float64Array.of(0, 0, 0), 0, 0.1)).toBe(0);
});
