import { describe, expect, test } from 'vitest';
import { envelopePath } from '../../../src/draw/envelope.ts';
import { normScale } from '../../../src/draw/normScale.ts';
import { spreadLabels } from '../../../src/draw/spreadLabels.ts';
import { stepLine } from '../../../src/draw/stepLine.ts';

const HOSTILE = [0.5, NaN, -0.25, Infinity, -Infinity, 0, 1];

describe('step lines', () => {
  test('each timestep is flat across its own column', () => {
    const values = [0, 1, 0.5];
    const { line } = stepLine({ value: (k) => values[k], columns: 3, columnWidth: 9, y: (v) => 10 - 10 * v }, 0);
    expect(line).toBe('M0 10H9V0H18V5H27');
  });

  test('what lies above the base and what lies below it are areas of their own', () => {
    const values = [1, -1];
    const { above, below } = stepLine({ value: (k) => values[k], columns: 2, columnWidth: 4, y: (v) => 5 - 5 * v }, 0);
    expect(above).toBe('M0 5V0H4V5Z');
    expect(below).toBe('M4 5V10H8V5Z');
  });

  test('neighbours on one side of the base share one outline, which a missing value parts', () => {
    const values = [1, 0.5, NaN, 1, -1, -0.5];
    const { above, below } = stepLine({ value: (k) => values[k], columns: 6, columnWidth: 2, y: (v) => 5 - 4 * v }, 0);
    expect(above).toBe('M0 5V1H2V3H4V5ZM6 5V1H8V5Z');
    expect(below).toBe('M8 5V9H10V7H12V5Z');
  });

  test('a value that is no finite number breaks the line and leaves nothing unreadable in it', () => {
    const paths = stepLine(
      { value: (k) => HOSTILE[k], columns: HOSTILE.length, columnWidth: 9, y: (v) => 10 - 10 * v },
      0,
    );
    for (const d of Object.values(paths)) expect(d).not.toMatch(/NaN|Infinity|e/);
    expect(paths.line.match(/M/g)).toHaveLength(3);
  });
});

describe('lines of many values', () => {
  test('a spike survives where a hundred values share one pixel', () => {
    const values = Array.from({ length: 1000 }, (_, k) => (k === 537 ? 1 : 0));
    const d = envelopePath(
      (k) => values[k],
      values.length,
      10,
      (v) => 20 - 20 * v,
    );
    expect(d).toContain('L5.5 0L5.5 20');
  });

  test('with room for each value the line goes through the middles of the columns', () => {
    expect(
      envelopePath(
        (k) => k,
        3,
        27,
        (v) => v,
      ),
    ).toBe('M4.5 0L13.5 1L22.5 2');
  });

  test('a value without neighbours is a dash: nothing would be seen of a point', () => {
    const d = envelopePath(
      (k) => [Number.NaN, 5, Number.NaN, 1, 2][k]!,
      5,
      50,
      (v) => v,
    );
    expect(d).toBe('M12 5h6M35 1L45 2');
    expect(
      envelopePath(
        () => 7,
        1,
        20,
        (v) => v,
      ),
    ).toBe('M7 7h6');
  });

  test('what is no number breaks the line in both cases', () => {
    for (const width of [100, 3]) {
      const d = envelopePath(
        (k) => HOSTILE[k % HOSTILE.length],
        21,
        width,
        (v) => v,
      );
      expect(d).not.toMatch(/NaN|Infinity/);
    }
    expect(
      envelopePath(
        () => NaN,
        5,
        50,
        (v) => v,
      ),
    ).toBe('');
  });
});

describe('log axis of norms', () => {
  test('it spans whole powers of ten around the values that can be shown', () => {
    const scale = normScale([3e-4, 0.02, 0, NaN, 1e-40], 0, 100, 10);
    expect(scale.low).toBeCloseTo(1e-4, 15);
    expect(scale.high).toBeCloseTo(0.1, 12);
    expect(scale.exponents).toEqual([-1, -2, -3, -4]);
  });

  test('zero and what is below 1e-30 are drawn at the floor, never as minus infinity', () => {
    const scale = normScale([1e-3, 1], 0, 100, 10);
    expect(scale.y(0)).toBe(100);
    expect(scale.y(1e-35)).toBe(100);
    expect(scale.y(1)).toBe(0);
    expect(scale.y(NaN)).toBeNaN();
  });

  test('infinity and what is above 1e38 are drawn at the ceiling, and the axis ends there', () => {
    const scale = normScale([1, 1e300, Infinity], 0, 100, 10);
    expect([scale.low, scale.high]).toEqual([1, 1e38]);
    expect([scale.y(1e38), scale.y(1e300), scale.y(Infinity)]).toEqual([0, 0, 0]);
  });

  test('one value or none still makes an axis of two decades', () => {
    for (const values of [[], [1], [5e-3], [0]]) {
      const { low, high, exponents } = normScale(values, 0, 100, 10);
      expect(high / low).toBeGreaterThan(99);
      expect(exponents.length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('labels at line ends', () => {
  test('they are pushed apart in their order and stay inside', () => {
    expect(spreadLabels([50, 52, 10], 16, 0, 100)).toEqual([50, 66, 10]);
    const low = spreadLabels([99, 98, 100], 14, 0, 100);
    expect(low).toEqual([86, 72, 100]);
  });
});
