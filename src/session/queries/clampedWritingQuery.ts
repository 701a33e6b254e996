import { changeResult, runningResult } from '../../state/startedResults.ts';
import { finderQuery } from './query.ts';

/** What a model writes with and without the clamped units. */
export const clampedWritingQuery = finderQuery()({
  wanted: (state) => runningResult(state, 'clampedWriting'),
  identity: ({ result }) => [result],

  ask({ result: { of, t, length, temperature, seed } }, { call }) {
    const { trace, params, units, since, report } = of;
    const prime = trace.tokens.slice(0, t + 1);
    const clamp = { units, values: report.values, since };
    return call((api) => api.writeClamped({ spec: trace.spec, params, prime, ...clamp, length, temperature, seed }));
  },
  finish: (state, { model }, written) => changeResult(state, 'clampedWriting', model, { status: 'done', written }),
  giveUp: (state, { model }) => changeResult(state, 'clampedWriting', model, { status: 'stopped' }),
});
