import { describe, expect, test } from 'vitest';
import { scanStates } from '../../../../src/analysis/scores/scan.ts';
import { StateCache } from '../../../../src/analysis/scores/stateCache.ts';
import { openEngineReader } from '../../../../src/analysis/scores/stateReader.ts';
import { unitCount, unitRow } from '../../../../src/analysis/scores/units.ts';
import type { ModelSpec } from '../../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../../src/engine/vocabulary.ts';
import { asymmetricParameters, specOf } from '../../engine/models.ts';

const TEXT = 'He said "go, (now)" twice.\nThen "no".\n'.repeat(30);
const vocabulary = buildVocabulary(TEXT);
const tokens = encode(vocabulary, TEXT);
const spec: ModelSpec = specOf({ cell: 'lstm', vocab: vocabulary.size, hidden: 3, layers: 2 });
const params = Float32Array.from(asymmetricParameters(spec, 4));

/** A desk that counts how often the text is read. */
function desk(): { readonly desk: StateCache; readonly reads: () => number } {
  let reads = 0;
  const openReader: typeof openEngineReader = (...args) => {
    reads++;
    return openEngineReader(...args);
  };
  const hypotheses = [{ id: 'own-1', name: 'twice', kind: 'pattern', pattern: 'twice' } as const];
  const subject = { spec, params, tokens, symbols: vocabulary.symbols, hypotheses };
  return { desk: new StateCache(subject, { openReader }), reads: () => reads };
}

describe('what a desk holds of a text', () => {
  test('is each channel as a search reads it, first the part that chooses and then the one that scores', async () => {
    const { desk: one } = desk();
    const n = one.count;
    const half = one.scored;
    const parts = [n - half, half].map((length) => new Uint16Array(unitCount(spec) * length));
    const reader = await openEngineReader(spec, params, one.streams);
    scanStates(reader, tokens, one.read.from, n - half, parts[0]!);
    scanStates(reader, tokens, one.read.from + n - half, half, parts[1]!);
    const all = new Uint16Array(unitCount(spec) * n);
    for (let row = 0; row < unitCount(spec); row++) {
      all.set(parts[0]!.subarray(row * (n - half), (row + 1) * (n - half)), row * n);
      all.set(parts[1]!.subarray(row * half, (row + 1) * half), row * n + n - half);
    }
    for (const position of [
      { layer: 1, channel: 'c' },
      { layer: 0, channel: 'o' },
    ] as const) {
      const row = unitRow(spec, { ...position, unit: 0 });
      expect(await one.codes(position)).toEqual(all.slice(row * n, (row + spec.hidden) * n));
    }
  });

  test('is read once for a channel, however often it is asked for', async () => {
    const { desk: one, reads } = desk();
    const first = await one.codes({ layer: 0, channel: 'h' });
    expect(await one.codes({ layer: 0, channel: 'h' })).toBe(first);
    expect(reads()).toBe(1);
    await one.codes({ layer: 0, channel: 'f' });
    expect(reads()).toBe(2);
  });

  test('are the labels of its characters, those of the reader first', () => {
    const { desk: one } = desk();
    expect(one.labels[0]).toMatchObject({ id: 'own-1', name: 'twice' });
    const { kind, values } = one.label('own-1');
    expect(kind).toBe('binary');
    expect(values.length).toBe(one.count);
    expect(values.indexOf(1)).toBe(TEXT.indexOf('twice'));
    expect(() => one.label('nothing')).toThrow(/no label nothing/);
  });
});
