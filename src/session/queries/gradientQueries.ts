import {
  IS_AT,
  JACOBIAN_LAGS,
  lagStretch,
  type Measured,
  type Position,
  positionOf,
} from '../../state/gradientPictures.ts';
import { activeModels } from '../../state/models.ts';
import type { Results } from '../../state/results.ts';
import { runRef, type RunRef } from '../../state/runRef.ts';
import type { ModelId, Shown } from '../../state/model.ts';
import type { ComparePage } from '../../state/ui.ts';
import { handOverCopy, type ViewerClient } from '../../worker/client.ts';
import type { ViewerQuery } from './query.ts';
import { askEach, storeEach, viewerQuery } from './subjects.ts';

type GradientKind = keyof Pick<Results, 'lags' | 'chain' | 'jacobian'>;
type Report<K extends GradientKind> = NonNullable<Results[K]>['of'];
type IsAt<K extends GradientKind> = (report: Report<K> | null, position: Position, T: number) => boolean;

interface GradientKey {
  readonly subjects: readonly (RunRef & Position & { readonly shown: Shown })[];
}

interface Gradient<K extends GradientKind> {
  readonly kind: K;
  /** Pages of Compare that show it. */
  readonly pages: readonly ComparePage[];
  ask(api: ViewerClient['api'], shown: Shown, position: Position): Promise<Report<K>>;
}

/** A gradient of single losses, of all compared models at once, so that they belong to the same training step. */
function gradientQuery<K extends GradientKind>({
  kind,
  pages,
  ask,
}: Gradient<K>): ViewerQuery<GradientKey, Readonly<Record<ModelId, Measured<unknown>>>> {
  return viewerQuery({
    wanted(state, { isRested }) {
      const { workspace, comparePage, cursor } = state.ui;
      if (workspace !== 'compare' || !pages.includes(comparePage) || !isRested) return null;
      const subjects = activeModels(state).flatMap((model): GradientKey['subjects'] => {
        const { shown, results } = model;
        const T = shown?.trace.tokens.length ?? 0;
        if (!shown || T < 2) return [];
        const position = positionOf(cursor, T, shown.trace.spec.layers);
        const known = results[kind] as Measured<Report<K>> | null;
        const report = known?.trace === shown.trace ? known.of : null;
        return (IS_AT[kind] as IsAt<K>)(report, position, T) ? [] : [{ ...runRef(model), ...position, shown }];
      });
      return subjects.length > 0 ? { subjects } : null;
    },
    identity: ({ subjects }) => subjects.flatMap(({ shown, t, layer }) => [shown.trace, t, layer]),

    ask: ({ subjects }, { call }) =>
      askEach(subjects, async ({ shown, ...position }) => {
        const of = await call((api) => ask(api, shown, position));
        const { trace, passage, traceWindow } = shown;
        return { of, trace, read: { passage, traceWindow } };
      }),
    finish: (state, _, measured) => storeEach(state, kind, measured as Readonly<Record<ModelId, Results[K]>>),
  });
}

/** Single losses' gradients by lag. */
export const lagQuery = gradientQuery({
  kind: 'lags',
  pages: ['lag', 'triangle', 'memory'],
  ask: (api, { trace, params }, { t }) =>
    api.lags(trace.spec, handOverCopy(params), handOverCopy(trace.tokens), lagStretch(trace.tokens.length, t)!),
});

/** The gradient of the cursor's loss by the weights, as a sum over lags. */
export const chainQuery = gradientQuery({
  kind: 'chain',
  pages: ['chain'],
  ask: (api, { trace, params }, { t, layer }) =>
    api.chain(trace.spec, handOverCopy(params), handOverCopy(trace.tokens), t, layer),
});

/** The Jacobian of the cursor's state by earlier states. */
export const jacobianQuery = gradientQuery({
  kind: 'jacobian',
  pages: ['jacobian'],
  ask: (api, { trace, params }, { t, layer }) =>
    api.jacobian(trace.spec, handOverCopy(params), handOverCopy(trace.tokens), t, layer, JACOBIAN_LAGS),
});
