import { describe, expect, test } from 'vitest';
import { scanStates } from '../../../../src/analysis/scores/scan.ts';
import { StateDesk } from '../../../../src/analysis/scores/stateDesk.ts';
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
function desk(): { readonly desk: StateDesk; readonly reads: () => number } {
  let reads = 0;
  const openReader: typeof openEngineReader = (...args) => {
    reads++;
    return openEngineReader(...args);
  };
  const hypotheses = [{ id: 'own-1', name: 'twice', kind: 'pattern', pattern: 'twice' } as const];
  const subject = { spec, params, tokens, symbols: vocabulary.symbols, hypotheses };
  return { desk: new StateDesk(subject, { openReader }), reads: () => reads };
}

describe('what a desk holds of a text', () => {
  test('is each channel as a scan of all channels reads it', async () => {
    const { desk: one } = desk();
    const n = one.count;
    const all = new Uint16Array(unitCount(spec) * n);
    scanStates(await openEngineReader(spec, params, one.streams), tokens, one.from, n, all);
    for (const place of [
      { layer: 1, channel: 'c' },
      { layer: 0, channel: 'o' },
    ] as const) {
      const row = unitRow(spec, { ...place, unit: 0 });
      expect(await one.codes(place)).toEqual(all.slice(row * n, (row + spec.hidden) * n));
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
