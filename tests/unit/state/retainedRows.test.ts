import { holds, lengthOf } from '../../../src/engine/range.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellKind, ModelSpec } from '../../../src/engine/spec.ts';
import { traceBytes } from '../../../src/engine/trace.ts';
import { rowsToRetain, stillServes, traceBudgets } from '../../../src/state/retainedRows.ts';

function specOf(cell: CellKind, hidden: number, layers = 1): ModelSpec {
  return { cell, vocab: 60, hidden, layers, embedding: 0, nonlinearity: 'tanh', reset: 'after' };
}

const BYTES = 400e6;
const THREE = (['rnn', 'gru', 'lstm'] as const).map((cell) => ({ id: cell, spec: specOf(cell, 512, 2) }));

describe('the bytes of all traces together', () => {
  it('are never more than allowed, whatever the models, the text and the selection', () => {
    const model = fc.record({
      cell: fc.constantFrom<CellKind>('rnn', 'gru', 'lstm'),
      hidden: fc.integer({ min: 1, max: 512 }),
      layers: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(model, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.nat(4),
        (given, T, at) => {
          const models = given.map(({ cell, hidden, layers }, k) => ({
            id: String(k),
            spec: specOf(cell, hidden, layers),
          }));
          const budgets = traceBudgets(models, String(at), T, BYTES);
          let sum = 0;
          for (const { id, spec } of models) {
            sum += traceBytes(spec, lengthOf(rowsToRetain(spec, T, budgets.get(id)!, { t: 0, view: null })));
          }
          expect(sum).toBeLessThanOrEqual(BYTES);
        },
      ),
    );
  });

  it('go to the selected model as far as the others leave them', () => {
    const small = [
      { id: 'a', spec: specOf('rnn', 8) },
      { id: 'b', spec: specOf('lstm', 512) },
    ];
    const T = 20_000;
    const budgets = traceBudgets(small, 'b', T, BYTES);
    expect(budgets.get('a')).toBe(traceBytes(small[0]!.spec, T));
    expect(budgets.get('b')).toBe(BYTES - traceBytes(small[0]!.spec, T));
    expect([...traceBudgets(THREE, 'rnn', T, BYTES)]).toEqual([
      ['rnn', BYTES - 2 * Math.floor(BYTES / 3)],
      ['gru', Math.floor(BYTES / 3)],
      ['lstm', Math.floor(BYTES / 3)],
    ]);
  });
});

describe('the rows that are kept', () => {
  const spec = specOf('lstm', 512);
  const T = 20_000;

  it('are all where they fit, and serve whatever is looked at', () => {
    const budget = traceBytes(spec, T);
    const all = rowsToRetain(spec, T, budget, { t: 0, view: { from: 0, to: 100 } });
    expect(all).toEqual({ from: 0, to: T });
    for (const t of [0, 10_000, T - 1]) {
      expect(stillServes(all, spec, T, budget, { t, view: { from: T - 100, to: T } })).toBe(true);
    }
  });

  it('serve what they were chosen for, and hold the cursor and the view wherever both fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.nat(20_000),
        fc.option(fc.record({ start: fc.nat(20_000), length: fc.integer({ min: 1, max: 20_000 }) })),
        (length, rows, at, seen) => {
          const t = Math.min(length - 1, at);
          const view = seen && { from: seen.start, to: seen.start + seen.length };
          const budget = traceBytes(spec, rows);
          const report = { t, view };
          const stretch = rowsToRetain(spec, length, budget, report);
          expect(lengthOf(stretch)).toBe(Math.min(length, rows));
          expect(stillServes(stretch, spec, length, budget, report)).toBe(true);
          const last = Math.min(length - 1, (view?.to ?? t + 1) - 1);
          const first = Math.min(length - 1, view?.from ?? t);
          const span = Math.max(last, t) - Math.min(first, t - 1) + 1;
          if (span <= lengthOf(stretch)) for (const step of [t, first, last]) expect(holds(stretch, step)).toBe(true);
        },
      ),
    );
  });

  it('last for many steps of play: the text is read through with few new traces, the cursor always inside', () => {
    const budget = traceBytes(spec, 4000);
    let traced = 1;
    let stretch = rowsToRetain(spec, T, budget, { t: 0, view: null });
    for (let t = 0; t < T; t++) {
      const report = { t, view: { from: Math.max(0, t - 60), to: Math.max(0, t - 60) + 120 } };
      if (!stillServes(stretch, spec, T, budget, report)) {
        stretch = rowsToRetain(spec, T, budget, report);
        traced++;
      }
      expect(holds(stretch, t) && holds(stretch, Math.max(0, t - 1))).toBe(true);
    }
    expect(traced).toBeLessThanOrEqual(14);
  });

  it('are chosen anew before the view leaves them, and when they have become more than their share', () => {
    const budget = traceBytes(spec, 4000);
    const stretch = rowsToRetain(spec, T, budget, { t: 10_000, view: null });
    const report = (from: number) => ({ t: 10_000, view: { from, to: from + 200 } });
    expect(stillServes(stretch, spec, T, budget, report(9000))).toBe(true);
    expect(stillServes(stretch, spec, T, budget, report(stretch.from + 4000 - 250))).toBe(false);
    expect(stillServes(stretch, spec, T, traceBytes(spec, 3999), report(10_000))).toBe(false);
  });
});
