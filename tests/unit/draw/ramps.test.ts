import { describe, expect, test } from 'vitest';
import {
  luminance,
  rampColour,
  rampTable,
  tableEntry,
  textOn,
  type RampName,
  type Theme,
} from '../../../src/draw/ramps.ts';

const RAMPS: readonly RampName[] = ['gate', 'signed', 'gradient'];
const THEMES: readonly Theme[] = ['light', 'dark'];

function lightness(ramp: RampName, theme: Theme): number[] {
  const table = rampTable(ramp, theme);
  return Array.from({ length: 256 }, (_, k) => luminance(table[k * 4], table[k * 4 + 1], table[k * 4 + 2]));
}

/** Contrast of two relative luminances, WCAG 2.2. */
const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe('colour ramps', () => {
  test.each(THEMES)('the stronger mark is always the open gate and the larger gradient, in %s', (theme) => {
    for (const ramp of ['gate', 'gradient'] as const) {
      const y = lightness(ramp, theme);
      for (let k = 1; k < 256; k++) {
        if (theme === 'light') expect(y[k]).toBeLessThanOrEqual(y[k - 1]);
        else expect(y[k]).toBeGreaterThanOrEqual(y[k - 1]);
      }
      expect(contrast(y[0], y[255])).toBeGreaterThan(8);
    }
  });

  test.each(THEMES)('a signed value grows stronger away from zero on both sides, in %s', (theme) => {
    const y = lightness('signed', theme);
    const towards = theme === 'light' ? -1 : 1;
    for (let k = 128; k < 255; k++) expect(towards * (y[k + 1] - y[k])).toBeGreaterThanOrEqual(0);
    for (let k = 127; k > 0; k--) expect(towards * (y[k - 1] - y[k])).toBeGreaterThanOrEqual(0);
  });

  test('negative is blue and positive is red, in light and in dark', () => {
    for (const theme of THEMES) {
      const table = rampTable('signed', theme);
      for (const k of [20, 60]) expect(table[k * 4 + 2]).toBeGreaterThan(table[k * 4]);
      for (const k of [195, 235]) expect(table[k * 4]).toBeGreaterThan(table[k * 4 + 2]);
    }
  });

  test('letters on any colour of any ramp have a contrast of at least 4.5', () => {
    for (const theme of THEMES) {
      for (const ramp of RAMPS) {
        const y = lightness(ramp, theme);
        for (let k = 0; k < 256; k++) {
          const ink = textOn(ramp, theme, k / 255) === '#fff' ? 1 : 0;
          expect(contrast(y[k], ink)).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  test('the ends of a ramp are its first and last stop, and what lies outside takes them', () => {
    expect(rampColour('gate', 'light', 0)).toBe('rgb(251,250,248)');
    expect(rampColour('gate', 'light', 7)).toBe('rgb(74,69,63)');
    expect(rampColour('signed', 'dark', -3)).toBe('rgb(169,214,255)');
  });

  test('what is no number has a colour that no ramp contains', () => {
    expect(tableEntry(Number.NaN)).toBe(-1);
    for (const theme of THEMES) {
      for (const ramp of RAMPS) {
        const missing = rampColour(ramp, theme, Number.NaN);
        for (let k = 0; k < 256; k++) expect(rampColour(ramp, theme, k / 255)).not.toBe(missing);
      }
    }
  });
});
