/** Slopes of fitted lines in words: half-lives if they fall, doubling times if they grow. */
import { type Pace, paceOf } from '../../analysis/decayFindings.ts';
import type { LagRange, NoFit } from '../../analysis/decayFit.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';

/** `4.3`, `128`, `1,280` */
export function formatSteps(steps: number): string {
  return formatFixed(steps, steps < 99.95 ? 1 : 0);
}

/** `halves every 4.3 steps`, `doubles every 3.5 steps`, `stays level` */
export function describePace(slope: number): string {
  const pace = paceOf(slope);
  return pace.kind === 'level' ? 'stays level' : `${pace.kind} every ${formatSteps(pace.steps)} steps`;
}

/** In a column of half-lives: `4.3`, `doubles every 3.5`, `level` */
export function paceCell(slope: number): string {
  const pace = paceOf(slope);
  if (pace.kind === 'level') return 'level';
  return pace.kind === 'halves' ? formatSteps(pace.steps) : `doubles every ${formatSteps(pace.steps)}`;
}

/** Two quartiles of slopes: `3.0 to 3.2`, or `halves every 120 to doubles every 300`. */
export function describeSpread([low, , high]: readonly [number, number, number]): string {
  const ends = [paceOf(low), paceOf(high)] as const;
  const [first, last] = ends;
  if (first.kind === 'level' && last.kind === 'level') return 'level';
  if (first.kind === 'halves' && last.kind === 'halves') return range(first.steps, last.steps);
  if (first.kind === 'doubles' && last.kind === 'doubles') return range(last.steps, first.steps);
  return ends.map(describeEnd).join(' to ');
}

/** In a column of half-lives: `3.0–3.2`, `doubles every 3.1–3.9` */
export function spreadCell(slopes: readonly [number, number, number]): string {
  const isGrowth = paceOf(slopes[0]).kind === 'doubles';
  const words = describeSpread(slopes);
  const isPlain = /^\S+ to \S+$/.test(words);
  return `${isGrowth ? 'doubles every ' : ''}${isPlain ? words.replace(' to ', '–') : words}`;
}

const range = (least: number, most: number): string => `${formatSteps(least)} to ${formatSteps(most)}`;

function describeEnd(pace: Pace): string {
  return pace.kind === 'level' ? 'level' : `${pace.kind} every ${formatSteps(pace.steps)}`;
}

/** `5–53` */
export function describeRange({ from, to }: LagRange): string {
  return `${formatCount(from)}–${formatCount(to)}`;
}

/** Why a gradient has no half-life. The text follows the gradient's name. */
export const NO_FIT_TEXT: Readonly<Record<NoFit, string>> = {
  'short text': 'has too few lags in this text for a half-life to be fitted',
  'falls too fast': 'falls too fast for a half-life to be fitted',
  'grows too fast': 'grows too fast for a doubling to be fitted',
  'no gradient': 'is below 10⁻³⁰ for every loss, so there is nothing to fit',
  'not finite': 'is beyond the range of numbers, so there is nothing to fit',
};
