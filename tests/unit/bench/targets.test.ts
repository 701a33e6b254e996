import { describe, expect, it } from 'vitest';
import { judge, speeds, standing, stepTimes, type Verdict } from '../../studies/bench/targets.ts';
import { suiteResult } from './results.ts';

function verdict(verdicts: readonly Verdict[], what: string): Verdict {
  const found = verdicts.find((one) => one.what === what);
  if (!found) throw new Error(`no line says ${what}`);
  return found;
}

describe('where a ratio stands', () => {
  it.each([
    [60, 'aim reached'],
    [40, 'aim reached'],
    [28, 'reached'],
    [25.3, 'reached within 10 %'],
    [25.1, 'not reached'],
  ])('%d× is "%s" when 28 is wanted and 40 the aim', (median, expected) => {
    expect(standing(median, 28, 40)).toBe(expected);
  });

  it.each([
    [9, 'aim reached'],
    [15.9, 'reached'],
    [17.7, 'reached within 10 %'],
    [18, 'not reached'],
  ])('%d ms is "%s" when at most 16 is wanted and 10 the aim', (median, expected) => {
    expect(standing(median, 16, 10, true)).toBe(expected);
  });
});

describe('the table of what must be reached', () => {
  it('compares characters per second, not steps, with a peer that trains one sequence', () => {
    const result = suiteResult('W-lstm', { 'ours-wasm': [32], 'recurrent-js': [64] });
    const ours = result.entrants.find(({ entrant }) => entrant.label === 'ours-wasm')!;
    expect(speeds(ours)).toEqual([(2048 * 1000) / 32]);
    expect(stepTimes(ours)).toEqual([32]);
    // 2,048 characters in 32 ms against 64 characters in 64 ms.
    const line = verdict(judge([result]), 'W, LSTM: wasm against recurrent-js');
    expect(line.measured?.median).toBe(64);
    expect(line.standing).toBe('aim reached');
  });

  it('takes the best backend of tf.layers anew in each round', () => {
    const layers = { 'layers-webgl': [300, 900, 800], 'layers-wasm': [700, 350, 700], 'layers-cpu': [2000, 2000, 250] };
    const result = suiteResult('W-lstm', { 'ours-wasm': [10, 10, 10], ...layers });
    expect(verdict(judge([result]), 'W, LSTM: wasm against the best tf.layers backend').measured).toMatchObject({
      min: 25,
      median: 30,
      max: 35,
    });
  });

  it('claims nothing against the best of tf.layers when one of its backends was not measured', () => {
    const result = suiteResult('W-lstm', { 'ours-wasm': [10], 'layers-webgl': [800], 'layers-wasm': [700] });
    const line = verdict(judge([result]), 'W, LSTM: wasm against the best tf.layers backend');
    expect(line).toMatchObject({ measured: null, standing: 'not measured' });
  });

  it('sets draw calls and JavaScript of tf.layers through ours', () => {
    const counts = { 'ours-webgl': { draws: 150 }, 'layers-webgl': { draws: 4800 } };
    const result = suiteResult('count-gru', { 'ours-webgl': [0.5, 0.4], 'layers-webgl': [50, 60] }, counts);
    const verdicts = judge([result]);
    expect(verdict(verdicts, "W, GRU: draw calls per step, tf.layers' through ours")).toMatchObject({
      measured: { median: 32 },
      standing: 'reached',
    });
    const line = verdict(verdicts, "W, GRU: JavaScript per webgl step, tf.layers' through ours");
    expect(line.measured?.min).toBeCloseTo(100, 9);
    expect(line.measured?.max).toBeCloseTo(150, 9);
    expect(verdict(verdicts, "W, LSTM: draw calls per step, tf.layers' through ours").standing).toBe('not measured');
  });

  it('judges traces by their time, where less is better', () => {
    const result = suiteResult('trace', { 'lstm, 1,000 steps': [14, 12, 13], 'rnn, one step': [0.2, 0.3, 0.25] });
    const verdicts = judge([result]);
    expect(verdict(verdicts, 'LSTM: trace of 1,000 steps, H 128, ms')).toMatchObject({
      measured: { median: 13 },
      standing: 'reached',
    });
    expect(verdict(verdicts, 'RNN: trace of one step, H 128, ms').standing).toBe('not reached');
  });
});
