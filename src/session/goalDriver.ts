/** What becomes of the step to which a link leads while the networks train. */
import type { AppStoreApi } from '../state/actions.ts';
import { changeEachModel } from '../state/changeModel.ts';
import { settingsOnTheWay, stepsToGo } from '../state/goal.ts';
import { REPLAYED_KEYS } from '../state/link.ts';

/** Shows the settings of the steps that are taken now. */
export function followGoal(store: AppStoreApi): void {
  const state = store.getState();
  if (!state.goal || state.goal.isReached) return;
  const settings = settingsOnTheWay(state.goal, state);
  if (REPLAYED_KEYS.some((key) => settings[key] !== state.settings[key])) store.setState({ settings });
}

/** Where all models are there: the settings and rests of the link. */
export function reachGoal(store: AppStoreApi): void {
  const { goal } = store.getState();
  if (!goal || goal.isReached || stepsToGo(goal, store.getState()) > 0) return;
  followGoal(store);
  store.setState((state) => ({
    goal: { ...goal, isReached: true },
    ...changeEachModel(state, ({ is }) => ({ is: { ...is, paused: goal.paused.includes(is.id) } })),
  }));
}

/** Whoever trains is no longer where a link led, and no longer waits for its text. */
export function leaveLink(store: AppStoreApi): void {
  const { goal, awaited } = store.getState();
  if (goal?.isReached) store.setState({ goal: null });
  if (awaited) store.setState({ awaited: null });
}
