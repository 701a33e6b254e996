import { describe, expect, test } from 'vitest';
import { mapReading } from '../../../src/views/watch/mapReading.ts';

const of = { values: Float32Array.of(0.25, 0.5, -0.75, 0.125), from: 0, steps: 4, hidden: 1 };
const base = { of, unit: 0, flipped: false, symbol: (t: number) => `"${'abcd'[t]}"` } as const;

describe('what the pointer reads on a map', () => {
  test('one timestep: the exact value, with its sign where it has one', () => {
    const reading = { ...base, key: 'c', range: 'unbounded', t: 1, last: 1, shares: 'extreme' } as const;
    expect(mapReading(reading)).toBe('unit 0 · c · t 1 "b" · +0.500');
    expect(mapReading({ ...reading, flipped: true })).toBe('unit 0 · c · t 1 "b" · +0.500 · drawn with flipped sign');
  });

  test('several in one pixel: the one that gives the colour, by name, or the mean of gates', () => {
    const several = { ...base, t: 0, last: 3 } as const;
    expect(mapReading({ ...several, key: 'h', range: 'signed', shares: 'extreme' })).toBe(
      'unit 0 · h · t 2 "c" · −0.750 · largest of t 0 to 3',
    );
    expect(mapReading({ ...several, key: 'f', range: 'gate', shares: 'mean' })).toBe(
      'unit 0 · f · mean of t 0 to 3 · 0.031',
    );
  });

  test('what is not kept is not read as a number, and does not count among those that share a pixel', () => {
    const late = { ...base, of: { ...of, from: 2, steps: 9 }, key: 'f', range: 'gate', shares: 'mean' } as const;
    expect(mapReading({ ...late, t: 0, last: 0 })).toBe('unit 0 · f · t 0 "a" · being traced');
    expect(mapReading({ ...late, t: 1, last: 3 })).toBe('unit 0 · f · mean of t 2 to 3 · 0.375');
  });

  test('a gradient keeps its digits however small it is', () => {
    const small = { ...of, values: Float32Array.of(-4.5e-7) };
    const reading = { ...base, of: small, key: 'dh', range: 'unbounded', t: 0, last: 0, shares: 'extreme' } as const;
    expect(mapReading(reading)).toBe('unit 0 · ∂L/∂h · t 0 "a" · −4.50·10⁻⁷');
  });
});
