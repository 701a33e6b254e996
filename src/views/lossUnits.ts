import { formatFixed, formatPowerOfTen } from '../draw/format.ts';

/** A loss in nats per character, in the other two ways of saying it. */
export const toBits = (nats: number): number => nats / Math.LN2;
export const toPerplexity = (nats: number): number => Math.exp(nats);

/** Perplexity in two decimals; of a loss whose perplexity no number holds, a bound. */
export function formatPerplexity(nats: number): string {
  const perplexity = toPerplexity(nats);
  return perplexity === Infinity && nats < Infinity ? `>${formatPowerOfTen(308)}` : formatFixed(perplexity, 2);
}

/** Training steps over which the loss in words is averaged: one step's loss jumps with its batch. */
export const RECENT_STEPS = 20;
