/** Measured gradients of single losses. */
import type { TensorCheck } from '../analysis/gradientCheck.ts';
import type { Range } from '../engine/range.ts';
import type { LagReport } from '../analysis/lagCurves.ts';
import type { LagStretch } from '../analysis/lagGradients.ts';
import type { Trace } from '../engine/trace.ts';

/** A measurement with the weights and on the characters of a trace. */
export interface Measured<T> {
  readonly of: T;
  readonly trace: Trace;
  readonly read: ReadThen;
}

/** The passage and the trace window that were read, by identity. */
export interface ReadThen {
  readonly passage: object;
  readonly traceWindow: object;
}

/** Gradients by lag on a text that need not be the trace's, with weights that need not be either. */
export interface LagsOfReading {
  readonly of: LagReport;
  /** The weights, by identity, and their training step. */
  readonly params: Float32Array;
  readonly step: number;
  /** What identifies the text, by identity. */
  readonly read: readonly (object | null)[];
}

/** The numeric gradient check of one model, on a range of timesteps of the passage. */
export interface ModelCheck extends Range {
  /** Training step of the weights. */
  readonly step: number;
  readonly checks: readonly TensorCheck[];
}

/** The progress of a gradient check: how many parameters of the model are checked. */
export interface GradientCheckRunning {
  readonly model: string;
  readonly done: number;
  readonly of: number;
}

/** The number of losses under the curves by lag, and the largest lag. */
const LOSSES = 200;
const LAGS = 200;
/** The largest lag of the Jacobian's pictures. */
export const JACOBIAN_LAGS = 100;
/** The fewest losses for curves by lag. */
const LEAST_LOSSES = 16;

/**
 * The losses of a trace of T characters that are measured for a cursor at t: up to 400 in a row, including the cursor's.
 * Those from `from` on (up to 200) have the whole range of lags (up to 200) before them. The stretch moves by 200 timesteps at
 * a time, so that a moving cursor seldom needs another one. Null if the text is too short.
 */
export function lagStretch(T: number, t: number): (LagStretch & { readonly from: number }) | null {
  const all = T - 1;
  if (all < LEAST_LOSSES) return null;
  const lags = Math.min(LAGS, all >> 1);
  const count = lags + Math.min(LOSSES, all - lags);
  const wanted = LOSSES * (Math.floor(Math.min(t, all - 1) / LOSSES) - 1);
  const first = Math.max(0, Math.min(wanted, all - count));
  return { losses: { from: first, to: first + count }, lags, from: first + lags };
}

/** The loss whose chain and Jacobian are shown: the cursor's, or the last one. */
export function lossAt(T: number, t: number): number {
  return Math.max(0, Math.min(T - 2, t));
}

/** The cursor's loss, and the layer whose gradients are shown. */
export interface Position {
  readonly t: number;
  readonly layer: number;
}

/** What is shown of a model of so many layers with a trace of T characters, for the cursor. */
export function positionOf(cursor: Position, T: number, layers: number): Position {
  return { t: lossAt(T, cursor.t), layer: Math.min(cursor.layer, layers - 1) };
}

/** For each gradient of single losses, whether a report is the one for a position in a trace of T characters. */
export const IS_AT = {
  lags: (report: LagReport | null, { t }: Position, T: number): boolean => {
    const stretch = lagStretch(T, t);
    return !stretch || report?.gradients.losses.from === stretch.losses.from;
  },
  chain: isSamePosition,
  jacobian: isSamePosition,
} as const;

function isSamePosition(report: Position | null, { t, layer }: Position): boolean {
  return report?.t === t && report.layer === layer;
}

/** A measurement if it was made on the current passage, else null. */
export function shownMeasure<T>(now: ReadThen, measured: Measured<T> | null): Measured<T> | null {
  const isOfNow = measured?.read.passage === now.passage && measured.read.traceWindow === now.traceWindow;
  return isOfNow ? measured : null;
}
