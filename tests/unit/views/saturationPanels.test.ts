import { expect, test } from 'vitest';
import { GATE_BINS, type GateHistograms } from '../../../src/engine/gateHistograms.ts';
import { specOf } from '../engine/models.ts';
import { saturationPanels } from '../../../src/views/watch/saturationPanels.ts';
import { SQUARE } from '../../../src/views/chart/squareSize.ts';

test('every unit of every layer has its dot in its gate’s panel, shut to the right and open upwards', () => {
  // [L, gates, H]: ten steps each, of which unit u of the flat order is shut in u and open in 10 − u, up to u = 10.
  const [layers, hidden, gates] = [2, 3, ['r', 'z'] as const];
  const counts = new Uint32Array(layers * gates.length * hidden * GATE_BINS);
  for (let u = 0; u < layers * gates.length * hidden; u++) {
    counts[u * GATE_BINS + 3] = Math.min(10, u);
    counts[u * GATE_BINS + 97] = 10 - Math.min(10, u);
  }
  const spec = specOf({ cell: 'gru', layers, hidden });
  const histogram: GateHistograms = { spec, gates, counts, steps: 10 };
  const panels = saturationPanels(histogram, 0.1, 0.9);
  expect(panels.map(({ gate }) => gate)).toEqual(['r', 'z']);
  // Gate z: units 3 4 5 of layer 1, 9 10 11 of layer 2 in the flat order.
  expect([...panels[1]!.shut]).toEqual([0.3, 0.4, 0.5, 0.9, 1, 1]);
  expect([...panels[1]!.open]).toEqual([0.7, 0.6, 0.5, 0.1, 0, 0]);
  expect(panels[1]!.x[0]).toBeCloseTo(0.3 * SQUARE, 10);
  expect(panels[1]!.y[0]).toBeCloseTo(0.3 * SQUARE, 10);
  expect(panels[1]!.y[4]).toBe(SQUARE);
  expect(panels[0]!.paths.map((dealt) => dealt.length)).toEqual([3, 3]);
  expect(saturationPanels(histogram, 0.03, 0.98)[1]!.shut.every((share) => share === 0)).toBe(true);
});
