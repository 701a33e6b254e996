import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LagCurves, lagCurves } from '../../../src/analysis/lagCurves.ts';
import type { LagGradients } from '../../../src/analysis/lagGradients.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { meanCell } from '../../../src/views/compare/normCells.ts';
import { alikePairs, isAlike, type ReachOf, readLag, reachSentence } from '../../../src/views/compare/reachSentence.ts';

const SPEC = { layers: 1 } as ModelSpec;
const NAMES = ['RNN', 'GRU', 'LSTM'];

/** The curves of losses whose norms change by a factor per step each, with so many lags. */
function curvesOf(perStep: readonly number[], lags: number): LagCurves {
  const losses = { from: lags, to: lags + perStep.length };
  const h = Float64Array.from(perStep.flatMap((factor) => Array.from({ length: lags + 1 }, (_, k) => factor ** k)));
  const gradients: LagGradients = { losses, lags, spec: SPEC, h, c: null };
  return lagCurves(gradients, lags)[0]!.h;
}

function modelOf(name: string, perStep: readonly number[], lags = 30, step = 0): ReachOf {
  return { name, step, curves: curvesOf(perStep, lags), isByHand: false, isFromFile: false };
}

const said = (models: readonly ReachOf[]): string =>
  reachSentence(models, readLag(models))
    .map(({ words }) => words)
    .join('');

/** `6.5·10⁻⁶` as a number. */
function numberIn(words: string): number {
  const [, mantissa, power] = /(\d[\d,.]*)(?:·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?/.exec(words)!;
  const digits = Array.from(power ?? '⁰', (sign) => (sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))).join('');
  return Number(`${mantissa!.replaceAll(',', '')}e${digits}`);
}

