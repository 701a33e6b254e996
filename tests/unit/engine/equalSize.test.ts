import { describe, expect, test } from 'vitest';
import { equalSizeHidden } from '../../../src/engine/equalSize.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { specOf } from './models.ts';

const CELLS = ['rnn', 'gru', 'lstm'] as const;

/** PyTorch's count, written out: nn.Embedding, nn.RNN/GRU/LSTM with both biases, nn.Linear. */
function countOf(gates: number, H: number, L: number, V: number, E: number): number {
  const input = E > 0 ? E : V;
  let count = V * E + V * H + V;
  for (let l = 0; l < L; l++) count += gates * H * ((l === 0 ? input : H) + H + 2);
  return count;
}

describe('equal number of parameters', () => {
  const cases = [1, 2, 3, 4].flatMap((layers) =>
    [0, 5, 32].flatMap((embedding) =>
      [1, 2, 9, 64].flatMap((hidden) => CELLS.map((cell) => ({ cell, layers, embedding, hidden, vocab: 41 }))),
    ),
  );

  test.each(cases)('no other H is nearer to the LSTM’s count: %o', (chosen) => {
    const { cell, layers: L, embedding: E, hidden, vocab: V } = chosen;
    const gates = { rnn: 1, gru: 3, lstm: 4 }[cell];
    const found = equalSizeHidden(specOf(chosen), 512);
    const wanted = countOf(4, hidden, L, V, E);
    const distance = (H: number): number => Math.abs(countOf(gates, H, L, V, E) - wanted);
    const brute = Array.from({ length: 512 }, (_, k) => k + 1).reduce((a, b) => (distance(b) < distance(a) ? b : a));
    expect(found).toBe(brute);
    expect(parameterLayout(specOf({ ...chosen, hidden: found })).size).toBe(countOf(gates, found, L, V, E));
  });

  test('an LSTM keeps its H, a GRU and an RNN get more', () => {
    const size = (cell: (typeof CELLS)[number]): number =>
      equalSizeHidden(specOf({ cell, hidden: 64, vocab: 60 }), 1024);
    expect(size('lstm')).toBe(64);
    expect(size('gru')).toBeGreaterThan(64);
    expect(size('rnn')).toBeGreaterThan(size('gru'));
  });

  test('stays at the largest H that is allowed', () => {
    expect(equalSizeHidden(specOf({ cell: 'rnn', hidden: 512, vocab: 60 }), 1024)).toBe(1024);
  });
});
