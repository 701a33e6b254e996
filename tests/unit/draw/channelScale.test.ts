import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/engine/random.ts';
import { absolutePercentile, channelScale, unitExtent, differenceScale } from '../../../src/draw/channelScale.ts';
import { gradientScale } from '../../../src/draw/gradientScale.ts';

/** Two units over four timesteps: unit 0 small, unit 1 large. */
const two = { values: Float32Array.of(0.1, -4, -0.2, 2, 0.4, 8, 0, -6), from: 0, steps: 4, hidden: 2 };

describe('colour scales of channels', () => {
  test('the percentile is a value that occurs and that the share of sizes does not exceed', () => {
    const values = Float32Array.from({ length: 40 }, (_, k) => (k % 2 === 0 ? k + 1 : -(k + 1)));
    expect(absolutePercentile(values, 0.975)).toBe(39);
    expect(absolutePercentile(values, 1)).toBe(40);
    expect(absolutePercentile(values, 0)).toBe(1);
    expect(absolutePercentile(Float32Array.of(NaN, Infinity, -3), 1)).toBe(3);
    expect(absolutePercentile(Float32Array.of(NaN), 0.5)).toBe(0);
  });

  test('is the number that sorting finds, for any share, size and sign, in a part of a larger array', () => {
    const random = createRandom(4, 'values');
    const all = Float32Array.from({ length: 3000 }, () => random.normal() * 10 ** (20 * random.uniform() - 10));
    all.set([0, -0, 1e-44, -1e-44, 3e38, Number.NaN, -Infinity], 50);
    for (const [from, to] of [
      [0, 3000],
      [49, 60],
      [51, 52],
      [1, 2],
    ]) {
      const values = all.subarray(from, to);
      const sorted = values.filter(Number.isFinite).map(Math.abs).sort();
      for (const share of [0, 0.3, 0.5, 0.975, 1]) {
        const rank = Math.max(0, Math.ceil(share * sorted.length) - 1);
        expect(absolutePercentile(values, share)).toBe(sorted[rank]);
      }
    }
  });

  test('a fixed gate is placed by its own value and a fixed signed value by where it stands in −1…1', () => {
    expect(channelScale('gate', 'fixed', two).position(0.3, 0)).toBe(0.3);
    const signed = channelScale('signed', 'fixed', two);
    expect(signed.position(-1, 0)).toBe(0);
    expect(signed.position(0, 0)).toBe(0.5);
    expect(signed.position(0.5, 1)).toBe(0.75);
  });

  test('a cell state under the fixed scale is placed by tanh, and the legend says where 1 stands', () => {
    const scale = channelScale('unbounded', 'fixed', two);
    expect(scale.position(1, 0)).toBeCloseTo((Math.tanh(1) + 1) / 2, 12);
    expect(scale.ticks(0).map((tick) => tick.text)).toEqual(['−1', '0', '+1']);
    expect(scale.ticks(0)[2].position).toBeCloseTo(scale.position(1, 0), 12);
  });

  test('per channel, zero stays in the middle and both ends are as far away as the 97.5th percentile', () => {
    const scale = channelScale('unbounded', 'channel', two);
    expect(scale.position(0, 1)).toBe(0.5);
    expect(scale.position(8, 0)).toBe(1);
    expect(scale.position(-8, 0)).toBe(0);
    expect(scale.ticks(0).map((tick) => tick.text)).toEqual(['≤ −8', '0', '≥ +8']);
  });

  test('a tiny range is written once, as a power of ten', () => {
    const tiny = { values: Float32Array.of(2.7e-5, -1e-5), from: 0, steps: 2, hidden: 1 };
    expect(
      channelScale('unbounded', 'channel', tiny)
        .ticks(0)
        .map((tick) => tick.text),
    ).toEqual(['−', '≥ ±2.7·10⁻⁵']);
  });

  test('per unit, each unit reaches its own end', () => {
    const scale = channelScale('signed', 'unit', two);
    expect(scale.position(two.values[4], 0)).toBe(1);
    expect(scale.position(8, 1)).toBe(1);
    expect(scale.position(-4, 1)).toBe(0.25);
  });

  test('per unit, a gate runs from its lowest to its highest value, and one that never moves stays at the bottom', () => {
    const gates = { values: Float32Array.of(0.5, 0.25, 0.5, 0.75), from: 0, steps: 2, hidden: 2 };
    const scale = channelScale('gate', 'unit', gates);
    expect(scale.position(0.25, 1)).toBe(0);
    expect(scale.position(0.5, 1)).toBe(0.5);
    expect(scale.position(0.5, 0)).toBe(0);
    expect(scale.position(Number.NaN, 0)).toBeNaN();
  });

  test('what is no number does not move the extent', () => {
    const { low, high } = unitExtent({ values: Float32Array.of(NaN, 1, -2, Infinity), from: 0, steps: 2, hidden: 2 });
    expect([...low]).toEqual([-2, 1]);
    expect([...high]).toEqual([-2, 1]);
  });

  test('gradients are placed by decades, and what has vanished takes the ground', () => {
    const scale = gradientScale(0.03);
    expect(scale.position(0.1, 0)).toBeCloseTo(1, 12);
    expect(scale.position(-1e-4, 0)).toBeCloseTo(0.5, 12);
    expect(scale.position(1e-7, 0)).toBeCloseTo(0, 12);
    expect(scale.position(0, 0)).toBe(-Infinity);
    expect(scale.ticks(0).map((tick) => tick.text)).toEqual(['≤ 10⁻⁷', '10⁻⁴', '10⁻¹']);
  });

  test('what is never negative starts at the weak end of a sequential ramp', () => {
    for (const mode of ['fixed', 'channel', 'unit'] as const) {
      const scale = channelScale('positive', mode, two);
      expect(scale.signed).toBe(false);
      expect(scale.position(0, 1)).toBe(0);
      expect(scale.ticks(1)[0]).toEqual({ position: 0, text: expect.stringMatching(/^0(\.00)?$/) });
    }
    expect(channelScale('positive', 'fixed', two).position(0.5, 0)).toBeCloseTo(0.46211716, 7);
  });
});

test('differences of two runs take the largest of all units, and small ends are written in few digits', () => {
  const of = { values: Float32Array.of(0, 0, 0, -0.003762, 0.001, 0), from: 0, steps: 3, hidden: 2 };
  const scale = differenceScale(of);
  expect([scale.position(0, 0), scale.position(-0.003762, 1)]).toEqual([0.5, expect.closeTo(0, 6)]);
  expect(scale.ticks(0).map(({ text }) => text)).toEqual(['−', '±0.0038']);
  expect(differenceScale({ ...of, values: new Float32Array(6) }).position(0, 0)).toBe(0.5);
});
