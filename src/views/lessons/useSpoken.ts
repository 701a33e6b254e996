import { useState } from 'react';
import { BEING_MEASURED, spoken } from '../../lessons/sentences.ts';
import { allModels } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { useThrottledState } from '../ui/useThrottledState.ts';

/** Milliseconds between two updates of a sentence's numbers. */
const PACE = 400;

/** What is shown became something else: no number of before may stand beside it for a moment. */
function isUrgent(state: AppState, before: AppState): boolean {
  return (
    state.text !== before.text ||
    state.passage !== before.passage ||
    state.traceWindow !== before.traceWindow ||
    state.ui.lesson !== before.ui.lesson ||
    state.ui.viewedStep !== before.ui.viewedStep ||
    (state.models !== before.models &&
      allModels(state).some(({ is, perturbation }) => perturbation !== before.models[is.id]?.perturbation))
  );
}

const concerns = (state: AppState, before: AppState): boolean =>
  isUrgent(state, before) || state.models !== before.models || state.settings !== before.settings;

/** The state as far as lessons' numbers depend on it; not at every move of the cursor. */
export function useMeasuredState(): AppState {
  return useThrottledState(PACE, concerns, isUrgent);
}

/** What is known now, or what was known last under this key: it stays while the reader looks at something else. */
export function useKnown<T>(key: string, now: T | null): T | null {
  const [known, setKnown] = useState<{ readonly key: string; readonly value: T | null }>({ key, value: now });
  const isNews = now !== null && (known.key !== key || known.value !== now);
  if (isNews) setKnown({ key, value: now });
  return now ?? (known.key === key ? known.value : null);
}

/**
 * A sentence with its numbers.
 *
 * @param key of what it is about: what was measured stays under it
 * @param isThere whether the page shows what it is about
 */
export function useSpoken(sentence: string, key: string, isThere: boolean, state: AppState): string {
  const now = spoken(sentence, isThere ? state : null);
  return useKnown(`${key} ${sentence}`, now.includes(BEING_MEASURED) ? null : now) ?? now;
}
