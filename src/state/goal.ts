/** The training step to which a link leads, and how the networks get there. */
import type { TrainCourse } from '../worker/protocol.ts';
import type { Goal, Link } from './link.ts';
import { activeModels, allModels } from './models.ts';
import { replayOf, settingsAt } from './replay.ts';
import type { Settings } from './settings.ts';
import type { AppState } from './state.ts';
import { stepShape } from './stepShape.ts';

/** Where a link leads; null where its networks are untrained. */
export function goalOf({ settings, run }: Link): Goal | null {
  if (run.steps === 0) return null;
  const { added, out, changes, paused, steps, stepsOf } = run;
  const ids = ['rnn', 'gru', 'lstm', ...added.map(({ id }) => id)].filter((id) => !out.includes(id));
  return {
    recorded: { settings, changes },
    steps: Object.fromEntries(ids.map((id) => [id, stepsOf[id] ?? steps])),
    paused,
    secondsPerStep: null,
    isReached: false,
  };
}

/** The last step of all. */
export function lastStep({ steps }: Goal): number {
  return Math.max(0, ...Object.values(steps));
}

/** Steps that the model that is furthest from it has still to take. */
export function stepsToGo(goal: Goal, state: Pick<AppState, 'models'>): number {
  const left = allModels(state).map(({ is, run }) => (goal.steps[is.id] ?? 0) - (run?.step ?? 0));
  return Math.max(0, ...left);
}

/** What the steps up to the goal are to be taken with, and where each model stops; undefined where there is no goal. */
export function courseOf({ goal, ...state }: Pick<AppState, 'models' | 'goal'>): TrainCourse | undefined {
  if (!goal || goal.isReached) return undefined;
  const last = lastStep(goal);
  const all = activeModels(state).map(({ is }) => {
    const until = goal.steps[is.id] ?? last;
    return [is.id, { until, settings: replayOf(goal.recorded, is) }] as const;
  });
  return Object.fromEntries(all);
}

/** The settings that the page shows on the way: those of the next step. */
export function settingsOnTheWay(goal: Goal, state: Pick<AppState, 'models' | 'settings'>): Settings {
  const step = Math.max(0, ...activeModels(state).map(({ run }) => run?.step ?? 0));
  const { learningRate, clipKind, clipMax } = settingsAt(goal.recorded, step + 1);
  return { ...state.settings, learningRate, clipKind, clipMax };
}

/** Seconds until the networks are there, by the speed that was measured last; null where none was. */
export function secondsToGo(goal: Goal, state: Pick<AppState, 'models' | 'text' | 'settings'>): number | null {
  const shape = stepShape(state);
  const speeds = activeModels(state).flatMap(({ run }) =>
    run && run.charactersPerSecond > 0 ? run.charactersPerSecond : [],
  );
  const measured =
    shape && speeds.length > 0 ? (shape.batch * shape.unroll) / Math.min(...speeds) : goal.secondsPerStep;
  return measured === null ? null : measured * stepsToGo(goal, state);
}
