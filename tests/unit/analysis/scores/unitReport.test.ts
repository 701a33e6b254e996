import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelsOf } from '../../../../src/analysis/scores/levels.ts';
import { plainRowProducts } from '../../../../src/analysis/scores/rankProducts.ts';
import { rocOf } from '../../../../src/analysis/scores/roc.ts';
import { searchUnits } from '../../../../src/analysis/scores/search.ts';
import type { Findings } from '../../../../src/analysis/scores/findings.ts';
import { StateCache } from '../../../../src/analysis/scores/stateCache.ts';
import { openEngineReader } from '../../../../src/analysis/scores/stateReader.ts';
import { firstPositions, orderOf } from '../../../../src/analysis/scores/strongPositions.ts';
import { CONTEXTS_APART, unitReportOf, runsOf } from '../../../../src/analysis/scores/unitReport.ts';
import { unitAt, unitCount } from '../../../../src/analysis/scores/units.ts';
import { valueTable } from '../../../../src/analysis/scores/unitScores.ts';
import type { ModelSpec } from '../../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../../src/engine/vocabulary.ts';
import { asymmetricParameters, specOf } from '../../engine/models.ts';
import { bruteAuc, bruteSpearman } from './brute.ts';

const codesAndLabel = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean()), { minLength: 2, maxLength: 300 })
  .filter((pairs) => pairs.some(([, on]) => on) && pairs.some(([, on]) => !on))
  .map((pairs) => ({
    codes: Uint16Array.from(pairs, ([code]) => 1000 * code),
    label: Uint8Array.from(pairs, ([, on]) => (on ? 1 : 0)),
  }));

/** Trapezoids under a curve. */
function areaUnder(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let area = 0;
  for (let k = 1; k < x.length; k++) area += (x[k]! - x[k - 1]!) * (y[k]! + y[k - 1]!) * 0.5;
  return area;
}

describe('the curve of a binary label', () => {
  test('has the AUC of all pairs as its area, rises from 0 to 1, and is thinned without losing more than 0.01 of it', () => {
    fc.assert(
      fc.property(codesAndLabel, ({ codes, label }) => {
        const { auc, off, on } = rocOf(codes, label);
        expect(auc).toBeCloseTo(bruteAuc(codes, label), 10);
        expect(Math.abs(areaUnder(off, on) - auc)).toBeLessThan(0.01);
        expect([off[0], on[0], off.at(-1), on.at(-1)]).toEqual([0, 0, 1, 1]);
        for (let k = 1; k < off.length; k++) {
          expect(off[k]!).toBeGreaterThanOrEqual(off[k - 1]!);
          expect(on[k]!).toBeGreaterThanOrEqual(on[k - 1]!);
        }
        expect(off.length).toBeLessThanOrEqual(203);
      }),
    );
  });

  test('has about a hundred points for tens of thousands of values', () => {
    const n = 50_000;
    const codes = Uint16Array.from({ length: n }, (_, t) => (t * 7919) % 65_521);
    const label = Uint8Array.from({ length: n }, (_, t) => (codes[t]! / 65_521 + ((t * 31) % 97) / 97 > 1 ? 1 : 0));
    const { auc, off, on } = rocOf(codes, label);
    expect(off.length).toBeGreaterThan(60);
    expect(off.length).toBeLessThan(203);
    expect(Math.abs(areaUnder(off, on) - auc)).toBeLessThan(1e-3);
  });

  test('is the diagonal where a label is never on', () => {
    expect(rocOf(Uint16Array.of(1, 2), Uint8Array.of(0, 0)).auc).toBe(0.5);
  });
});

describe('the levels of a numeric label', () => {
  test('hold every position once, in rising order, with the quantiles of the unit there', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 400 }), (label) => {
        const values = Float32Array.from(label, (value, t) => value * 2 + (t % 5));
        const levels = levelsOf(values, label);
        expect(levels.reduce((sum, { count }) => sum + count, 0)).toBe(label.length);
        for (const [k, level] of levels.entries()) {
          if (levels.length > 1) expect(level.count).toBeGreaterThanOrEqual(20);
          if (k > 0) expect(level.low).toBeGreaterThan(levels[k - 1]!.high);
          const inside = [...values].filter((_, t) => label[t]! >= level.low && label[t]! <= level.high);
          inside.sort((a, b) => a - b);
          expect(level.count).toBe(inside.length);
          expect(inside).toContain(inside.length % 2 === 1 ? level.quantiles[2] : inside[0]);
          expect([...level.quantiles].sort((a, b) => a - b)).toEqual(level.quantiles);
        }
      }),
    );
  });
});

const TEXT = 'He said "go, (now)" twice.\nThen "no, not (yet)".\n'.repeat(30);
const vocabulary = buildVocabulary(TEXT);
const tokens = encode(vocabulary, TEXT);
const spec: ModelSpec = specOf({ cell: 'lstm', vocab: vocabulary.size, hidden: 3 });
const params = Float32Array.from(asymmetricParameters(spec, 4, 0.6));
const subject = { spec, params, tokens, symbols: vocabulary.symbols, hypotheses: [] };
const tools = { openReader: openEngineReader, openProducts: plainRowProducts };

