/** What is marked on the text beside the store's selection, and whether dragging selects. Kept while the page is open. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Span } from '../analysis/labels/hypotheses.ts';

interface TextMarks {
  /** Whether a plain drag on the text selects, as Shift with it does. */
  readonly isSelecting: boolean;
  /** Stretches of the label that is being edited, in the whole text. */
  readonly painted: readonly Span[];
}

const NONE: readonly Span[] = [];

const marks = createStore<TextMarks>(() => ({ isSelecting: false, painted: NONE }));

export function useTextMark<K extends keyof TextMarks>(key: K): TextMarks[K] {
  return useStore(marks, (state) => state[key]);
}

export function setSelecting(isSelecting: boolean): void {
  marks.setState({ isSelecting });
}

export function setPainted(painted: readonly Span[] | null): void {
  marks.setState({ painted: painted ?? NONE });
}

/** Whether a press on the text begins a span rather than moving the cursor alone. */
export function startsSpan({ shiftKey }: { readonly shiftKey: boolean }): boolean {
  return shiftKey || marks.getState().isSelecting;
}

/** The characters from one to another, both included, in either order. */
export function spanBetween(a: number, b: number): Span {
  return { from: Math.min(a, b), to: Math.max(a, b) + 1 };
}

/** "t 37–52, 16 characters" */
export function spanWords({ from, to }: Span): string {
  return to - from === 1 ? `t ${from}, 1 character` : `t ${from}–${to - 1}, ${to - from} characters`;
}
