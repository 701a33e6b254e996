import { activeModels } from '../../state/models.ts';
import { recallTestOf } from '../../state/recallTest.ts';
import type { Recall } from '../../state/results.ts';
import { runRef } from '../../state/runRef.ts';
import { handOverCopy } from '../../worker/client.ts';
import { askEach, viewerQuery, storeEach } from './subjects.ts';

/**
 * How well models recall the answers of a memory task in a text that training does not contain. All are asked with the weights
 * of their traces, so that compared answers belong to the same step.
 */
export const recallQuery = viewerQuery({
  wanted(state, { isRested }) {
    const { text } = state;
    const { workspace, comparePage } = state.ui;
    if (workspace !== 'compare' || comparePage !== 'memory' || text?.source.kind !== 'task') return null;
    const due = activeModels(state).filter(({ shown, results }) => shown && results.recall?.of !== shown.params);
    const isFirst = due.some(({ results }) => !results.recall);
    const subjects = due.map((model) => ({ ...runRef(model), shown: model.shown! }));
    const test = subjects.length > 0 && (isRested || isFirst) ? recallTestOf(text) : null;
    return test && test.answers.length > 0 ? { subjects, text, test } : null;
  },
  identity: ({ text, subjects }) => [text, ...subjects.map(({ shown }) => shown.params)],

  ask: ({ subjects, test: { tokens, answers } }, { call }) =>
    askEach(subjects, async ({ shown: { trace, params } }): Promise<Recall> => {
      const scores = await call((api) => api.recall(trace.spec, handOverCopy(params), handOverCopy(tokens), answers));
      return { step: trace.step, of: params, asked: answers, scores };
    }),
  finish: (state, _, recalls) => storeEach(state, 'recall', recalls),
});
