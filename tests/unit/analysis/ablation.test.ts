import { describe, expect, test } from 'vitest';
import type { AblationRequest } from '../../../src/analysis/ablation/ablationReport.ts';
import { clampsOf } from '../../../src/analysis/ablation/clampValues.ts';
import { ablationReport } from '../../../src/analysis/ablation/ablate.ts';
import { lossByLabel } from '../../../src/analysis/ablation/lossByLabel.ts';
import { costStretch, unitCosts } from '../../../src/analysis/ablation/unitCosts.ts';
import { writeClamped } from '../../../src/analysis/ablation/writeClamped.ts';
import { openEngineReader } from '../../../src/analysis/scores/stateReader.ts';
import type { UnitRef } from '../../../src/analysis/scores/units.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { sampleText } from '../../../src/engine/sample.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { asymmetricParameters, largestDifference, specOf } from '../engine/models.ts';

const TEXT = 'He said "go, (now)" twice.\nThen "no", at last.\n'.repeat(5);
const vocabulary = buildVocabulary(TEXT);
const tokens = encode(vocabulary, TEXT);
const spec = specOf({ cell: 'lstm', vocab: vocabulary.size, hidden: 5, layers: 2 });
const exact = asymmetricParameters(spec, 3, 0.5);
const params = Float32Array.from(exact);
const unit: UnitRef = { layer: 0, channel: 'c', unit: 3 };
const T = 120;

function request(change: Partial<AblationRequest> = {}): AblationRequest {
  return {
    spec,
    params,
    tokens: tokens.slice(20, 40 + T),
    symbols: vocabulary.symbols,
    hypotheses: [{ id: 'own-1', name: 'said', kind: 'spans', spans: [{ from: 23, to: 70 }] }],
    from: 20,
    units: [unit],
    at: 'mean',
    since: 0,
    rows: { from: 30, to: 70 },
    ...change,
  };
}

describe('a passage with a unit held', () => {
  const passage = tokens.slice(40, 40 + T);
  const plain = traceText(spec, Float64Array.from(params), passage, 0);

  test('has the losses and predictions of its trace where nothing is held, and others where something is', async () => {
    const report = await ablationReport(request(), openEngineReader);
    // It is sent from a worker to the page: plain data.
    expect(structuredClone(report)).toEqual(report);
    expect(largestDifference(report.loss, plain.loss)).toBeLessThan(1e-6);
    const V = spec.vocab;
    expect(largestDifference(report.logits, plain.logits.slice(30 * V, 70 * V))).toBeLessThan(1e-6);
    expect(largestDifference(report.clampedLoss, plain.loss)).toBeGreaterThan(1e-3);
    expect(largestDifference(report.clampedLogits, report.logits)).toBeGreaterThan(1e-3);
  });

  test('is held at the mean of what it is on the passage, at 0 or at a value, within what its channel can be', async () => {
    const c = plain.channels.c!;
    let sum = 0;
    for (let t = 0; t < T; t++) sum += c[t * spec.hidden + 3]!;
    expect((await ablationReport(request(), openEngineReader)).values[0]).toBeCloseTo(sum / T, 6);
    expect((await ablationReport(request({ at: 'zero' }), openEngineReader)).values).toEqual([0]);
    expect((await ablationReport(request({ at: -7 }), openEngineReader)).values).toEqual([-7]);
    const gate = { ...unit, channel: 'f' as const };
    expect((await ablationReport(request({ units: [gate], at: 3 }), openEngineReader)).values).toEqual([1]);
  });

  test('loses nothing before the timestep from which on it is held', async () => {
    const report = await ablationReport(request({ since: 50, at: 0.9 }), openEngineReader);
    expect(largestDifference(report.clampedLoss.slice(0, 50), report.loss.slice(0, 50))).toBe(0);
    expect(report.clampedLoss[50]).not.toBe(report.loss[50]);
  });

  test('is split by labels of the character just read, painted spans among them', async () => {
    const report = await ablationReport(request(), openEngineReader);
    const said = report.labels.find(({ id }) => id === 'own-1')!;
    // Characters 23 … 69 of the tokens given are timesteps 3 … 49 of the passage.
    const change = Array.from(report.loss, (nats, t) => (report.clampedLoss[t]! - nats) / Math.LN2);
    const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / of.length;
    const [off, on] = said.groups;
    expect(on).toMatchObject({ name: 'on', count: 47 });
    expect(on!.bits).toBeCloseTo(mean(change.slice(3, 50)), 6);
    expect(off!.count).toBe(T - 1 - 47);
    expect(off!.bits).toBeCloseTo(mean([...change.slice(0, 3), ...change.slice(50)]), 6);
  });
});