describe('the sentence about what is left of gradients', () => {
  it('names the models, the lag and the time', () => {
    expect(said([modelOf('RNN', [0.6, 0.6]), modelOf('LSTM', [0.75, 0.75])])).toBe(
      'Back 20 characters, 3.7·10⁻⁵ of the RNN’s gradient is left and 0.0032 of the LSTM’s, before training.',
    );
    expect(said(NAMES.map((name, k) => modelOf(name, [0.5 + k / 10], 30, 2000)))).toBe(
      'Back 20 characters, 9.5·10⁻⁷ of the RNN’s gradient is left, 3.7·10⁻⁵ of the GRU’s and 8.0·10⁻⁴ of the LSTM’s, after 2,000 steps of training.',
    );
  });

  it('speaks of one model alone, of other steps and of weights that were changed by hand', () => {
    expect(said([{ ...modelOf('GRU', [0.9], 30, 1), isByHand: true }])).toBe(
      'Back 20 characters, 0.12 of the GRU’s gradient is left, after 1 step of training, with weights changed by hand.',
    );
  });

  it('does not call weights of a file untrained, which need not say how long they were trained', () => {
    const opened = { ...modelOf('LSTM, opened', [0.9]), isFromFile: true };
    expect(said([opened])).toBe(
      'Back 20 characters, 0.12 of the LSTM, opened’s gradient is left, with the weights of its file.',
    );
    expect(said([{ ...opened, step: 40 }])).toContain('after 40 steps of training from the weights of its file on.');
    expect(said([opened, { ...opened, name: 'GRU, opened' }])).toContain('with the weights of their files');
    expect(said([modelOf('RNN', [0.5]), opened])).toMatch(
      /, before training \(the LSTM, opened: from the weights of a file\)\.$/,
    );
  });

  it('compares no models at different steps: each says its own', () => {
    const wide = [0.5, 0.6, 0.7, 0.8];
    const apart = said([modelOf('RNN', [0.5], 30, 0), modelOf('GRU', [0.9], 30, 1200)]);
    expect(apart).toBe(
      'Back 20 characters, 9.5·10⁻⁷ of the RNN’s gradient is left (step 0) and 0.12 of the GRU’s (step 1,200). Different training steps: not a comparison of the cells.',
    );
    expect(said([modelOf('RNN', wide, 30, 3), modelOf('GRU', wide, 30, 4)])).not.toContain('differ.');
    const byHand = { ...modelOf('GRU', [0.9], 30, 4), isByHand: true };
    expect(said([modelOf('RNN', [0.5], 30, 3), byHand])).toContain('(step 4), with weights changed by hand. Different');
  });

  it('says what grows, what is gone, and what has no gradient', () => {
    expect(said([modelOf('RNN', [1.2, 1.2]), modelOf('GRU', [1.3, 1.3]), modelOf('LSTM', [0.01, 0.01])])).toBe(
      'Back 20 characters, the RNN’s gradient is 38 times as large as at the loss, the GRU’s 1.9·10² times and less than 10⁻³⁰ of the LSTM’s gradient is left, before training.',
    );
    const none = { ...modelOf('RNN', [0.5]), curves: curvesOf([Number.NaN], 30) };
    expect(said([none])).toBe(
      'Back 20 characters, the RNN’s gradient is beyond the range of numbers, before training.',
    );
    const zeros: LagGradients = {
      losses: { from: 30, to: 31 },
      lags: 30,
      spec: SPEC,
      h: new Float64Array(31),
      c: null,
    };
    const empty = { ...none, curves: lagCurves(zeros, 30)[0]!.h };
    expect(said([empty, { ...empty, name: 'GRU' }])).toBe(
      'Back 20 characters, no gradient of the RNN’s is above 10⁻³⁰ and none of the GRU’s, before training.',
    );
  });

  it('takes the largest lag of a text that is too short for twenty', () => {
    expect(readLag([modelOf('RNN', [0.5], 12), modelOf('GRU', [0.5], 30)])).toBe(12);
    expect(said([modelOf('RNN', [0.5], 12)])).toContain('Back 12 characters, 2.4·10⁻⁴ of');
  });

  it('says that gradients do not differ where the middle halves of their losses overlap, and where all or some do', () => {
    const wide = [0.5, 0.6, 0.7, 0.8];
    expect(said([modelOf('RNN', wide), modelOf('LSTM', wide)])).toMatch(
      /: they do not clearly differ \(their middle halves overlap\)\.$/,
    );
    expect(said([modelOf('RNN', wide), modelOf('GRU', [0.97, 0.98, 0.99]), modelOf('LSTM', wide)])).toMatch(
      /: the RNN’s and the LSTM’s do not clearly differ \(their middle halves overlap\)\.$/,
    );
    const four = ['RNN', 'GRU', 'LSTM', 'LSTM, forget bias 3'].map((name) => modelOf(name, wide));
    const apart = modelOf('GRU, learning rate 0.02', [0.97, 0.98, 0.99]);
    expect(said([...four, apart])).toMatch(
      /, before training: in 6 of 10 pairs they do not clearly differ \(their middle halves overlap\)\.$/,
    );
    // Nothing is known of what is below the floor.
    expect(isAlike(curvesOf([0.01], 30), curvesOf([0.02], 30), 20)).toBeNull();
  });

  it('agrees with the table, whatever was measured', () => {
    const factors = fc.array(fc.double({ min: 0.3, max: 1.6, noNaN: true }), { minLength: 1, maxLength: 9 });
    const networks = fc.tuple(fc.array(factors, { minLength: 1, maxLength: 3 }), fc.integer({ min: 8, max: 40 }));
    fc.assert(
      fc.property(networks, ([measured, lags]) => {
        const models = measured.map((perStep, k) => modelOf(NAMES[k]!, perStep, lags));
        const lag = readLag(models);
        const words = reachSentence(models, lag);
        for (const [k, { curves, name }] of models.entries()) {
          const clause = words.find(({ of }) => of === k)!.words;
          expect(clause).toContain(name);
          const inTable = numberIn(meanCell(curves, curves.relative, lag));
          // Two digits in the sentence, three in the table.
          expect(Math.abs(numberIn(clause) / inTable - 1)).toBeLessThan(0.06);
          expect(clause.includes('times')).toBe(curves.relative.mean[lag]! > 1);
        }
        const text = words.map((one) => one.words).join('');
        const { alike } = alikePairs(models, lag);
        expect(text.includes('do not clearly differ')).toBe(alike.length > 0);
        for (const [a, b] of alike) {
          const [one, other] = [models[a]!.curves.relative, models[b]!.curves.relative];
          expect(Math.max(one.low[lag]!, other.low[lag]!)).toBeLessThanOrEqual(
            Math.min(one.high[lag]!, other.high[lag]!),
          );
        }
      }),
    );
  });
});
