import { describe, expect, it } from 'vitest';
import {
  clampTo,
  isWithin,
  MAX_BATCH,
  MAX_ELEMENTS,
  MAX_EMBEDDING,
  MAX_FILE_BYTES,
  MAX_HIDDEN,
  MAX_IMPORTED_HIDDEN,
  MAX_LAYERS,
  MAX_SEED,
  MAX_TENSORS,
  MAX_TEXT_CHARS,
  MAX_TRACE_LENGTH,
  MAX_UNROLL,
  MAX_VOCAB,
} from '../../../src/limits/limits.ts';
import { SETTINGS } from '../../../src/state/settingsTable.ts';

describe('limits', () => {
  it('leaves every default setting inside its range', () => {
    const numbers = Object.values(SETTINGS).filter((setting) => setting.kind === 'number');
    expect(numbers.length).toBeGreaterThan(10);
    for (const { name, codec, initial } of numbers) expect(isWithin(codec.range, initial), name).toBe(true);
  });

  it('promises the figures that the help names', () => {
    expect({
      MAX_TEXT_CHARS,
      MAX_VOCAB,
      MAX_HIDDEN,
      MAX_LAYERS,
      MAX_UNROLL,
      MAX_BATCH,
      MAX_SEED,
      MAX_TRACE_LENGTH,
    }).toEqual({
      MAX_TEXT_CHARS: 10_000_000,
      MAX_VOCAB: 4096,
      MAX_HIDDEN: 512,
      MAX_LAYERS: 4,
      MAX_UNROLL: 512,
      MAX_BATCH: 256,
      MAX_SEED: 2 ** 32 - 1,
      MAX_TRACE_LENGTH: 20_000,
    });
  });

  it('lets a file hold the largest ordinary model and as many tensors as its layers need', () => {
    const H = MAX_HIDDEN;
    const V = MAX_VOCAB;
    const perLayer = 4 * H * (H + H + 2);
    const largest = V * MAX_EMBEDDING + MAX_LAYERS * perLayer + V * H + V;
    expect(largest).toBeLessThanOrEqual(MAX_ELEMENTS);
    expect(4 * MAX_ELEMENTS).toBeLessThanOrEqual(MAX_FILE_BYTES);
    expect(1 + 4 * MAX_LAYERS + 2).toBeLessThanOrEqual(MAX_TENSORS);
    expect(MAX_IMPORTED_HIDDEN).toBeGreaterThanOrEqual(MAX_HIDDEN);
  });

  it('takes the ends of a range and refuses what lies beyond, NaN and fractions of whole numbers', () => {
    const [hidden, learningRate] = [SETTINGS.hidden.codec.range, SETTINGS.learningRate.codec.range];
    expect([1, 512].every((v) => isWithin(hidden, v))).toBe(true);
    expect([0, 513, 1.5, Number.NaN, Infinity].some((v) => isWithin(hidden, v))).toBe(false);
    expect(isWithin(learningRate, 0.005)).toBe(true);
  });

  it('clamps to the nearest value inside, whole where it must be, and gives up on NaN', () => {
    const [hidden, learningRate] = [SETTINGS.hidden.codec.range, SETTINGS.learningRate.codec.range];
    expect(clampTo(hidden, 9999)).toBe(512);
    expect(clampTo(hidden, -Infinity)).toBe(1);
    expect(clampTo(hidden, 12.6)).toBe(13);
    expect(clampTo(learningRate, 12.6)).toBe(12.6);
    expect(clampTo(hidden, Number.NaN)).toBeNull();
  });
});
