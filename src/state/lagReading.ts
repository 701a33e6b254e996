/** On which text, and with which weights, the page By lag measures. */
import type { LagReport } from '../analysis/lagCurves.ts';
import { type LagsOfReading, lagStretch, type Measured, shownMeasure } from './gradientPictures.ts';
import { type Checkpoint, isUntrainedAt, type Model } from './model.ts';
import { passageTokens } from './passage.ts';
import type { Results } from './results.ts';
import type { AppState } from './state.ts';
import type { Ui } from './ui.ts';

type LagText = Ui['lagText'];

/** The part of the state that determines what is read. */
type ReadFrom = Pick<AppState, 'ui' | 'text' | 'passage' | 'traceWindow' | 'revealed'>;

/** What is read, and which losses of it are measured. */
export interface LagReading {
  readonly tokens: Int32Array;
  readonly stretch: NonNullable<ReturnType<typeof lagStretch>>;
  /** What identifies the text, by identity. */
  readonly read: readonly (object | null)[];
}

/** Characters of the held-out text that are read: 200 losses, each with 200 lags before it. */
const HELD_OUT_READ = 401;

/** The text on which the page measures: held-out text only if there is some. */
export function lagTextOf({ ui, text }: Pick<AppState, 'ui' | 'text'>): LagText {
  return ui.lagText === 'heldOut' && text && text.trainCount < text.tokens.length ? 'heldOut' : 'shown';
}

/** What identifies the text on which the page measures. */
export function lagTextRead(state: Pick<ReadFrom, 'ui' | 'text' | 'passage' | 'traceWindow'>): LagReading['read'] {
  return lagTextOf(state) === 'heldOut' ? [state.text] : [state.passage, state.traceWindow];
}

/** The text on which the page measures, and the losses; null if the text is too short. */
export function lagReading(state: ReadFrom): LagReading | null {
  const isHeldOut = lagTextOf(state) === 'heldOut';
  const from = state.text?.trainCount ?? 0;
  const tokens = isHeldOut ? state.text!.tokens.subarray(from, from + HELD_OUT_READ) : passageTokens(state);
  const stretch = lagStretch(tokens.length, isHeldOut ? 0 : state.ui.cursor.t);
  return stretch && { tokens, stretch, read: lagTextRead(state) };
}

/** A model's gradients by lag on that text; null until they are measured. */
export function lagsShown(
  state: Pick<ReadFrom, 'ui' | 'text' | 'passage' | 'traceWindow'>,
  { lags, lagsHeldOut }: Pick<Results, 'lags' | 'lagsHeldOut'>,
): Measured<LagReport> | LagsOfReading | null {
  if (lagTextOf(state) === 'shown') return shownMeasure(state, lags);
  return lagsHeldOut && isSameText(lagsHeldOut.read, lagTextRead(state)) ? lagsHeldOut : null;
}

/** Training step of the weights with which they were measured. */
export function stepOfLags(measured: Measured<LagReport> | LagsOfReading): number {
  return 'trace' in measured ? measured.trace.step : measured.step;
}

/** Whether two readings are of the same text. */
export function isSameText(a: LagReading['read'], b: LagReading['read']): boolean {
  return a.length === b.length && a.every((part, k) => part === b[k]);
}

/** The weights before training; null if they are not kept, or if the model shows them itself. */
export function weightsBefore({ is, run, shown }: Pick<Model, 'is' | 'run' | 'shown'>): Checkpoint | null {
  const first = run?.checkpoints[0];
  const isShown = shown?.trace.step === 0 && shown.perturbation === null;
  return first && isUntrainedAt(is, first.step) && shown && !isShown ? first : null;
}
