import { lengthOf } from '../../../src/engine/range.ts';
import { describe, expect, it } from 'vitest';
import { stepsPerColumn } from '../../../src/draw/timeColumns.ts';
import {
  axisRoom,
  clampedStart,
  nextWidth,
  startWith,
  stepsInView,
  visibleColumns,
  widthLimits,
  wholeWidth,
  zoomedWidth,
} from '../../../src/views/chart/timeZoom.ts';

describe('the window of visible characters', () => {
  it('has 96 columns of 9 pixels at 1440, 149 at 1920 and 39 on a phone', () => {
    expect(lengthOf(stepsInView(0, 1000, axisRoom(1440), 9))).toBe(96);
    expect(lengthOf(stepsInView(0, 1000, axisRoom(1920), 9))).toBe(149);
    expect(lengthOf(stepsInView(0, 1000, axisRoom(390), 9))).toBe(39);
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

describe('zoom in time', () => {
  const room = axisRoom(1440);

  it('goes from ten timesteps over the whole width to all 20,000', () => {
    const limits = widthLimits(20_000, room, 9);
    expect(lengthOf(stepsInView(0, 20_000, room, limits.most))).toBe(10);
    expect(lengthOf(stepsInView(0, 20_000, room, limits.least))).toBe(20_000);
    expect(stepsPerColumn(limits.least)).toBeCloseTo(20_000 / 864, 12);
  });

  it('shows a trace that does not fill the width in whole pixels, and one that does not fit over all of it', () => {
    expect(wholeWidth(100, room)).toBe(8);
    expect(lengthOf(stepsInView(0, 1000, room, wholeWidth(1000, room)))).toBe(1000);
  });

  it('gives few letters all the room there is, one or two to the whole axis, and holds it while more are written', () => {
    expect([1, 2, 5, 30, 96, 97].map((T) => zoomedWidth('natural', T, room, 9))).toEqual([864, 432, 172, 28, 9, 9]);
    expect(zoomedWidth('natural', 1, room, 9, 200)).toBe(9);
    expect(widthLimits(5, room, 9)).toEqual({ least: 9, most: 172 });
    expect(zoomedWidth('whole', 5, room, 9)).toBe(172);
    expect(zoomedWidth('natural', 0, room, 9)).toBe(9);
  });

  it('passes whole pixels, then one pixel for two, three and more timesteps', () => {
    const limits = widthLimits(20_000, room, 9);
    const widths: number[] = [9];
    while (widths[widths.length - 1] > limits.least) widths.push(nextWidth(widths[widths.length - 1], 'out', limits));
    expect(widths.slice(0, 8)).toEqual([9, 6, 4, 3, 2, 1, 1 / 2, 1 / 3]);
    expect(widths.at(-1)).toBe(limits.least);
  });

  it('keeps a wide letter its own width, and fits the whole trace again when it grows', () => {
    expect(zoomedWidth('natural', 500, room, 20)).toBe(20);
    expect(zoomedWidth('whole', 432, room, 9)).toBe(2);
    expect(zoomedWidth('whole', 864, room, 9)).toBe(1);
  });

  it('keeps the timestep under the pointer where it is', () => {
    // Timestep 312 is the tenth column of 9 pixels from 302; at 40 pixels a column, 95 pixels from the left is the third.
    expect(startWith(312, 95, 1000, room, 40)).toBe(310);
    expect(startWith(2, 95, 1000, room, 9)).toBe(0);
  });

  it('starts at the first timestep of a column, so that panning does not deal the timesteps anew', () => {
    expect(clampedStart(1001, 20_000, room, 1 / 3)).toBe(1002);
    expect(clampedStart(19_999, 20_000, room, 1 / 3)).toBe(17_409);
    expect(lengthOf(stepsInView(17_409, 20_000, room, 1 / 3))).toBe(2591);
  });
});