describe('the change of the loss by label', () => {
  test('says nothing of groups that are hardly there', () => {
    const values = Uint8Array.from({ length: 40 }, (_, t) => (t < 4 ? 1 : 0));
    expect(lossByLabel(new Float32Array(39), 0, { kind: 'binary', values })).toBeNull();
    expect(lossByLabel(new Float32Array(39), 0, { kind: 'binary', values: values.map((on) => 1 - on) })).toBeNull();
  });

  test('takes a number by its thirds, equal numbers together', () => {
    const values = Float32Array.from({ length: 31 }, (_, t) => t);
    const groups = lossByLabel(values.subarray(0, 30), 0, { kind: 'numeric', values })!;
    expect(groups.map(({ name, count }) => [name, count])).toEqual([
      ['low', 10],
      ['middle', 10],
      ['high', 10],
    ]);
    expect(groups.map(({ bits }) => bits)).toEqual([4.5, 14.5, 24.5]);
    const mostly = Float32Array.from({ length: 31 }, (_, t) => (t < 25 ? 0 : t));
    expect(lossByLabel(values.subarray(0, 30), 0, { kind: 'numeric', values: mostly })).toHaveLength(2);
  });
});

describe('the ranking of units by what holding them costs', () => {
  test('is what a reading with each of them held says, label by label', async () => {
    const position = { layer: 1, channel: 'h' } as const;
    const hypotheses = [{ id: 'own-1', name: 'said', kind: 'pattern', pattern: 'said|last' } as const];
    const subject = { spec, params, tokens, symbols: vocabulary.symbols, hypotheses };
    const shares: number[] = [];
    const costs = await unitCosts({ ...subject, source: position, at: 'mean' }, openEngineReader, (one) => {
      if (one.kind === 'share') shares.push(one.share);
    });
    const { stretch } = costs;
    expect(stretch).toEqual(costStretch(tokens.length));
    expect(shares.at(-1)).toBe(1);
    expect(costs.labels.map(({ id }) => id)).toContain('own-1');
    const k = costs.labels.findIndex(({ id }) => id === 'own-1');
    for (let j = 0; j < spec.hidden; j++) {
      const report = await ablationReport(
        request({ ...subject, from: 0, units: [{ ...position, unit: j }], rows: { from: 0, to: 1 } }),
        openEngineReader,
      );
      expect(report.values[0]).toBeCloseTo(costs.values[j]!, 6);
      const counted = Array.from({ length: stretch.counted }, (_, t) => stretch.warmUp + t);
      const mean = (of: readonly number[]): number =>
        of.reduce((sum, t) => sum + report.clampedLoss[t]! - report.loss[t]!, 0) / of.length / Math.LN2;
      expect(costs.change[j]).toBeCloseTo(mean(counted), 5);
      const isOn = (t: number): boolean => /said|last/.test(TEXT.slice(Math.max(0, t - 3), t + 4)) && inWord(t);
      expect(costs.on[k * spec.hidden + j]).toBeCloseTo(mean(counted.filter(isOn)), 5);
      expect(costs.off[k * spec.hidden + j]).toBeCloseTo(mean(counted.filter((t) => !isOn(t))), 5);
    }
    function inWord(t: number): boolean {
      return [...TEXT.matchAll(/said|last/g)].some(({ index }) => t >= index && t < index + 4);
    }
  });

  test('reads the end of a long text, and warms up on part of a short one', () => {
    expect(costStretch(100_000)).toEqual({ from: 94_799, warmUp: 200, counted: 5000 });
    expect(costStretch(101)).toEqual({ from: 0, warmUp: 25, counted: 75 });
  });
});

describe('what is written with units held', () => {
  const prime = tokens.slice(0, 41);
  const write = (values: readonly number[], since = 0) =>
    writeClamped(
      { spec, params, prime, units: [unit], values, since, length: 60, temperature: 0.9, seed: 7 },
      openEngineReader,
    );

  test('is drawn with the same random numbers as what is written without', async () => {
    const { plain, clamped } = await write([4]);
    const options = { length: 60, temperature: 0.9, mode: 'sample', random: createRandom(7, 'sample') } as const;
    expect(plain).toEqual(sampleText(spec, Float64Array.from(params), prime, options));
    expect(clamped).not.toEqual(plain);
  });

  test('is the same as long as nothing is held yet', async () => {
    const { plain, clamped } = await write([4], 60);
    expect(clamped.slice(0, 20)).toEqual(plain.slice(0, 20));
    expect(clamped).not.toEqual(plain);
  });

  test('needs a character to begin with', async () => {
    const empty = { spec, params, prime: prime.slice(0, 0), units: [unit], values: [0], since: 0 };
    await expect(writeClamped({ ...empty, length: 3, temperature: 1, seed: 1 }, openEngineReader)).rejects.toThrow(
      RangeError,
    );
  });
});

test('holds name a value for each unit', () => {
  expect(clampsOf([unit], [0.5], 9)).toEqual([{ ...unit, value: 0.5, from: 9 }]);
});
