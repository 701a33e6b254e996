import { ACTION_NAMES } from '../state/actionNames.ts';
import type { FindActions } from '../state/findState.ts';
import type { MatchActions } from '../state/matchState.ts';
import type { AppState } from '../state/state.ts';
import { startRanking, startScoring, startSearch, startWriting, stopSearch } from '../state/findChanges.ts';
import { startMatch, stopMatch } from '../state/matchChanges.ts';
import { stopResult } from '../state/startedResults.ts';
import type { FinderQueryKind } from './queries/paces.ts';
import type { Session } from './session.ts';

/** Find's questions. An action puts its question into the state, and its runner asks it. */
export function findActions({
  get,
  set,
  finders,
  undoing,
}: Session): FindActions & Pick<MatchActions, 'findOccurrences' | 'stopOccurrences'> {
  /** Changes the state and waits until no question of this kind is running. */
  function ask(kind: FinderQueryKind, start: (state: AppState) => Partial<AppState>): Promise<void> {
    set(start);
    return (finders[kind].settled as (kind: FinderQueryKind) => Promise<void>)(kind);
  }

  return {
    search: () => ask('search', startSearch),
    stopSearch: () => set(stopSearch),
    scoreOverTraining: () => ask('scoresOverTraining', startScoring),
    stopScoringOverTraining: () => set((state) => stopResult(state, 'scoresOverTraining')),
    rankUnits: () => ask('ranking', startRanking),
    stopRanking: () => set((state) => stopResult(state, 'costs')),
    writeClamped: (length) => ask('clampedWriting', (state) => startWriting(state, length)),
    findOccurrences: (rule, renew) => ask('match', (state) => startMatch(state, rule, renew)),
    stopOccurrences: () => set(stopMatch),

    setHypothesis(hypothesis) {
      const { hypotheses } = get();
      const isKnown = hypotheses.some(({ id }) => id === hypothesis.id);
      const what = isKnown ? ACTION_NAMES.changeLabel(hypothesis.name) : ACTION_NAMES.addLabel(hypothesis.name);
      undoing.keep(what, { kind: 'labels', hypotheses });
      const changed = hypotheses.map((one) => (one.id === hypothesis.id ? hypothesis : one));
      set({ hypotheses: isKnown ? changed : [...hypotheses, hypothesis] });
    },

    removeHypothesis(id) {
      const { hypotheses } = get();
      const removed = hypotheses.find((one) => one.id === id);
      if (!removed) return;
      undoing.keep(ACTION_NAMES.removeLabel(removed.name), { kind: 'labels', hypotheses });
      set({ hypotheses: hypotheses.filter((one) => one !== removed) });
    },
  };
}
