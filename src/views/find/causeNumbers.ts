import type { CauseLook } from '../../analysis/causes/causeLook.ts';
import type { ChannelValues } from '../../draw/channelValues.ts';
import { formatReading } from '../../draw/format.ts';
import type { SlotCause } from '../../store/findState.ts';
import { toBits } from '../lossUnits.ts';

/** "c 52 at −0.214000, f 3 at 0.500000" */
export function holdWords({ units, look }: Pick<SlotCause, 'units' | 'look'>): string {
  return units.map(({ channel, unit }, k) => `${channel} ${unit} at ${formatReading(look.values[k])}`).join(', ');
}

export interface LossMeans {
  /** Nats per character. */
  readonly plain: number;
  readonly held: number;
  /** Predictions that are counted. */
  readonly count: number;
}

/** Mean losses of the predictions from timestep `since` on: those before it cannot differ. */
export function lossMeans({ loss, heldLoss }: Pick<CauseLook, 'loss' | 'heldLoss'>, since: number): LossMeans {
  let plain = 0;
  let held = 0;
  for (let t = since; t < loss.length; t++) {
    plain += loss[t];
    held += heldLoss[t];
  }
  const count = Math.max(0, loss.length - since);
  return { plain: plain / count, held: held / count, count };
}

/** Change of every prediction's loss in bits, as a channel of one unit over a passage of T characters. */
export function changeInBits({ loss, heldLoss }: Pick<CauseLook, 'loss' | 'heldLoss'>, steps: number): ChannelValues {
  const values = Float32Array.from(loss, (nats, t) => toBits(heldLoss[t] - nats));
  return { values, from: 0, steps, hidden: 1 };
}

/** A character's probability with and without a hold. */
export interface PairedPrediction {
  /** Index in the vocabulary. */
  readonly token: number;
  readonly plain: number;
  readonly held: number;
}

/**
 * The characters that either prediction gives most to, the more probable of both first.
 *
 * @param plain logits of one timestep, [V] @param held the same with units held
 */
export function pairedPredictions(plain: Float32Array, held: Float32Array, count: number): readonly PairedPrediction[] {
  const [p, q] = [softmax(plain), softmax(held)];
  return Array.from(p, (probability, token): PairedPrediction => ({ token, plain: probability, held: q[token] }))
    .toSorted((a, b) => Math.max(b.plain, b.held) - Math.max(a.plain, a.held) || a.token - b.token)
    .slice(0, count);
}

function softmax(logits: Float32Array): Float64Array {
  const most = Math.max(...logits);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - most));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}
