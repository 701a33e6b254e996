import { type CostInterval, directionOf, type SidedCosts } from '../../analysis/ablation/costIntervals.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import type { ScoreRow } from '../../state/foundScores.ts';
import { lossIn, type LossUnit } from '../../state/lossUnit.ts';
import { formatPerplexity, UNIT_NAME } from '../lossUnits.ts';

/** "c 13", "c 13, layer 2" where there are several layers. */
export function unitName({ channel, unit, layer }: ScoreRow['position'], layers: number): string {
  return `${channel} ${unit}${layers > 1 ? `, layer ${layer + 1}` : ''}`;
}

/** What the unit does with the label, as far as its score goes: "is on inside double quotes (0.99)". */
function describeTracking({ finding, direction, score }: ScoreRow): string {
  const { kind, name } = finding;
  if (kind === 'numeric') return `${direction > 0 ? 'rises' : 'falls'} with ${name} (ρ ${scoreText(score)})`;
  const where = /^(inside|in|after|before|at) /.test(name) ? name : `at “${name}”`;
  return `is ${direction > 0 ? 'on' : 'low'} ${where} (${scoreText(score)})`;
}

/** Two decimals; more where they would say 1.00 of less. */
export function scoreText(score: number): string {
  if (score >= 0.9995 && score < 1) return '> 0.999';
  return formatFixed(score, score >= 0.995 && score < 1 ? 3 : 2);
}

/** Costs on both sides of a label. */
export interface PlacedCosts extends SidedCosts {
  /** The label's side in words: "there", "where it is ≥ 30". */
  readonly there: string;
}

/**
 * The first line of Find: what the network has learned, as far as it was measured.
 *
 * @param row the chosen label with the selected unit, or the best finding if no label is chosen; null if nothing was scored
 * @param costs what holding that unit costs; null if it was not measured
 */
export function describeFinding(
  row: ScoreRow | null,
  costs: PlacedCosts | null,
  about: {
    /** Name of the model. */
    readonly model: string;
    readonly layers: number;
    /** Whether the weights are those before the first training step. */
    readonly isUntrained: boolean;
    /** Whether the model has trained since it was searched. */
    readonly isTrainedSince: boolean;
    /** Whether a person chose the label, so that it need not be the best. */
    readonly isChosen: boolean;
    readonly lossUnit: LossUnit;
  },
): string {
  const { model, layers, isUntrained, isTrainedSince, isChosen, lossUnit } = about;
  if (!row) return `No label could be scored on this text: there is nothing to say about the ${model}.`;
  const { verdict } = row;
  const tracking = `${unitName(row.position, layers)} ${describeTracking(row)}`;
  if (verdict === 'tracks') return `${tracking}${costs ? `; ${describeCosts(costs, lossUnit)}` : ''}.`;
  if (verdict === 'open') return `${tracking}. Whether that is more than chance is being measured.`;
  if (isChosen) return `${tracking}, but ${BUT[verdict]}.`;
  if (isUntrained && isTrainedSince)
    return `Before training, no unit of the ${model} tracked a label. It has trained since.`;
  if (isUntrained) return `No unit of the ${model} tracks a label yet: it is untrained.`;
  if (verdict === 'chance') return `No unit of the ${model} follows any label better than chance.`;
  return `No unit of the ${model} tracks a label. The strongest, ${unitName(row.position, layers)}, ${describeTracking(row)}: ${BUT[verdict]}.`;
}

const BUT: Readonly<Record<Exclude<ScoreRow['verdict'], 'tracks' | 'open'>, string>> = {
  chance: 'that is not clearly better than chance',
  'echo of the last character': 'the last character alone says as much',
  'echo of the last three': 'the last three characters alone say as much',
  untrained: 'a unit of the untrained network does as well',
};

/** "holding it costs 0.31 bits there and nothing elsewhere" */
function describeCosts({ on, off, there: place }: PlacedCosts, unit: LossUnit): string {
  if (!on) return `the traced text does not show what holding it costs ${place}`;
  if (on.half === null) return `too little of the traced text shows what holding it costs ${place}`;
  const there = costText(on, unit, off);
  if (!off || off.half === null) return `holding it ${there.join(' ')} ${place}`;
  const elsewhere = costText(off, unit, on);
  // The verb of the second cost is left out where it is that of the first.
  const second = elsewhere[0] === there[0] ? elsewhere[1] : elsewhere.join(' ');
  return `holding it ${there.join(' ')} ${place} and ${second} elsewhere`;
}

/**
 * "costs" "0.31 bits", "saves" "0.02 bits", "multiplies the perplexity" "by 1.24". "nothing" where the interval holds 0, and
 * "nothing certain" where the cost on the other side of the label would be lost in it.
 */
function costText(
  cost: CostInterval,
  unit: LossUnit,
  other: CostInterval | null,
): readonly [verb: string, what: string] {
  const direction = directionOf(cost);
  if (direction === 0) {
    const isWide = other !== null && directionOf(other) !== 0 && (cost.half ?? Infinity) > Math.abs(other.mean);
    return ['costs', isWide ? 'nothing certain' : 'nothing'];
  }
  if (unit === 'perplexity') return ['multiplies the perplexity', `by ${formatPerplexity(cost.mean)}`];
  const size = Math.abs(lossIn(cost.mean, unit));
  const amount = size < 0.005 ? 'less than 0.01' : formatFixed(size, 2);
  return [direction > 0 ? 'costs' : 'saves', `${amount} ${UNIT_NAME[unit]}`];
}

/** "+0.31 ± 0.05 bits": a cost with half its 95 % interval; a perplexity's factor with both ends. */
export function intervalText({ mean, half }: CostInterval, unit: LossUnit): string {
  if (unit === 'perplexity') {
    const ends = half === null ? '' : ` (${formatPerplexity(mean - half)} to ${formatPerplexity(mean + half)})`;
    return `×${formatPerplexity(mean)}${ends}`;
  }
  // As many decimals as the interval has something to say about.
  const least = half === null ? Math.abs(mean) : half;
  const decimals = Math.max(3, Math.min(6, 1 - Math.floor(Math.log10(lossIn(least, unit) || 1))));
  const size = half === null ? '' : ` ± ${formatFixed(lossIn(half, unit), decimals)}`;
  return `${formatSigned(lossIn(mean, unit), decimals)}${size} ${UNIT_NAME[unit]}`;
}
