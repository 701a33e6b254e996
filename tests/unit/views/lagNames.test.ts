import { describe, expect, test } from 'vitest';
import type { ModelIdentity } from '../../../src/state/model.ts';
import type { ChartLine } from '../../../src/views/compare/chartLine.ts';
import { placeLagNames } from '../../../src/views/compare/lagNames.ts';

const MODEL = { id: 'lstm', name: 'LSTM', cell: 'lstm' } as unknown as ModelIdentity;
const line = (name: string, values: readonly number[]): ChartLine => ({ name, model: MODEL, stroke: 'solid', values });
const bottom = 100;
const layout = {
  last: 10,
  x: (lag: number) => 30 * lag,
  y: () => (value: number) => (value > 0 ? bottom - value : Number.NaN),
  yAtEnd: (value: number) => bottom - Math.max(0, value),
  isFloored: true,
  width: 300,
  height: bottom,
  widthOf: ({ name }: ChartLine) => 8 * name.length,
  distance: 15,
};
/** Falls from 50 to 0 at a lag. */
const falling = (until: number): number[] => Array.from({ length: 11 }, (_, k) => Math.max(0, 50 * (1 - k / until)));

describe('the names of a lag chart', () => {
  test('stand at the right end, at the height of the line', () => {
    const { inside, ends } = placeLagNames([line('RNN', Array(11).fill(20))], layout);
    expect(inside).toEqual([]);
    expect(ends).toEqual([{ name: 'RNN', model: MODEL, y: 80 }]);
  });

  test('stand where a line leaves the picture early, right of it', () => {
    const { inside, ends } = placeLagNames([line('RNN', falling(4))], layout);
    expect(ends).toEqual([]);
    // Last drawn at lag 3, with 12.5; the baseline is four pixels lower.
    expect(inside.map(({ x, y }) => [x, y])).toEqual([[96, 91.5]]);
  });

  test('of two lines that leave, the first has its name at its left', () => {
    const { inside } = placeLagNames([line('RNN', falling(4)), line('GRU', falling(5))], layout);
    const [rnn, gru] = inside;
    expect(rnn!.x + rnn!.width).toBeLessThan(90);
    expect(gru!.x).toBe(126);
  });

  test('go to the right end where they would reach beyond it or over another', () => {
    const late = placeLagNames([line('RNN', falling(10))], layout);
    expect([late.inside, late.ends]).toEqual([[], [{ name: 'RNN', model: MODEL, y: 95 }]]);
    const lines = ['A', 'B', 'C'].map((name) => line(name, falling(4)));
    const three = placeLagNames(lines, layout);
    expect(three.inside.map(({ line: one }) => one.name)).toEqual(['A', 'B']);
    expect(three.ends.map(({ name }) => name)).toEqual(['C']);
  });

  test('of a line that is never drawn is at the bottom of the right end', () => {
    expect(placeLagNames([line('RNN', Array(11).fill(0))], layout).ends).toEqual([
      { name: 'RNN', model: MODEL, y: 100 },
    ]);
  });
});
