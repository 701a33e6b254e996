/** The passage: what the models read and the pictures show. */
import type { AppState } from './state.ts';
import type { Passage } from './textState.ts';

export const THE_TEXT: Passage = { kind: 'text' };

/** What is read of a new text: its first characters. */
export const BEGINNING_OF_TEXT = {
  traceWindow: { from: 0, to: 1000 },
  passage: THE_TEXT,
  revealed: Infinity,
  continuations: [],
  span: null,
} satisfies Partial<AppState>;

/** The part of the state that determines the shown characters. */
export type Shown = Pick<AppState, 'text' | 'traceWindow' | 'passage' | 'revealed'>;

/** Tokens of the stretch of the text, [T]; a view, not a copy. */
export function stretchTokens({ text, traceWindow: { from, to } }: Shown): Int32Array {
  return text ? text.tokens.subarray(from, to) : new Int32Array(0);
}

/** Tokens of the passage, [T]; a view, not a copy. */
export function passageTokens(state: Shown): Int32Array {
  return state.passage.kind === 'text' ? stretchTokens(state) : state.passage.tokens;
}

/** The number of timesteps that are shown: all of the passage, or those of a continuation that are revealed. */
export function passageLength(state: Shown): number {
  return Math.min(passageTokens(state).length, state.revealed);
}

/** The symbol at timestep t; undefined outside the passage. */
export function passageSymbol(state: Shown, t: number): string | undefined {
  const token = t >= 0 ? passageTokens(state)[t] : undefined;
  return token === undefined ? undefined : state.text?.symbols[token];
}
