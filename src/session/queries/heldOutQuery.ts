import { changeModel } from '../../state/changeModel.ts';
import { dueMeasurement, withStretchScored } from '../../state/heldOutDue.ts';
import { handOver, handOverCopy } from '../../worker/client.ts';
import { standingOf, viewerQuery } from './subjects.ts';

/** The mean loss over the next stretch of the held-out text. */
export const heldOutQuery = viewerQuery({
  wanted(state, { isTraining }) {
    const { text, ui } = state;
    const next = dueMeasurement(state, isTraining);
    return text && next && { ...next, text, choice: ui.heldOutChoice };
  },
  identity: ({ model, part }) => [model, part.run.params, part.done],
  standing: (state, key) => (state.ui.heldOutChoice === key.choice ? standingOf(state, key) : 'overtaken'),

  ask({ run, part, text, scored: { stretches } }, { call }) {
    const { from, scored } = stretches[part.done]!;
    const tokens = text.tokens.slice(from, scored.to + 1);
    const weights = handOverCopy(part.run.params);
    return call((api) => api.evaluate(run.spec, weights, handOver(tokens, tokens), scored.from - from));
  },
  finish: (state, { model, part, scored }, loss) =>
    changeModel(state, model, (changed) => withStretchScored(changed, part, scored, loss)),
});
