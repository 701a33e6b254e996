import { describe, expect, test } from 'vitest';
import { partOf, partsOf, walkPart } from '../../../src/views/watch/updateParts.ts';
import type { CellKind } from '../../../src/engine/spec.ts';

describe.each(['rnn', 'gru', 'lstm'] as const)('walking through the updates of a %s', (cell: CellKind) => {
  test('forward, every part of every timestep comes once and in order, and the walk stops at the end', () => {
    const steps = 3;
    const parts = partsOf(cell).slice(1);
    const seen: string[] = [];
    let position = { part: 'all', t: 0 };
    for (let k = 0; k < steps * parts.length; k++) {
      position = walkPart(cell, position.part, 1, position.t, position.t === steps - 1);
      seen.push(`${position.t} ${position.part}`);
    }
    expect(seen).toEqual([0, 1, 2].flatMap((t) => parts.map((part) => `${t} ${part}`)));
    expect(walkPart(cell, position.part, 1, position.t, true)).toEqual(position);
  });

  test('backward it goes the same way, and stops at the first part of the text', () => {
    let position = walkPart(cell, 'all', 1, 0, false);
    const way = [position];
    for (let k = 0; k < 7; k++) way.push((position = walkPart(cell, position.part, 1, position.t, false)));
    const back = [position];
    for (let k = 0; k < 7; k++) back.push((position = walkPart(cell, position.part, -1, position.t, false)));
    expect([...back].reverse()).toEqual(way);
    expect(walkPart(cell, position.part, -1, 0, false)).toEqual(way[0]);
  });

  test('from the whole update, back leads to its last part', () => {
    expect(walkPart(cell, 'all', -1, 5, false)).toEqual({ part: partsOf(cell).at(-1), t: 5 });
  });
});

test('a part that the cell does not have shows the whole update', () => {
  expect(partOf('gru', 'forget')).toBe('all');
  expect(partOf('lstm', 'forget')).toBe('forget');
});
