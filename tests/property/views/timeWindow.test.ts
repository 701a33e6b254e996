import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnOf, firstOfColumn, stepsPerColumn } from '../../../src/draw/timeColumns.ts';
import {
  axisRoom,
  clampedStart,
  followingStart,
  nextWidth,
  snappedWidth,
  startWith,
  stepsInView,
  timestepAt,
  widthLimits,
  zoomedWidth,
} from '../../../src/views/chart/timeZoom.ts';

/** An axis of some page and trace, with two widths it can have and a window somewhere on it. */
const axes = fc
  .record({
    T: fc.integer({ min: 1, max: 20_000 }),
    room: fc.integer({ min: 72, max: 2000 }),
    natural: fc.integer({ min: 9, max: 24 }),
    zooms: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    position: fc.double({ min: 0, max: 1, noNaN: true }),
    x: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  .map(({ T, room, natural, zooms, position, x }) => {
    const limits = widthLimits(T, room, natural);
    const [from, to] = zooms.map((zoom) => snappedWidth(limits.least * (limits.most / limits.least) ** zoom, limits));
    return { T, room, limits, from, to, x: x * room, start: clampedStart(position * T, T, room, from) };
  });

describe('the columns of a time axis', () => {
  test('every timestep is in exactly one, whatever number of them shares it', () => {
    const shares = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.double({ min: 1, max: 40, noNaN: true }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), shares, (t, steps) => {
        const column = columnOf(t, steps);
        expect(firstOfColumn(column, steps)).toBeLessThanOrEqual(t);
        expect(firstOfColumn(column + 1, steps)).toBeGreaterThan(t);
      }),
    );
  });
});

describe('zoom and pan', () => {
  test('the window never leaves the trace, is never empty and starts where a column starts', () => {
    fc.assert(
      fc.property(axes, ({ T, room, from, to, x, start }) => {
        const moved = startWith(Math.min(T - 1, timestepAt(x, start, room, from)), x, T, room, to);
        for (const [at, width] of [
          [start, from],
          [moved, to],
        ] as const) {
          const n = stepsPerColumn(width);
          const seen = stepsInView(at, T, room, width);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(seen.from).toBe(at);
          expect(seen.to).toBeGreaterThan(at);
          expect(seen.to).toBeLessThanOrEqual(T);
          expect(firstOfColumn(columnOf(at, n), n)).toBe(at);
        }
      }),
    );
  });

  test('the timestep under the pointer stays under it, unless an end of the trace is in the way', () => {
    fc.assert(
      fc.property(axes, ({ T, room, from, to, x, start }) => {
        const t = timestepAt(x, start, room, from);
        fc.pre(t < T);
        const moved = startWith(t, x, T, room, to);
        const isAtEnd = moved === 0 || stepsInView(moved, T, room, to).to === T;
        const n = stepsPerColumn(to);
        if (!isAtEnd) expect(columnOf(timestepAt(x, moved, room, to), n)).toBe(columnOf(t, n));
      }),
    );
  });

  test('a window that follows the cursor has it in view, wherever it was', () => {
    fc.assert(
      fc.property(
        axes,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.boolean(),
        (axis, position, isPointerDown) => {
          const { T, room, from: columnWidth, start: previousStart } = axis;
          const t = Math.floor(position * T);
          const start = followingStart({
            T,
            t,
            room,
            columnWidth,
            previousStart,
            previousT: previousStart,
            isPointerDown,
          });
          expect(start).toBeLessThanOrEqual(t);
          expect(stepsInView(start, T, room, columnWidth).to).toBeGreaterThan(t);
        },
      ),
    );
  });

  test('a text whose letters leave room takes all of the axis, to less than a pixel for each of them', () => {
    const pages = fc.tuple(
      fc.integer({ min: 280, max: 2600 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 9, max: 24 }),
    );
    fc.assert(
      fc.property(pages, ([page, T, natural]) => {
        const room = axisRoom(page);
        const width = zoomedWidth('natural', T, room, natural);
        expect(width).toBeGreaterThanOrEqual(natural);
        if (width > natural) expect(T * width).toBeLessThanOrEqual(room);
        if (T * natural <= room) expect(room - T * width).toBeLessThan(T);
      }),
    );
  });

  test('every press zooms until the limit is reached', () => {
    fc.assert(
      fc.property(axes, fc.constantFrom('in' as const, 'out' as const), ({ limits, from }, direction) => {
        const end = direction === 'in' ? limits.most : limits.least;
        let width = from;
        for (let presses = 0; width !== end; presses++) {
          const next = nextWidth(width, direction, limits);
          if (direction === 'in') expect(next).toBeGreaterThan(width);
          else expect(next).toBeLessThan(width);
          expect(presses).toBeLessThan(40);
          width = next;
        }
      }),
    );
  });
});
