/**
 * How every loss is written on the page: in the unit that was chosen once for all of it (`ui.lossUnit`). Losses are kept in
 * nats. A change of a loss is a difference in bits or nats, and a factor of the perplexity.
 */
import { formatFixed, formatPowerOfTen, formatSigned } from '../draw/format.ts';
import { lossIn, type LossUnit } from '../state/lossUnit.ts';
import { useApp } from './StoreContext.tsx';

/** The unit that was chosen. */
export function useLossUnit(): LossUnit {
  return useApp((state) => state.ui.lossUnit);
}

/** A loss in nats per character, in the other two ways of saying it. */
export const toBits = (nats: number): number => nats / Math.LN2;
const toPerplexity = (nats: number): number => Math.exp(nats);
/** For what was measured in bits. */
export const fromBits = (bits: number): number => bits * Math.LN2;

/** Perplexity in two decimals; of a loss whose perplexity no number holds, a bound. */
export function formatPerplexity(nats: number): string {
  const perplexity = toPerplexity(nats);
  return perplexity === Infinity ? `>${formatPowerOfTen(308)}` : formatFixed(perplexity, 2);
}

/** The number alone; "–" for what is no number (a model whose activations overflow). */
export function formatLoss(nats: number, unit: LossUnit, decimals = 2): string {
  if (Number.isNaN(nats)) return '–';
  if (unit !== 'perplexity') return formatFixed(lossIn(nats, unit), decimals);
  return toPerplexity(nats) === Infinity ? formatPerplexity(nats) : formatFixed(toPerplexity(nats), decimals);
}

/** The unit after a number, short: "bits", "bits/char". */
export const UNIT_NAME: Readonly<Record<LossUnit, string>> = { bits: 'bits', nats: 'nats', perplexity: 'perplexity' };
export const UNIT_PER_CHARACTER: Readonly<Record<LossUnit, string>> = {
  bits: 'bits/char',
  nats: 'nats/char',
  perplexity: 'perplexity',
};
/** The same in full, for titles and columns. */
export const UNIT_IN_FULL: Readonly<Record<LossUnit, string>> = {
  bits: 'bits per character',
  nats: 'nats per character',
  perplexity: 'perplexity',
};
/** What one prediction cost, as a formula. */
export const UNIT_FORMULA: Readonly<Record<LossUnit, string>> = { bits: '−log₂ p', nats: '−ln p', perplexity: '1/p' };

/** "2.90 bits", "perplexity 7.49" */
export function lossText(nats: number, unit: LossUnit, decimals = 2): string {
  const number = formatLoss(nats, unit, decimals);
  return unit === 'perplexity' ? `perplexity ${number}` : `${number} ${UNIT_NAME[unit]}`;
}

/** The unit of a change, short, and as a phrase. */
export const CHANGE_NAME: Readonly<Record<LossUnit, string>> = { bits: 'bits', nats: 'nats', perplexity: 'perplexity' };
export const CHANGE_IN_FULL: Readonly<Record<LossUnit, string>> = {
  bits: 'bits per character',
  nats: 'nats per character',
  perplexity: 'perplexity, as a factor',
};

/** A change of a loss given in nats: "+0.123", "×1.131". */
export function formatChange(nats: number, unit: LossUnit, decimals: number): string {
  if (Number.isNaN(nats)) return '–';
  if (unit === 'perplexity') return `×${formatLoss(nats, 'perplexity', decimals)}`;
  return formatSigned(lossIn(nats, unit), decimals);
}

/** Where a change is drawn: proportional to it in bits or nats, and to the logarithm of the factor for perplexity. */
export function leadingDecimal(nats: number, unit: LossUnit): number {
  return unit === 'bits' ? toBits(nats) : nats;
}

/** What a place on such an axis says. */
export function formatDecimals(position: number, unit: LossUnit, decimals: number): string {
  return formatChange(unit === 'bits' ? fromBits(position) : position, unit, decimals);
}

/** Training steps over which the loss in words is averaged: one step's loss jumps with its batch. */
export const RECENT_STEPS = 20;
