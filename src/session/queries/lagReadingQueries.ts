import type { LagsOfReading } from '../../state/gradientPictures.ts';
import { isSameText, type LagReading, lagReading, lagTextOf, weightsBefore } from '../../state/lagReading.ts';
import type { Checkpoint, Model, ModelId } from '../../state/model.ts';
import { activeModels } from '../../state/models.ts';
import { runRef, type RunRef } from '../../state/runRef.ts';
import type { AppState } from '../../state/state.ts';
import { handOverCopy } from '../../worker/client.ts';
import type { ViewerQuery } from './query.ts';
import { askEach, storeEach, viewerQuery } from './subjects.ts';

interface ReadingKey extends LagReading {
  readonly subjects: readonly (RunRef & Checkpoint & Pick<NonNullable<Model['run']>, 'spec'>)[];
}

/** Gradients by lag for the page By lag, of all compared models at once. */
function readingQuery(
  kind: 'lagsHeldOut' | 'lagsBefore',
  weightsOf: (model: Model, state: AppState) => Checkpoint | null,
): ViewerQuery<ReadingKey, Readonly<Record<ModelId, LagsOfReading>>> {
  return viewerQuery({
    wanted(state, { isRested }) {
      const { workspace, comparePage } = state.ui;
      if (workspace !== 'compare' || comparePage !== 'lag' || !isRested) return null;
      const reading = lagReading(state);
      if (!reading) return null;
      const subjects = activeModels(state).flatMap((model): ReadingKey['subjects'] => {
        const weights = weightsOf(model, state);
        if (!weights || !model.run || isMeasured(model.results[kind], weights, reading)) return [];
        return [{ ...runRef(model), ...weights, spec: model.run.spec }];
      });
      return subjects.length > 0 ? { ...reading, subjects } : null;
    },
    identity: ({ subjects, read, stretch }) => [...subjects.map(({ params }) => params), ...read, stretch.losses.from],

    ask: ({ subjects, tokens, stretch, read }, { call }) =>
      askEach(subjects, async ({ spec, params, step }) => ({
        of: await call((api) => api.lags(spec, handOverCopy(params), handOverCopy(tokens), stretch)),
        params,
        step,
        read,
      })),
    finish: (state, _, measured) => storeEach(state, kind, measured),
  });
}

function isMeasured(known: LagsOfReading | null, { params }: Checkpoint, { read, stretch }: LagReading): boolean {
  if (known?.params !== params || !isSameText(known.read, read)) return false;
  return known.of.gradients.losses.from === stretch.losses.from;
}

/** Gradients by lag on held-out text, with the weights that are shown. */
export const lagsHeldOutQuery = readingQuery('lagsHeldOut', ({ shown }, state) =>
  shown && lagTextOf(state) === 'heldOut' ? { params: shown.params, step: shown.trace.step } : null,
);

/** Gradients by lag with the weights before training, which the page draws pale. */
export const lagsBeforeQuery = readingQuery('lagsBefore', weightsBefore);
