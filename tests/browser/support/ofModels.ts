import type { Trace } from '../../../src/engine/trace.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { ModelRun } from '../../../src/state/model.ts';

/** The runs of the models that have one, in the order of the models. */
export function runsOf({ models }: Pick<AppState, 'models'>): ModelRun[] {
  return Object.values(models).flatMap(({ run }) => run ?? []);
}

/** The traces that are shown, in the order of the models. */
export function tracesOf({ models }: Pick<AppState, 'models'>): Trace[] {
  return Object.values(models).flatMap(({ shown }) => shown?.trace ?? []);
}