async function findings(): Promise<Findings> {
  let found: Findings | null = null;
  await searchUnits({ ...subject, untrained: params, seed: 1 }, tools, (report) => {
    if (report.kind === 'findings') found = report.findings;
  });
  return found!;
}

describe('the strongest places', () => {
  test('are those of a plain search, strongest first, none near or like one before it', () => {
    const entry = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 120 }), (entries) => {
        const codes = Uint16Array.from(entries, ([code]) => 6000 * code);
        const read = Int32Array.from(entries, ([, token]) => token);
        const counts = (t: number): boolean => entries[t]![2];
        const alike = (a: number, b: number): boolean =>
          String(Array.from({ length: 8 }, (_, k) => read[a - k])) ===
          String(Array.from({ length: 8 }, (_, k) => read[b - k]));
        for (const [end, sign] of [
          ['highest', -1],
          ['lowest', 1],
        ] as const) {
          const order = [...codes.keys()].sort((a, b) => sign * (codes[a]! - codes[b]!) || a - b);
          expect([...orderOf(codes)[end]]).toEqual(order);
          const slow: number[] = [];
          for (const t of order) {
            const isNew = slow.every((other) => Math.abs(other - t) >= 5 && !alike(t, other));
            if (counts(t) && isNew && slow.length < 4) slow.push(t);
          }
          expect(firstPositions(Uint32Array.from(order), read, 4, 5, counts)).toEqual(slow);
        }
      }),
    );
  });
});

describe('a look at a unit', () => {
  test('scores what the search scores, on the part that did not choose the unit', async () => {
    const { found, scores, stretch } = await findings();
    const desk = new StateCache(subject, tools);
    const U = unitCount(spec);
    for (const [k, { id, kind }] of found.entries()) {
      for (const row of [0, 7, 13]) {
        const unitReport = await unitReportOf(desk, { ...unitAt(spec, row), label: id });
        expect(unitReport.score, `${id} ${row}`).toBeCloseTo(scores[k * U + row]!, 5);
        expect(unitReport).toMatchObject({ kind, scored: stretch.half });
      }
    }
  });

  test('counts, ranks and places what all positions say, one by one', async () => {
    const desk = new StateCache(subject, tools);
    const position = { layer: 0, channel: 'c', unit: 2 } as const;
    const table = valueTable(spec, 0);
    const all = await desk.codes({ layer: 0, channel: 'c' });
    expect(table.length).toBeGreaterThan(0);
    const codes = all.subarray(2 * desk.count, 3 * desk.count);
    for (const id of ['inside double quotes', 'position in line']) {
      const label = desk.labels.find(({ name }) => name === id)!;
      const { values } = desk.label(label.id);
      const unitReport = await unitReportOf(desk, { ...position, label: label.id });
      const first = desk.count - desk.scored;
      const held = [...values.subarray(first)];
      const on = held.filter((value) => value >= unitReport.onFrom).length;
      expect(unitReport.onCount).toBe(on);
      const { distribution, contexts } = unitReport;
      expect([...distribution.on].reduce((a, b) => a + b)).toBe(on);
      expect([...distribution.off].reduce((a, b) => a + b)).toBe(held.length - on);
      const brute =
        unitReport.kind === 'binary'
          ? bruteAuc(codes.subarray(first), held)
          : bruteSpearman(codes.subarray(first), held);
      expect(unitReport.score).toBeCloseTo(brute, 5);
      expect(unitReport.roc === null).toBe(unitReport.kind === 'numeric');
      expect(unitReport.levels === null).toBe(unitReport.kind === 'binary');

      const top = codes.indexOf(Math.max(...codes));
      expect(contexts.highest[0]).toMatchObject({ at: desk.read.from + top, label: values[top] });
      expect(contexts.lowest[0]!.value).toBeLessThan(contexts.highest[0]!.value);
      for (const end of [contexts.highest, contexts.lowest]) {
        expect(end.length).toBeGreaterThan(2);
        for (const [k, { at }] of end.entries())
          for (const other of end.slice(0, k)) expect(Math.abs(at - other.at)).toBeGreaterThanOrEqual(CONTEXTS_APART);
      }
      for (const { label: value } of unitReport.off?.highest ?? []) expect(value).toBe(0);
      for (const { label: value } of unitReport.on?.lowest ?? []) expect(value).toBe(1);
      const marked = new Set<number>();
      for (let k = 0; k < unitReport.runs.length; k += 2)
        for (let at = unitReport.runs[k]!; at < unitReport.runs[k + 1]!; at++) marked.add(at - desk.read.from);
      expect([...marked]).toEqual([...values.keys()].filter((t) => values[t]! >= unitReport.onFrom));
    }
  });

  test('tells how much is read, and that there is no such label', async () => {
    const desk = new StateCache(subject, tools);
    const shares: number[] = [];
    await unitReportOf(desk, { layer: 0, channel: 'o', unit: 0, label: desk.labels[0]!.id }, (share) => {
      shares.push(share);
    });
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    await expect(unitReportOf(desk, { layer: 0, channel: 'o', unit: 0, label: 'nothing' })).rejects.toThrow(RangeError);
  });

  test('knows runs at both ends', () => {
    expect([...runsOf([1, 0, 0, 2, 2], (value) => value > 0, 10)]).toEqual([10, 11, 13, 15]);
  });
});
