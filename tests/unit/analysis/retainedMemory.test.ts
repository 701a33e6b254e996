import { expect, it } from 'vitest';
import { retainedMemory } from '../../../src/analysis/retainedMemory.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, randomTokens, specOf } from '../engine/models.ts';

it.each([
  ['lstm', 'f'],
  ['gru', 'z'],
] as const)('the memory of a %s is the product of %s over the span that ends with t', (cell, gate) => {
  const spec = specOf({ cell, layers: 2 });
  const H = spec.hidden;
  const trace = traceText(spec, asymmetricParameters(spec), randomTokens(spec.vocab, 12, createRandom(1, 'text')), 0);
  const at = (t: number, j: number): number => trace.channels[gate]![(12 + t) * H + j]!;
  const kept = retainedMemory(trace, 1, 7, 3)!;
  for (let j = 0; j < H; j++) expect(kept[j]).toBeCloseTo(at(5, j) * at(6, j) * at(7, j), 12);
  // A span that reaches before the text begins ends there.
  const all = retainedMemory(trace, 1, 1, 50)!;
  for (let j = 0; j < H; j++) expect(all[j]).toBeCloseTo(at(0, j) * at(1, j), 12);
});

it('an RNN has no gate that keeps', () => {
  const spec = specOf({ cell: 'rnn' });
  const trace = traceText(spec, asymmetricParameters(spec), Int32Array.of(1, 2, 3), 0);
  expect(retainedMemory(trace, 0, 2, 2)).toBeNull();
});
