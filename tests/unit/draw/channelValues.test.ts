import { describe, expect, test } from 'vitest';
import { rowNorms } from '../../../src/analysis/gradientNorms.ts';
import {
  channelValues,
  layerValues,
  overText,
  valueAt,
  valuesAt,
  valuesBefore,
} from '../../../src/draw/channelValues.ts';
import { unitExtent } from '../../../src/draw/channelScale.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { channelRow, logitsRow } from '../../../src/engine/trace.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { channelValue } from '../../../src/views/readingText.ts';
import { asymmetricParameters, randomTokens } from '../engine/models.ts';
import { createRandom } from '../../../src/engine/random.ts';

const spec: ModelSpec = {
  cell: 'gru',
  vocab: 7,
  hidden: 5,
  layers: 2,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};
const params = asymmetricParameters(spec);
const tokens = randomTokens(7, 30, createRandom(1, 'tokens'));
const whole = traceText(spec, params, tokens, 0);
const part = traceText(spec, params, tokens, 0, { from: 11, to: 19 });

describe('all units at one timestep, and one earlier', () => {
  test('are the rows of the channel', () => {
    const of = channelValues(whole, 'z', 1);
    expect([...valuesAt(of, 12)]).toEqual([0, 1, 2, 3, 4].map((unit) => valueAt(of, 12, unit)));
    expect(valuesBefore(whole, 'z', 1, 12)).toEqual(valuesAt(of, 11));
  });

  test('before the first timestep the state is zero, and a gate has no value', () => {
    expect(valuesBefore(whole, 'h', 0, 0)).toEqual(new Float32Array(5));
    expect(valuesBefore(whole, 'z', 0, 0)).toBeNull();
  });

  test('of timesteps that are not kept there are none', () => {
    expect([...valuesAt(channelValues(part, 'h', 0), 10)]).toEqual(new Array(5).fill(Number.NaN));
    expect(valuesBefore(part, 'h', 0, 11)).toBeNull();
    expect(valuesBefore(part, 'h', 0, 12)).toEqual(valuesAt(channelValues(whole, 'h', 0), 11));
  });
});

describe('a trace of which a stretch is kept', () => {
  test('reads the same values at the same timesteps as the whole, and no number outside', () => {
    for (const channel of CELLS.gru.channels) {
      for (const layer of [0, 1]) {
        const [all, kept] = [channelValues(whole, channel, layer), channelValues(part, channel, layer)];
        expect(kept.steps).toBe(30);
        for (let t = 0; t < 30; t++) {
          const isRetained = t >= 11 && t < 19;
          for (let unit = 0; unit < 5; unit++) {
            const expected = isRetained ? valueAt(all, t, unit) : Number.NaN;
            expect(valueAt(kept, t, unit)).toBe(expected);
            expect(channelValue(part, channel, layer, t, unit)).toBe(isRetained ? expected : undefined);
          }
        }
      }
    }
    expect(valueAt(channelValues(part, 'h', 0), -1, 2)).toBe(0);
    for (const t of [11, 15, 18]) {
      expect(channelRow(part, 'z', 1, t)).toEqual(channelRow(whole, 'z', 1, t));
      expect(logitsRow(part, t)).toEqual(whole.logits.subarray(t * 7, (t + 1) * 7));
    }
    for (const t of [10, 19]) {
      expect(channelRow(part, 'z', 1, t).every(Number.isNaN)).toBe(true);
      expect(logitsRow(part, t)).toBeNull();
    }
    expect([...channelRow(part, 'h', 1, -1)]).toEqual([0, 0, 0, 0, 0]);
    expect(channelValue(part, 'c', 0, 12, 0)).toBeUndefined();
  });

  test('puts numbers of its rows on the text’s own axis', () => {
    const norms = (trace: typeof whole) => {
      const rows = layerValues(trace.gradH, trace, 1);
      return overText(rows, rowNorms(rows.values, rows.hidden));
    };
    const [all, kept] = [norms(whole), norms(part)];
    expect(kept.length).toBe(30);
    expect(kept).toEqual(all.map((norm, t) => (t >= 11 && t < 19 ? norm : Number.NaN)));
  });

  test('spans what its rows span', () => {
    const { low, high } = unitExtent(channelValues(part, 'n', 1));
    const n = channelValues(whole, 'n', 1);
    for (let unit = 0; unit < 5; unit++) {
      const values = Array.from({ length: 8 }, (_, k) => valueAt(n, 11 + k, unit));
      expect([low[unit], high[unit]]).toEqual([Math.min(...values), Math.max(...values)]);
    }
  });
});
