import gru from 'brain.js/dist/recurrent/gru.js';
import lstm from 'brain.js/dist/recurrent/lstm.js';
import rnn from 'brain.js/dist/recurrent/rnn.js';
import type { CellKind } from '../../../../src/engine/spec.ts';
import type { Workload } from '../contract.ts';
import { randomText } from './text.ts';
import type { Trainee } from './trainee.ts';

const NETWORKS: Readonly<Partial<Record<CellKind, typeof lstm.default>>> = {
  lstm: lstm.default,
  gru: gru.default,
  rnn: rnn.default,
};

/** brain.js: one sequence, its own RMSProp with clipping by value. */
export async function openBrain({ cell, V, H, T }: Workload): Promise<Trainee> {
  const Network = NETWORKS[cell];
  if (!Network) throw new Error(`brain.js has no ${cell}`);
  const network = new Network({ inputSize: V, inputRange: V, outputSize: V, hiddenLayers: [H] });
  network.initialize();
  // A hundredth of its default, with which its RNN diverges on a random text.
  network.trainOpts.learningRate = 1e-4;
  const text = randomText(V);
  let at = 0;
  return {
    detail: 'brain.js 1.6.1, one sequence, RMSProp',
    characters: T,
    hasLoss: true,
    async step() {
      if (at + T > text.length) at = 0;
      const window = Array.from(text.subarray(at, at + T));
      at += T;
      // It answers with a hundredth of the perplexity.
      return Math.log(100 * network.trainPattern(window, true));
    },
  };
}
