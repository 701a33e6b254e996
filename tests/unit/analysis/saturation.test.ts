import { describe, expect, test } from 'vitest';
import { saturationAt } from '../../../src/analysis/saturation.ts';
import { gateHistograms, gatesOf } from '../../../src/engine/gateHistograms.ts';
import { createRandom } from '../../../src/engine/random.ts';
import type { Channel } from '../../../src/engine/cells/channels.ts';
import { ReferenceWindow } from '../../../src/engine/referenceWindow.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, randomTokens, specOf } from '../engine/models.ts';

function traced(steps: number, cell: 'rnn' | 'gru' | 'lstm') {
  const spec = specOf({ cell, layers: 2, hidden: 5 });
  const tokens = randomTokens(spec.vocab, steps, createRandom(3, 'tokens'));
  const params = asymmetricParameters(spec, 11, 2.5);
  return { trace: traceText(spec, params, tokens, 0), spec, params, tokens };
}

describe('saturation of gates', () => {
  test.each(['lstm', 'gru'] as const)(
    'of a %s: the shares are those counted one by one, at every threshold',
    (cell) => {
      const { trace, spec, params, tokens } = traced(90, cell);
      const { layers, hidden } = trace.spec;
      const histogram = gateHistograms(new ReferenceWindow(spec, params, 17), tokens);
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

  test('an RNN has no gates, whatever its nonlinearity', () => {
    expect(gatesOf(specOf({ cell: 'rnn', nonlinearity: 'sigmoid' }))).toEqual([] satisfies Channel[]);
    const { spec, params, tokens } = traced(5, 'rnn');
    const histogram = gateHistograms(new ReferenceWindow(spec, params, 17), tokens);
    expect([histogram.gates.length, histogram.counts.length]).toEqual([0, 0]);
  });
});

function seriesOf(values: Float32Array, T: number, H: number, layer: number, unit: number): number[] {
  return Array.from({ length: T }, (_, t) => values[(layer * T + t) * H + unit]!);
}
