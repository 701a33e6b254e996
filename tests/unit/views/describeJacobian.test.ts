import { describe, expect, it } from 'vitest';
import { stateJacobian, type StateJacobian } from '../../../src/analysis/jacobian.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { encode } from '../../../src/engine/vocabulary.ts';
import { lstmRun, readTrained } from '../../../scripts/pretrain/readTrained.ts';
import { describeBound } from '../../../src/views/compare/describeBound.ts';
import {
  directionCounts,
  findingLag,
  formatSigma,
  jacobianFinding,
} from '../../../src/views/compare/describeJacobian.ts';
import { experimentOf, RECIPES } from '../../studies/foundCells/recipes.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

/** A number as the page writes it: `0.603`, `2.30·10⁻⁵`. */
function numberIn(text: string): number {
  const plain = text
    .replaceAll('−', '-')
    .replace(/[⁻⁰¹²³⁴-⁹]/g, (sign) => '-0123456789'['⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)]!)
    .replace('·10', 'e');
  return Number(plain);
}

async function jacobianOf(spec: ModelSpec, seed: number, spread: number, forgetBias: number): Promise<StateJacobian> {
  const params = asymmetricParameters(spec, seed, spread);
  if (spec.cell === 'lstm') {
    const H = spec.hidden;
    parameterView(parameterLayout(spec), params, 'rnn.bias_ih_l0').fill(forgetBias, H, 2 * H);
  }
  const text = readText(spec, params, randomTokens(spec.vocab, 40, createRandom(seed, 'text')));
  return stateJacobian(text, 30 + (seed % 9), 0, 31, async (...args) => exactAdjoints(...args));
}

describe.each(KINDS)('what is said of the Jacobian of a $title', ({ kind }) => {
  it('agrees with the numbers that it stands beside, over random models', async () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 36; seed++) {
      const spec = specOf({ ...kind, hidden: 3 + (seed % 6) });
      const of = await jacobianOf(spec, seed, [0.1, 0.4, 0.8, 1.5][seed % 4]!, [0, 1, 3, 6][(seed >> 2) % 4]!);
      const message = jacobianFinding('Model', of);
      const [, shown, lag] = /^Model: σ_max (\S+) at lag (\d+): /.exec(message)!;
      const k = Number(lag);
      expect(k).toBe(findingLag(of));
      // The number is the whole state's: no block is stretched more than the whole.
      const whole = of.curves[0]!.largest[k]!;
      for (const { largest } of of.curves) expect(largest[k]!).toBeLessThanOrEqual(whole * (1 + 1e-9));
      const { values, noise } = of.spectra.find((spectrum) => spectrum.lag === k)!;
      if (whole === 0) {
        // A ReLU with every unit off passes nothing.
        expect(message).toContain(`Model: σ_max 0 at lag ${k}: no small change of the state h has reached t.`);
        expect(Array.from(values)).toEqual(Array.from(values, () => 0));
        continue;
      }
      expect(values).toHaveLength(spec.cell === 'lstm' ? 2 * spec.hidden : spec.hidden);
      expect(Math.abs(values[0]! / whole - 1)).toBeLessThan(1e-8);
      expect(Math.abs(numberIn(shown!) / whole - 1)).toBeLessThan(0.006);
      const grown = values.filter((value) => value > 1).length;
      const words = message.slice(message.indexOf(`lag ${k}: `));
      const course = /every small change|no small change|some small changes/.exec(words)![0];
      seen.add(course);
      expect(course).toBe(
        numberIn(shown!) > 1 ? 'some small changes' : numberIn(shown!) < 1 ? 'every small change' : 'no small change',
      );
      if (course === 'some small changes')
        expect(words).toContain(`have grown (${grown} of ${values.length} directions)`);
      else expect(words).not.toContain('directions');
      expect(words).toContain(spec.cell === 'lstm' ? 'the state (h, c)' : 'the state h');
      expect(directionCounts({ values, noise }).grown).toBe(grown);
      const bound = /φ′ = ([\d.]+)/.exec(message)?.[1];
      expect(bound === undefined).toBe(spec.cell !== 'rnn');
      if (bound !== undefined) {
        expect(Math.abs(Number(bound) - of.boundPerStep!)).toBeLessThan(0.0006);
        expect(message.includes(', below 1: every')).toBe(Number(bound) < 1);
        expect(message.includes(', above 1: growth is possible')).toBe(Number(bound) > 1);
        if (Number(bound) < 1) expect(course).toBe('every small change');
      }
      expect(message).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(seen.has('every small change')).toBe(true);
    if (kind.cell !== 'rnn' || kind.nonlinearity === 'relu') expect(seen.has('some small changes')).toBe(true);
  });
});

it('an LSTM whose h shrinks while the whole state grows is said to grow', async () => {
  let found = 0;
  for (let seed = 0; seed < 12; seed++) {
    const of = await jacobianOf(specOf({ cell: 'lstm', hidden: 6 }), seed, 0.35, 6);
    const k = findingLag(of);
    const [whole, h] = of.curves.map(({ largest }) => largest[k]!);
    if (!(h! < 1 && whole! > 1)) continue;
    found++;
    expect(jacobianFinding('LSTM', of)).toContain('some small changes of the state (h, c) have grown');
  }
  expect(found).toBeGreaterThan(0);
});

it('the README’s quote cell: h shrinks with c held, while some changes of the whole state have grown', async () => {
  const recipe = RECIPES.find(({ name }) => name === 'quotations')!;
  const { spec, vocabulary } = experimentOf(recipe);
  const { params } = lstmRun(readTrained('quotations'));
  const tokens = encode(vocabulary, recipe.write().slice(0, 1000));
  const seen: number[][] = [];
  for (const t of [200, 208, 216, 224, 232]) {
    const text = readText(spec, Float64Array.from(params), tokens.slice(0, t + 1));
    const of = await stateJacobian(text, t, 0, 20, async (...args) => exactAdjoints(...args));
    const [whole, h] = of.curves.map(({ largest }) => largest[20]!);
    const count = of.spectra.find(({ lag }) => lag === 20)!.values.filter((value) => value > 1).length;
    expect(jacobianFinding('LSTM', of)).toContain(
      `some small changes of the state (h, c) have grown (${count} of 64 directions)`,
    );
    seen.push([whole!, h!, count]);
  }
  expect(seen[0]![0]).toBeCloseTo(8.9156, 3);
  expect(seen[0]![1]).toBeCloseTo(0.2818, 3);
  expect(seen[0]![2]).toBe(8);
  // Of the block alone the page said that every change had shrunk.
  expect(seen.filter(([whole, h]) => whole! > 1 && h! < 1).length).toBeGreaterThanOrEqual(4);
});

describe('a singular value in words', () => {
  it.each([
    [0.603, 0, '0.603'],
    [2.3e-50, 0, '2.30·10⁻⁵⁰'],
    [0, 0, '0'],
    [1e-9, 3.1e-8, '< 3.10·10⁻⁸'],
    [Number.MAX_VALUE, 0, '> 10³⁰⁰'],
    [Infinity, 0, '> 10³⁰⁰'],
    [Number.MIN_VALUE, 0, '< 10⁻³⁰⁰'],
    [Number.NaN, 0, 'not finite'],
  ])('%d with rounding of %d is %s', (sigma, noise, text) => {
    expect(formatSigma(sigma, noise)).toBe(text);
  });
});

describe('the bound in words', () => {
  const rnn = (nonlinearity: ModelSpec['nonlinearity']) => specOf({ cell: 'rnn', nonlinearity });
  it('says what lets growth fail, for each nonlinearity its own; ReLU does not saturate', () => {
    expect(describeBound(rnn('tanh'), 1.5)).toContain(
      '1.500, above 1: growth is possible, not certain, because φ′ is below 1 wherever tanh saturates',
    );
    expect(describeBound(rnn('relu'), 1.5)).toContain('because φ′ is 0 for every unit that is off');
    expect(describeBound(rnn('relu'), 1.5)).not.toContain('saturate');
    expect(describeBound(rnn('sigmoid'), 6)).toContain('1.500, above 1');
    expect(describeBound(rnn('sigmoid'), 3.9)).toContain('0.975, below 1');
  });
  it('follows the digits that are shown', () => {
    expect(describeBound(rnn('tanh'), 1.0004)).toContain('1.000: it forces neither');
    expect(describeBound(rnn('tanh'), 0.9996)).toContain('1.000: it forces neither');
    expect(describeBound(rnn('tanh'), 0.9994)).toContain('0.999, below 1');
  });
  it('is none for cells whose gates add and multiply beside W_hh', () => {
    expect(describeBound(specOf({ cell: 'gru' }), 1.5)).toBeNull();
    expect(describeBound(specOf({ cell: 'lstm' }), 0.5)).toBeNull();
  });
});
