import { useState } from 'react';
import { BEING_MEASURED, spoken } from '../../lessons/sentences.ts';
import type { StepPlace } from '../../state/lessonPlace.ts';
import type { AppState } from '../../state/state.ts';
import { useThrottledState } from '../ui/useThrottledState.ts';

/** Milliseconds between two updates of a sentence's numbers. */
const PACE = 400;

const concerns = (state: AppState, before: AppState): boolean =>
  state.models !== before.models ||
  state.text !== before.text ||
  state.passage !== before.passage ||
  state.traceWindow !== before.traceWindow ||
  state.settings !== before.settings ||
  state.ui.viewedStep !== before.ui.viewedStep;
const isUrgent = (): boolean => false;

/** The state as far as lessons' numbers depend on it; not at every move of the cursor. */
export function useMeasuredState(): AppState {
  return useThrottledState(PACE, concerns, isUrgent);
}

/** A sentence with its numbers. Those that were measured stay while the reader looks at something else. */
export function useSpoken(sentence: string, place: StepPlace, state: AppState): string {
  const now = spoken(sentence, state);
  const key = `${place.lesson} ${place.step} ${sentence}`;
  const [known, setKnown] = useState({ key: '', text: '' });
  const isWhole = !now.includes(BEING_MEASURED);
  if (isWhole && (known.key !== key || known.text !== now)) setKnown({ key, text: now });
  return isWhole || known.key !== key ? now : known.text;
}
