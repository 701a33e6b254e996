/**
 * When a unit counts as "on". The method is the select and match of LSTMVis (Strobelt, Gehrmann, Pfister, Rush,
 * "LSTMVis: a tool for visual analysis of hidden state dynamics in recurrent neural networks", 2018).
 */
import type { ChannelRange } from '../../engine/spec.ts';

/** 1: high values, an open gate. −1: low values, a shut gate. */
export type Sign = 1 | -1;

/** The signs that are considered. */
export type Side = 'high' | 'low' | 'both';

export const SIGNS: Readonly<Record<Side, readonly Sign[]>> = { high: [1], low: [-1], both: [1, -1] };

/** The conditions for a unit on a selected span and around it. */
export interface OnRule {
  readonly side: Side;
  /** The unit is on where its level is at least this. */
  readonly on: number;
  /** The unit is off where its level is below this. */
  readonly off: number;
  /** The share of the span's characters at which the unit must be on, 0 … 1. */
  readonly share: number;
  /** The number of characters directly before and after the span at which the unit must be off. */
  readonly before: number;
  readonly after: number;
}

/**
 * The level of a value in a direction: the value or its negative; for a gate, how far it is open, or shut (1 −
 * value). The same function converts a level back to a value.
 */
export function levelOf(range: ChannelRange, value: number, sign: Sign): number {
  if (sign === 1) return value;
  return range === 'gate' ? 1 - value : -value;
}

/** A unit with the direction in which it is on. */
export interface SignedUnit {
  readonly unit: number;
  readonly sign: Sign;
}
