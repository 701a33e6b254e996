/** Gradients of single losses, as far as they have been measured: values, replaced whole. */
import type { Chain } from '../analysis/chain.ts';
import type { TensorCheck } from '../analysis/gradientCheck.ts';
import type { StateJacobian } from '../analysis/jacobian.ts';
import type { LagReport } from '../analysis/lagCurves.ts';
import type { LagStretch } from '../analysis/lagGradients.ts';
import type { Trace } from '../engine/trace.ts';

/** What was measured with the weights and on the characters of a trace. */
export interface Measured<T> {
  readonly of: T;
  readonly trace: Trace;
  readonly read: ReadThen;
}

/** The passage and the stretch of the text that were read, by identity. */
export interface ReadThen {
  readonly passage: object;
  readonly traceWindow: object;
}

/** By the slots' ids. */
type BySlot<T> = Readonly<Record<string, T>>;

export interface GradientPictures {
  readonly lags: BySlot<Measured<LagReport>>;
  readonly chains: BySlot<Measured<Chain>>;
  readonly jacobians: BySlot<Measured<StateJacobian>>;
}

export const NO_GRADIENTS: GradientPictures = { lags: {}, chains: {}, jacobians: {} };

/** The pictures of Compare, one page of them at a time. */
export type ComparePage = 'time' | 'lag' | 'training' | 'triangle' | 'chain' | 'jacobian' | 'memory' | 'check';
export const COMPARE_PAGES: readonly ComparePage[] = [
  'time',
  'lag',
  'training',
  'triangle',
  'chain',
  'jacobian',
  'memory',
  'check',
];

/** The numeric gradient check of one model. */
export interface SlotCheck {
  /** Training steps that the weights had seen. */
  readonly step: number;
  /** Characters of the text it ran on: timesteps `from` … `to` of the passage. */
  readonly from: number;
  readonly to: number;
  readonly checks: readonly TensorCheck[];
}

export interface GradientCheckState {
  readonly slots: BySlot<SlotCheck>;
  /** Which model is being checked, and how far it is; null when none is. */
  readonly running: { readonly slot: string; readonly done: number; readonly of: number } | null;
}

/** Losses that the curves by lag are taken over, and the largest lag. */
const LOSSES = 200;
const LAGS = 200;
/** Largest lag of the Jacobian's pictures. */
export const JACOBIAN_LAGS = 100;
/** Fewest losses of a text whose gradients by lag say anything. */
const LEAST_LOSSES = 16;

/**
 * Which losses of a trace of T characters are measured, for a cursor at t: up to 400 in a row, of which those from `from`
 * on (up to 200) have the whole range of lags (up to 200) before them. The cursor's is among them; the stretch moves by
 * 200 timesteps at a time, so that a moving cursor seldom asks for another one. Null if the text is too short.
 */
export function lagStretch(T: number, t: number): (LagStretch & { readonly from: number }) | null {
  const losses = T - 1;
  if (losses < LEAST_LOSSES) return null;
  const lags = Math.min(LAGS, losses >> 1);
  const positions = lags + Math.min(LOSSES, losses - lags);
  const wanted = LOSSES * (Math.floor(Math.min(t, losses - 1) / LOSSES) - 1);
  const first = Math.max(0, Math.min(wanted, losses - positions));
  return { first, positions, lags, from: first + lags };
}

/** The loss whose chain and Jacobian are shown: the cursor's, or the last where nothing is predicted at the cursor. */
export function lossAt(T: number, t: number): number {
  return Math.max(0, Math.min(T - 2, t));
}

/** What was measured on the passage that is read now; undefined where there is nothing of it yet. */
export function shownMeasure<T>(now: ReadThen, measured: Measured<T> | undefined): Measured<T> | undefined {
  const isOfNow = measured?.read.passage === now.passage && measured.read.traceWindow === now.traceWindow;
  return isOfNow ? measured : undefined;
}
