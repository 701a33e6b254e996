/** The unit in which every loss is shown. Losses are stored in nats. */
import { grouped } from '../limits/messages.ts';
import type { Ui } from './ui.ts';

/** bits: loss / ln 2 · nats · perplexity: exp(loss) */
export type LossUnit = Ui['lossUnit'];

/** The units with their names in the menu. */
export const LOSS_UNITS: readonly (readonly [unit: LossUnit, name: string])[] = [
  ['bits', 'bits per character'],
  ['nats', 'nats per character'],
  ['perplexity', 'perplexity'],
];

/** The largest perplexity, near the end of float64. */
const MOST_PERPLEXITY = 1e308;

/** Converts a loss from nats. Perplexity is limited to 10³⁰⁸, so that it stays finite. */
export function lossIn(nats: number, unit: LossUnit): number {
  if (unit === 'nats') return nats;
  return unit === 'bits' ? nats / Math.LN2 : Math.min(MOST_PERPLEXITY, Math.exp(nats));
}

/** "2.35 bits per character" or "a perplexity of 7.49", for messages. Views use `formatLoss`. */
export function formatLossUnit(nats: number, unit: LossUnit): string {
  const value = lossIn(nats, unit);
  const number = value < 100 ? value.toPrecision(3) : value < 1e6 ? grouped(Math.round(value)) : 'over 1,000,000';
  return unit === 'perplexity' ? `a perplexity of ${number}` : `${number} ${unit} per character`;
}
