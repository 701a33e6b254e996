/** What the models read and the pictures show. */
import type { AppState, Passage } from './state.ts';

export const THE_TEXT: Passage = { kind: 'text' };

type Shown = Pick<AppState, 'text' | 'traceWindow' | 'passage' | 'revealed'>;

/** Tokens of the stretch of the text, [T]; a view, not a copy. */
export function stretchTokens({ text, traceWindow: { start, length } }: Shown): Int32Array {
  return text ? text.tokens.subarray(start, start + length) : new Int32Array(0);
}

/** Tokens of what is read, [T]; a view, not a copy. */
export function passageTokens(state: Shown): Int32Array {
  return state.passage.kind === 'text' ? stretchTokens(state) : state.passage.tokens;
}

/** Timesteps that are shown: all of the passage, or, while it is being written, as many as are written. */
export function passageLength(state: Shown): number {
  return Math.min(passageTokens(state).length, state.revealed);
}

/** The character at timestep t as the text's symbol; undefined outside the passage. */
export function passageSymbol(state: Shown, t: number): string | undefined {
  const token = t >= 0 ? passageTokens(state)[t] : undefined;
  return token === undefined ? undefined : state.text?.symbols[token];
}
