import { gatesOf } from '../../engine/gateHistograms.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { changeResults } from '../../state/changeModel.ts';
import { activeModels, selectedModel } from '../../state/models.ts';
import { runRef } from '../../state/runRef.ts';
import { handOver, handOverCopy } from '../../worker/client.ts';
import { viewerQuery } from './subjects.ts';

/** The most characters over which gates are counted. */
const MOST_STEPS = 100_000;
/** The most multiplications of one count, about two seconds of the kernels. A very large model reads fewer characters. */
const MOST_MULTIPLICATIONS = 2e10;

/** Histograms of the selected model's gates over a long stretch of the text. */
export const gateQuery = viewerQuery({
  wanted(state, { isRested }) {
    const { text, ui } = state;
    const model = selectedModel(state);
    const { is, shown, results } = model;
    if (ui.workspace !== 'watch' || !text || !is.active || !shown) return null;
    const { gates } = results;
    if (gatesOf(shown.trace.spec).length === 0 || gates?.of === shown.params) return null;
    // A model that was not selected meanwhile need not wait for the rest.
    const isBehind = activeModels(state).some((other) => (other.results.gates?.step ?? -1) > (gates?.step ?? -1));
    return isRested || !gates || isBehind ? { ...runRef(model), shown, text } : null;
  },
  identity: ({ model, shown }) => [model, shown.params],

  ask({ shown: { params, trace }, text }, { call }) {
    const tokens = text.tokens.slice(0, countedSteps(trace.spec));
    return call((api) => api.saturation(trace.spec, handOverCopy(params), handOver(tokens, tokens)));
  },
  finish: (state, { model, shown }, histograms) =>
    changeResults(state, model, { gates: { histograms, step: shown.trace.step, of: shown.params } }),
});

/** Characters over which the gates of such a model are counted. */
function countedSteps(spec: ModelSpec): number {
  return Math.min(MOST_STEPS, Math.floor(MOST_MULTIPLICATIONS / parameterLayout(spec).size));
}
