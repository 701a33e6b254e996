import { type Graph, LSTM, Mat, RNN } from 'recurrent-js';
import type { Workload } from '../contract.ts';
import { randomText } from './text.ts';
import type { Trainee } from './trainee.ts';

/**
 * recurrent-js (the maintained descendant of Karpathy's recurrentjs): one sequence, gradient descent, the only update it
 * has, and the gradient of the cross-entropy written by hand, since it has no loss.
 */
export async function openRecurrentJs({ cell, V, H, T }: Workload): Promise<Trainee> {
  const Network = cell === 'lstm' ? LSTM : RNN;
  const network = new Network({ architecture: { inputSize: V, hiddenUnits: [H], outputSize: V } });
  const { graph } = network as unknown as { readonly graph: Graph };
  const text = randomText(V);
  let at = 0;
  return {
    detail: 'recurrent-js 1.7.4, one sequence, gradient descent',
    characters: T,
    hasLoss: true,
    async step() {
      if (at + T + 1 > text.length) at = 0;
      let state: ReturnType<typeof network.forward> | undefined;
      const outputs: Mat[] = [];
      for (let t = 0; t < T; t++) {
        const x = new Mat(V, 1);
        x.w[text[at + t]] = 1;
        state = network.forward(x, state);
        outputs.push(state.output);
      }
      let loss = 0;
      for (let t = 0; t < T; t++) loss += crossEntropy(outputs[t], text[at + t + 1]);
      graph.backward();
      graph.forgetCurrentSequence();
      network.update(LEARNING_RATE);
      at += T;
      return loss / T;
    },
  };
}

/** Small enough that the summed gradient of a window, which nothing clips, does not make the weights diverge. */
const LEARNING_RATE = 1e-3;

/** −log softmax(logits)[target]; leaves its gradient in logits.dw. */
function crossEntropy(logits: Mat, target: number): number {
  const { w, dw } = logits;
  let largest = -Infinity;
  for (const value of w) largest = Math.max(largest, value);
  let sum = 0;
  for (const value of w) sum += Math.exp(value - largest);
  for (let v = 0; v < w.length; v++) dw[v] = Math.exp(w[v] - largest) / sum - (v === target ? 1 : 0);
  return Math.log(sum) - (w[target] - largest);
}
