import { describe, expect, test } from 'vitest';
import { CHARACTER_CLASSES, characterClass } from '../../../src/analysis/characterClass.ts';
import { bothEnds, gateByCharacter, meansByCharacter, outgoingWeights } from '../../../src/analysis/unitWeights.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { CELLS } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, specOf } from '../engine/models.ts';

describe('what a character alone does to a gate', () => {
  for (const embedding of [0, 3]) {
    test.each(KINDS)(
      `is what the model has after reading that one character: $title, ${embedding > 0 ? 'embedding' : 'one-hot'}`,
      ({ kind }) => {
        const spec = specOf({ ...kind, embedding, layers: 2 });
        const params = asymmetricParameters(spec);
        for (const gate of CELLS[spec.cell].gates) {
          for (const unit of [0, 4, 8]) {
            const alone = gateByCharacter(spec, Float32Array.from(params), gate, unit);
            expect(alone.length).toBe(spec.vocab);
            for (let v = 0; v < spec.vocab; v++) {
              const { channels } = traceText(spec, params, Int32Array.of(v), 0);
              expect(alone[v]).toBeCloseTo(channels[gate]![unit]!, 6);
            }
          }
        }
      },
    );
  }

  test('a state that no gate block computes is refused', () => {
    const spec = specOf({});
    const params = Float32Array.from(asymmetricParameters(spec));
    expect(() => gateByCharacter(spec, params, 'c', 0)).toThrow('no gate c');
  });
});

test('a unit’s outgoing weights are the change of the logits, less what all logits gain alike', () => {
  const spec = specOf({ layers: 2 });
  const params = Float32Array.from(asymmetricParameters(spec));
  const weights = outgoingWeights(spec, params, 3);
  expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 6);
  const head = parameterView(parameterLayout(spec), params, 'head.weight');
  for (let v = 1; v < spec.vocab; v++) {
    expect(weights[v]! - weights[0]!).toBeCloseTo(head[v * spec.hidden + 3]! - head[3]!, 6);
  }
  // What all logits gain alike changes nothing.
  for (let v = 0; v < spec.vocab; v++) head[v * spec.hidden + 3]! += 5;
  const shifted = outgoingWeights(spec, params, 3);
  for (let v = 0; v < spec.vocab; v++) expect(shifted[v]).toBeCloseTo(weights[v]!, 5);
});

test('means after each character are over the timesteps that read it, and say how many', () => {
  const series = Float32Array.of(1, 2, NaN, 4, 8);
  const { means, counts } = meansByCharacter(series, Int32Array.of(0, 2, 0, 0, 2), 4);
  expect([...counts]).toEqual([2, 0, 2, 0]);
  expect([...means]).toEqual([2.5, NaN, 5, NaN]);
});

test('both ends of a list share no entry, however short it is', () => {
  expect(bothEnds(Float64Array.of(3, -1, 7, 0, 3), 2)).toEqual({ largest: [2, 0], smallest: [1, 3] });
  expect(bothEnds(Float64Array.of(3, NaN, 7, 0), 5)).toEqual({ largest: [2, 0], smallest: [3] });
  expect(bothEnds(Float64Array.of(NaN), 5)).toEqual({ largest: [], smallest: [] });
});

test('every character has one class', () => {
  const examples = [' \n\t\u3000', 'aéu', 'ybßñ', 'AÉЖ', '09٣', '.,+$`«', 'жก한中😀'];
  for (const [position, symbols] of examples.entries()) {
    for (const symbol of symbols)
      expect([symbol, characterClass(symbol)]).toEqual([symbol, CHARACTER_CLASSES[position]]);
  }
});
