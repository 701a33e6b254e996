import { newModel } from '../../../src/state/changeModel.ts';
import { NO_RESULTS, type Results } from '../../../src/state/results.ts';
import type { Model, ModelIdentity, Shown } from '../../../src/state/model.ts';

/** One of the three first models, or one of another id of the same cell. */
function identityOf(id: string, change: Partial<ModelIdentity> = {}): ModelIdentity {
  const cell = id.split('-')[0] as ModelIdentity['cell'];
  const name = cell.toUpperCase();
  return { id, name, cell, hue: cell, variant: 0, overrides: {}, active: true, paused: false, ...change };
}

/** A model of which only what is given is known; what a test does not read of a run or a trace may be left out. */
export function modelOf(
  id: string,
  known: {
    readonly is?: Partial<ModelIdentity>;
    readonly run?: object;
    readonly shown?: { readonly [K in keyof Shown]?: object | null };
    readonly results?: Partial<Results>;
  } = {},
): Model {
  const { is, run, shown, results } = known;
  return {
    ...newModel(identityOf(id, is)),
    run: (run ?? null) as Model['run'],
    shown: (shown ?? null) as Model['shown'],
    results: { ...NO_RESULTS, ...results },
  };
}
