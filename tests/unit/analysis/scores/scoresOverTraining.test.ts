import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FindSubject, SearchReport } from '../../../../src/analysis/scores/findings.ts';
import {
  coarseToFine,
  overTraining,
  type ScoresOverTrainingReport,
} from '../../../../src/analysis/scores/scoresOverTraining.ts';
import { plainRowProducts } from '../../../../src/analysis/scores/rankProducts.ts';
import { searchUnits } from '../../../../src/analysis/scores/search.ts';
import { openEngineReader } from '../../../../src/analysis/scores/stateReader.ts';
import { buildVocabulary, encode } from '../../../../src/engine/vocabulary.ts';
import { asymmetricParameters, specOf } from '../../engine/models.ts';

const TEXT = 'He said "go, (now)" twice.\nThen "no", at last.\n'.repeat(30);
const vocabulary = buildVocabulary(TEXT);
const spec = specOf({ cell: 'lstm', vocab: vocabulary.size, hidden: 4 });
const weights = (seed: number): Float32Array => Float32Array.from(asymmetricParameters(spec, seed, 0.4));
const hypotheses = [{ id: 'own-1', name: 'twice', kind: 'pattern', pattern: 'twice' } as const];
const text = { tokens: encode(vocabulary, TEXT), symbols: vocabulary.symbols, hypotheses };
const tools = { openReader: openEngineReader, openProducts: plainRowProducts };

async function search(subject: FindSubject, untrained: Float32Array): Promise<SearchReport[]> {
  const reports: SearchReport[] = [];
  await searchUnits({ ...subject, untrained, seed: 1 }, tools, (one) => reports.push(one));
  return reports;
}

describe('a label over training', () => {
  test('scores with the first weights what a search says of the untrained network, and follows the unit that was found', async () => {
    const [first, last] = [weights(3), weights(8)];
    const reports = await search({ spec, params: last, ...text }, first);
    const { found } = reports.find((one) => one.kind === 'findings')!.findings;
    const untrained = reports.find((one) => one.kind === 'untrained')!.scores;
    const checkpointMetrics: Extract<ScoresOverTrainingReport, { kind: 'metrics' }>['metrics'][] = [];
    const request = {
      spec,
      ...text,
      weights: [
        { step: 0, params: first },
        { step: 9, params: last },
      ],
      followed: found.map(({ id, row, direction }) => ({ label: id, row, direction })),
    };
    await overTraining(request, tools, (one) => {
      if (one.kind === 'metrics') checkpointMetrics.push(one.metrics);
    });
    expect(checkpointMetrics.map(({ step }) => step)).toEqual([9, 0]);
    const [end, begin] = checkpointMetrics;
    expect(begin!.best.map(({ score }) => score)).toEqual(untrained);
    for (const [k, { id, row }] of found.entries()) {
      // The search reads the same characters of this short text, so the unit that it found is the one that is followed.
      expect(end!.best[k]!.row, id).toBe(row);
      expect(end!.followed[k], id).toBeCloseTo(end!.best[k]!.score, 6);
      expect(Math.abs(begin!.followed[k]!), id).toBeLessThanOrEqual(1);
    }
  });

  test('that does not exist is refused', async () => {
    const followed = [{ label: 'nothing', row: 0, direction: 1 } as const];
    const request = { spec, ...text, weights: [{ step: 0, params: weights(1) }], followed };
    await expect(overTraining(request, tools, () => undefined)).rejects.toThrow(/no label nothing/);
  });
});

test('kept steps are scored ends first, and each once', () => {
  expect(coarseToFine(5)).toEqual([4, 0, 2, 1, 3]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90 }), (count) => {
      const order = coarseToFine(count);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, k) => k));
    }),
  );
});
