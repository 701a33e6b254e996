import { describe, expect, test } from 'vitest';
import { unitLines } from '../../../src/views/watch/shownKeys.ts';
import { watchHeights } from '../../../src/views/watch/stackLayout.ts';

describe('the map of one channel and the lines below it', () => {
  const request = { maps: ['f'] as const, rows: 12, lines: 2, narrow: false };

  test.each([
    [296, 12],
    [520, 12],
    [520, 32],
    [520, 64],
    [400, 512],
  ])('%i pixels hold the map of %i units and its lines', (room, rows) => {
    const { selected, unitLine } = watchHeights({ ...request, rows, room });
    expect(5 + selected.height + 2 * (unitLine + 10)).toBeLessThanOrEqual(room);
    expect(unitLine).toBeGreaterThanOrEqual(64);
  });

  test('twelve rows are high enough for their numbers', () => {
    expect(watchHeights({ ...request, room: 520 }).selected.pixelsPerRow).toBe(12);
    expect(watchHeights({ ...request, room: 296 }).selected.pixelsPerRow).toBeGreaterThanOrEqual(10);
    expect(watchHeights({ ...request, room: 0, narrow: true }).selected.pixelsPerRow).toBe(12);
  });

  test('a gradient below the map keeps its own line under it', () => {
    const { selected, other, unitLine } = watchHeights({ ...request, maps: ['f', 'dh'], room: 520 });
    expect(10 + selected.height + other.height + 28 + 2 * (unitLine + 10)).toBeLessThanOrEqual(520);
  });

  test('a stack of all channels has no lines of its own', () => {
    const all = watchHeights({ maps: ['i', 'f', 'g', 'o', 'c', 'h'], rows: 64, lines: 0, room: 520, narrow: false });
    expect(all.unitLine).toBe(0);
    expect(all.selected.height).toBeGreaterThanOrEqual(all.other.height);
  });

  test('the maps of two layers have rows for their numbers where there is room', () => {
    const { selected, other } = watchHeights({ maps: ['c', 'c'], rows: 12, lines: 0, room: 520, narrow: false });
    expect([selected.pixelsPerRow, other.pixelsPerRow]).toEqual([12, 12]);
  });
});

describe('the lines of the selected unit', () => {
  test('are its channel, its memory, and the gate that keeps it, in the order of the cell', () => {
    expect(unitLines('lstm', 'f')).toEqual(['f', 'c']);
    expect(unitLines('lstm', 'c')).toEqual(['f', 'c']);
    expect(unitLines('lstm', 'h')).toEqual(['f', 'c', 'h']);
    expect(unitLines('lstm', 'g')).toEqual(['f', 'g', 'c']);
    expect(unitLines('gru', 'h')).toEqual(['z', 'h']);
    expect(unitLines('rnn', 'h')).toEqual(['h']);
  });
});
