import type { AblationReport } from '../../analysis/ablation/ablationReport.ts';
import type { ChannelValues } from '../../draw/channelValues.ts';
import { formatReading } from '../../draw/format.ts';
import type { ModelAblation } from '../../state/findState.ts';
import type { LossUnit } from '../../state/lossUnit.ts';
import { leadingDecimal } from '../lossUnits.ts';

/** "c 52 at −0.214000, f 3 at 0.500000" */
export function describeClamp({ units, report }: Pick<ModelAblation, 'units' | 'report'>): string {
  return units.map(({ channel, unit }, k) => `${channel} ${unit} at ${formatReading(report.values[k])}`).join(', ');
}

interface LossMeans {
  /** Nats per character. */
  readonly plain: number;
  readonly clamped: number;
  /** Number of predictions. */
  readonly count: number;
}

/** Mean losses of the predictions from timestep `since` on. The clamp begins there, so earlier predictions do not differ. */
export function lossMeans(
  { loss, clampedLoss }: Pick<AblationReport, 'loss' | 'clampedLoss'>,
  since: number,
): LossMeans {
  let plain = 0;
  let clamped = 0;
  for (let t = since; t < loss.length; t++) {
    plain += loss[t];
    clamped += clampedLoss[t];
  }
  const count = Math.max(0, loss.length - since);
  return { plain: plain / count, clamped: clamped / count, count };
}

/** The change of every prediction's loss (see `leadingDecimal`), as a channel with one unit over `steps` timesteps. */
export function changesOfLoss(
  { loss, clampedLoss }: Pick<AblationReport, 'loss' | 'clampedLoss'>,
  steps: number,
  unit: LossUnit,
): ChannelValues {
  const values = Float32Array.from(loss, (nats, t) => leadingDecimal(clampedLoss[t] - nats, unit));
  return { values, from: 0, steps, hidden: 1 };
}

/** The probability of a character without and with the clamp. */
interface PairedPrediction {
  /** Index in the vocabulary. */
  readonly token: number;
  readonly plain: number;
  readonly clamped: number;
}

/**
 * The characters to which either prediction gives the highest probabilities, the most probable first.
 *
 * @param plain logits of one timestep without the clamp, [V]
 * @param clamped the same with the clamp
 */
export function pairedPredictions(
  plain: Float32Array,
  clamped: Float32Array,
  count: number,
): readonly PairedPrediction[] {
  const [p, q] = [softmax(plain), softmax(clamped)];
  return Array.from(p, (probability, token): PairedPrediction => ({ token, plain: probability, clamped: q[token] }))
    .toSorted((a, b) => Math.max(b.plain, b.clamped) - Math.max(a.plain, a.clamped) || a.token - b.token)
    .slice(0, count);
}

function softmax(logits: Float32Array): Float64Array {
  const most = Math.max(...logits);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - most));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/** The largest change in bits, up or down, at least 1e-9. Changes of losses that are no numbers do not count. */
export function reachOf(bits: readonly number[]): number {
  return Math.max(1e-9, ...bits.filter(Number.isFinite).map(Math.abs));
}

/** Where a change stands between −1 and 1 on an axis of that reach; null for one that is no number. */
export function positionOf(bits: number, reach: number): number | null {
  return Number.isNaN(bits) ? null : Math.max(-1, Math.min(1, bits / reach));
}
