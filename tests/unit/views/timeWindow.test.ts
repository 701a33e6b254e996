import { describe, expect, it } from 'vitest';
import { columnCapacity, visibleColumns } from '../../../src/views/timeWindow.ts';

describe('the window of visible characters', () => {
  it('has 96 columns of 9 pixels at 1440, 149 at 1920 and 39 on a phone', () => {
    expect(columnCapacity(1440, 9)).toBe(96);
    expect(columnCapacity(1920, 9)).toBe(149);
    expect(columnCapacity(390, 9)).toBe(39);
  });

  it('stands still while the cursor moves in its middle half', () => {
    expect(visibleColumns(600, 150, 96, 100, 149)).toBe(100);
  });

  it('follows step by step once less than a quarter of it lies ahead, and behind when going back', () => {
    expect(visibleColumns(600, 172, 96, 100, 171)).toBe(101);
    expect(visibleColumns(600, 123, 96, 100, 124)).toBe(99);
  });

  it('does not run away from a character that was picked near its edge', () => {
    expect(visibleColumns(600, 193, 96, 100, 193)).toBe(100);
    expect(visibleColumns(600, 194, 96, 100, 193)).toBe(101);
    expect(visibleColumns(600, 195, 96, 100, 120, true)).toBe(100);
  });

  it('jumps to a cursor out of view and leaves a quarter of context on the side it came from', () => {
    expect(visibleColumns(600, 400, 96, 100, 150)).toBe(400 - 71);
    expect(visibleColumns(600, 50, 96, 300, 350)).toBe(50 - 24);
  });

  it('never shows what lies outside the trace', () => {
    expect(visibleColumns(600, 599, 96, 100, 598)).toBe(504);
    expect(visibleColumns(600, 0, 96, 100, 500)).toBe(0);
    expect(visibleColumns(40, 39, 40, 7, 38)).toBe(0);
  });

  it('keeps the cursor in view at every step of a walk there and back', () => {
    let start = 0;
    let previous = 0;
    const there = Array.from({ length: 300 }, (_, t) => t);
    for (const t of [...there, ...[...there].reverse()]) {
      start = visibleColumns(300, t, 33, start, previous);
      previous = t;
      expect(t).toBeGreaterThanOrEqual(start);
      expect(t).toBeLessThan(start + 33);
    }
  });
});
