import { describe, expect, test } from 'vitest';
import { gateHistogram, gatesOf, saturationAt } from '../../../src/analysis/saturation.ts';
import { createRandom } from '../../../src/engine/random.ts';
import type { Channel } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, randomTokens, specOf } from '../engine/models.ts';

function traceOf(steps: number, cell: 'rnn' | 'gru' | 'lstm' = 'lstm') {
  const spec = specOf({ cell, layers: 2, hidden: 5 });
  const tokens = randomTokens(spec.vocab, steps, createRandom(3, 'tokens'));
  return traceText(spec, asymmetricParameters(spec, 11, 2.5), tokens, 0);
}

describe('saturation of gates', () => {
  test.each(['lstm', 'gru'] as const)(
    'of a %s: the shares are those counted one by one, at every threshold',
    (cell) => {
      const trace = traceOf(90, cell);
      const { layers, hidden } = trace.spec;
      const histogram = gateHistogram(trace);
      expect(histogram.steps).toBe(90);
      expect(histogram.gates).toEqual(cell === 'lstm' ? ['i', 'f', 'o'] : ['r', 'z']);
      for (const [below, above] of [
        [0.1, 0.9],
        [0.37, 0.62],
        [0.01, 0.99],
      ] as const) {
        const { shut, open } = saturationAt(histogram, below, above);
        for (const [g, gate] of histogram.gates.entries()) {
          for (let l = 0; l < layers; l++) {
            for (let j = 0; j < hidden; j++) {
              const series = seriesOf(trace.channels[gate]!, 90, hidden, l, j);
              const at = (l * histogram.gates.length + g) * hidden + j;
              expect(shut[at]).toBeCloseTo(series.filter((v) => v < below).length / 90, 12);
              expect(open[at]).toBeCloseTo(series.filter((v) => v >= above).length / 90, 12);
            }
          }
        }
      }
    },
  );

  test('0 and 1 are counted, and what is no number is not', () => {
    const trace = traceOf(4);
    const values = Float32Array.from(trace.channels.f!);
    const unit = [0, 1, NaN, 0.5];
    for (let t = 0; t < 4; t++) values[t * 5 + 2] = unit[t]!;
    const histogram = gateHistogram({ ...trace, channels: { ...trace.channels, f: values } });
    const at = 1 * 5 + 2;
    const bins = histogram.counts.subarray(at * 100, (at + 1) * 100);
    expect([bins[0], bins[50], bins[99]]).toEqual([1, 1, 1]);
    expect(bins.reduce((a, b) => a + b, 0)).toBe(3);
    const { shut, open } = saturationAt(histogram, 0.1, 0.9);
    expect([shut[at], open[at]]).toEqual([0.25, 0.25]);
  });

  test('of a trace with too many values every k-th timestep is counted and the steps say so', () => {
    const trace = traceOf(31);
    // 31 · 2 · 5 · 3 = 930 values: every fourth timestep leaves 8.
    const histogram = gateHistogram(trace, 300);
    expect(histogram.steps).toBe(8);
    const unit = histogram.counts.subarray(0, 100);
    const expected = new Uint32Array(100);
    for (const [t, v] of seriesOf(trace.channels.i!, 31, 5, 0, 0).entries()) {
      if (t % 4 === 0) expected[Math.floor(v * 100)]!++;
    }
    expect([...unit]).toEqual([...expected]);
  });

  test('an RNN has no gates, whatever its nonlinearity', () => {
    expect(gatesOf(specOf({ cell: 'rnn', nonlinearity: 'sigmoid' }))).toEqual([] satisfies Channel[]);
    const histogram = gateHistogram(traceOf(5, 'rnn'));
    expect([histogram.gates.length, histogram.counts.length]).toEqual([0, 0]);
  });
});

function seriesOf(values: Float32Array, T: number, H: number, layer: number, unit: number): number[] {
  return Array.from({ length: T }, (_, t) => values[(layer * T + t) * H + unit]!);
}
