import { describe, expect, it } from 'vitest';
import type { DecayFit } from '../../../src/analysis/lagCurves.ts';
import { formatHalfLife, lagFindings, type NamedFit } from '../../../src/views/compare/lagFindings.ts';

function fit(low: number, halfLife: number, high: number): DecayFit {
  return { from: 5, to: 200, perStep: 0.9, start: 1, halfLife, halfLives: [low, halfLife, high] };
}

const rnn = (of: DecayFit | null): NamedFit => ({ name: 'the RNN’s ∂L/∂h', fit: of, isReference: true });
const lstm = (of: DecayFit | null): NamedFit => ({ name: 'the LSTM’s ∂L/∂c', fit: of, isReference: false });

describe('what is said of the half-lives of a run', () => {
  it('names the longer one, with both numbers and their spreads', () => {
    expect(lagFindings([rnn(fit(4, 4.3, 5)), lstm(fit(12, 16.52, 22))])).toEqual([
      'The LSTM’s ∂L/∂c has a longer half-life than the RNN’s ∂L/∂h: 16.5 characters (middle half 12.0 to 22.0) against 4.3 characters (middle half 4.0 to 5.0).',
    ]);
  });

  it('says so just as well when it is shorter, or when there is no telling', () => {
    expect(lagFindings([rnn(fit(9, 10, 11)), lstm(fit(2, 3, 4))])[0]).toContain('has a shorter half-life than');
    expect(lagFindings([rnn(fit(9, 10, 11)), lstm(fit(10, 12, 14))])[0]).toContain('do not differ by this measure');
  });

  it('has a sentence for what does not fall, what falls too fast, and what stands alone', () => {
    expect(lagFindings([rnn(fit(9, 10, 11)), lstm(fit(90, Infinity, Infinity))])[0]).toContain(
      'no fall at all (middle half 90.0 to ∞)',
    );
    expect(lagFindings([rnn(fit(9, 10, 11)), lstm(null)])[0]).toContain('The LSTM’s ∂L/∂c falls too fast');
    expect(lagFindings([rnn(null), lstm(fit(1, 2, 3))])).toEqual([
      'The RNN’s ∂L/∂h falls too fast for a half-life to be fitted.',
    ]);
    expect(lagFindings([rnn(fit(9, 10, 11))])[0]).toContain('Another cell is needed');
  });
});

it('half-lives have one decimal until they are long', () => {
  expect([4.3, 99.96, 128.4, Infinity].map(formatHalfLife)).toEqual(['4.3', '100', '128', '∞']);
});
