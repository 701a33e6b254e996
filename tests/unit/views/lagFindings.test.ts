import { describe, expect, it } from 'vitest';
import type { DecayFit, NoFit } from '../../../src/analysis/decayFit.ts';
import { lagFindings, type NamedFit } from '../../../src/views/compare/lagFindings.ts';
import { paceCell, describePace, spreadCell, describeSpread } from '../../../src/views/compare/describePace.ts';

const RANGE = { from: 5, to: 53 };

/** A half-life as a slope; a doubling where it is negative. */
const slopeOf = (steps: number): number => -Math.LN2 / steps;

function fit(low: number, halfLife: number, high: number, to = 53): DecayFit {
  return { from: 5, to, start: 1, slope: slopeOf(halfLife), slopes: [slopeOf(low), slopeOf(halfLife), slopeOf(high)] };
}

function named(name: string, common: DecayFit | null, own: DecayFit | NoFit, isReference: boolean): NamedFit {
  return { name, common, own, isReference };
}
const rnn = (common: DecayFit | null, own: DecayFit | NoFit = common!): NamedFit =>
  named('the RNN’s ∂L/∂h', common, own, true);
const lstm = (common: DecayFit | null, own: DecayFit | NoFit = common!): NamedFit =>
  named('the LSTM’s ∂L/∂c', common, own, false);
const found = (...fits: readonly NamedFit[]) => lagFindings(fits, RANGE);

describe('what is said of the half-lives of a run', () => {
  it('names the longer one over one range of lags, which it names, and each one’s own range second', () => {
    expect(found(rnn(fit(1.2, 1.31, 1.4)), lstm(fit(3, 3.06, 3.2), fit(4.4, 4.6, 4.8, 175)))).toEqual([
      'Over lags 5–53, which all of them have, the LSTM’s ∂L/∂c has a longer half-life than the RNN’s ∂L/∂h: 3.1 steps (middle half 3.0 to 3.2) against 1.3 steps (middle half 1.2 to 1.4). Over its own lags, 5–175, the LSTM’s ∂L/∂c halves every 4.6 steps.',
    ]);
    const both = found(rnn(fit(1, 2, 3), fit(2, 4, 6, 90)), lstm(fit(7, 8, 9), fit(9, 10, 11, 120)))[0];
    expect(both).toContain('Over its own lags, 5–120, the LSTM’s ∂L/∂c halves every 10.0 steps.');
    expect(both).toContain('Over its own lags, 5–90, the RNN’s ∂L/∂h halves every 4.0 steps.');
  });

  it('groups the digits of long lags and half-lives', () => {
    const long = { ...fit(1100, 1280, 1500), to: 19_000 };
    expect(lagFindings([rnn(long)], { from: 5, to: 19_000 })[0]).toContain(
      'The RNN’s ∂L/∂h halves every 1,280 steps (middle half 1,100 to 1,500), over lags 5–19,000.',
    );
  });

  it('says so just as well when it is shorter, or when there is no telling', () => {
    expect(found(rnn(fit(9, 10, 11)), lstm(fit(2, 3, 4)))[0]).toContain('has a shorter half-life than');
    expect(found(rnn(fit(9, 10, 11)), lstm(fit(10, 12, 14)))[0]).toContain(
      'do not differ by this measure: the one halves every 12.0 steps (middle half 10.0 to 14.0), the other halves every 10.0 steps',
    );
  });

  it('says growth as doubling, and what grows while another falls', () => {
    expect(found(rnn(fit(9, 10, 11)), lstm(fit(-4, -3.5, -3)))[0]).toBe(
      'Over lags 5–53, which all of them have, the LSTM’s ∂L/∂c doubles every 3.5 steps (middle half 3.0 to 4.0), while the RNN’s ∂L/∂h halves every 10.0 steps (middle half 9.0 to 11.0).',
    );
    expect(found(rnn(fit(-9, -8, -7)), lstm(fit(-4, -3.5, -3)))[0]).toContain(
      'the LSTM’s ∂L/∂c grows faster than the RNN’s ∂L/∂h: the one doubles every 3.5 steps (middle half 3.0 to 4.0), the other doubles every 8.0 steps',
    );
    expect(found(rnn(fit(-4, -3.5, -3)), lstm(fit(-9, -8, -7)))[0]).toContain('grows more slowly than');
    expect(found(rnn(fit(9, 10, 11)), lstm(fit(1e9, 1e9, 1e9)))[0]).toContain('stays level (middle half level), while');
  });

  it('has a sentence for what cannot be fitted, and for what stands alone', () => {
    expect(found(rnn(fit(9, 10, 11)), lstm(null, 'falls too fast'))).toEqual([
      'The LSTM’s ∂L/∂c falls too fast for a half-life to be fitted.',
    ]);
    expect(found(rnn(null, 'grows too fast'), lstm(fit(1, 2, 3)))).toEqual([
      'The RNN’s ∂L/∂h grows too fast for a doubling to be fitted.',
      'The LSTM’s ∂L/∂c halves every 2.0 steps (middle half 1.0 to 3.0), over lags 5–53.',
    ]);
    expect(found(rnn(null, 'no gradient'))).toEqual([
      'The RNN’s ∂L/∂h is below 10⁻³⁰ for every loss, so there is nothing to fit.',
    ]);
    expect(found(rnn(fit(9, 10, 11)))).toEqual([
      'The RNN’s ∂L/∂h halves every 10.0 steps (middle half 9.0 to 11.0), over lags 5–53. Another cell is needed to compare it with.',
    ]);
  });
});

describe('the pace of a slope', () => {
  it('is a half-life, a doubling, or level; with one decimal until it is long', () => {
    expect([4.3, 99.96, 128.4, -3.5, 20_000, -20_000, Infinity].map((steps) => describePace(slopeOf(steps)))).toEqual([
      'halves every 4.3 steps',
      'halves every 100 steps',
      'halves every 128 steps',
      'doubles every 3.5 steps',
      'stays level',
      'stays level',
      'stays level',
    ]);
    expect([4.3, -3.5, 20_000].map((steps) => paceCell(slopeOf(steps)))).toEqual(['4.3', 'doubles every 3.5', 'level']);
  });

  it('has a spread in the same words', () => {
    const slopes = (low: number, high: number) => [slopeOf(low), 0, slopeOf(high)] as const;
    expect([slopes(3, 3.2), slopes(-4, -3), slopes(120, -300), slopes(9, 1e9)].map(describeSpread)).toEqual([
      '3.0 to 3.2',
      '3.0 to 4.0',
      'halves every 120 to doubles every 300',
      'halves every 9.0 to level',
    ]);
    expect([slopes(3, 3.2), slopes(-4, -3), slopes(120, -300)].map(spreadCell)).toEqual([
      '3.0–3.2',
      'doubles every 3.0–4.0',
      'halves every 120 to doubles every 300',
    ]);
  });
});
