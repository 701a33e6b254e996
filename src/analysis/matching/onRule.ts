/**
 * When a unit counts as "on": select and match, after LSTMVis (Strobelt, Gehrmann, Pfister, Rush, "LSTMVis: a tool for visual
 * analysis of hidden state dynamics in recurrent neural networks", 2018).
 */
import type { ChannelRange } from '../../engine/spec.ts';

/** 1: large values, an open gate · −1: small values, a shut gate. */
export type Sign = 1 | -1;

/** Which signs are asked for. */
export type Side = 'high' | 'low' | 'both';

export const SIGNS: Readonly<Record<Side, readonly Sign[]>> = { high: [1], low: [-1], both: [1, -1] };

/** What is asked of a unit on a selected span and around it. */
export interface OnRule {
  readonly side: Side;
  /** On where the level is at least this. */
  readonly on: number;
  /** Off where the level is below this. */
  readonly off: number;
  /** Share of the span's characters on which it must be on, 0…1. */
  readonly share: number;
  /** Characters just before and just after the span on all of which it must be off. */
  readonly before: number;
  readonly after: number;
}

/**
 * How far a value goes in a direction: the value or its negative; of a gate how far it is open, or shut (1 − value). The same
 * function takes a level back to its value.
 */
export function levelOf(range: ChannelRange, value: number, sign: Sign): number {
  if (sign === 1) return value;
  return range === 'gate' ? 1 - value : -value;
}

/** A unit in the direction in which it is on. */
export interface SignedUnit {
  readonly unit: number;
  readonly sign: Sign;
}
