import type { SearchReport } from '../../analysis/scores/findings.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { searchProgress, stopSearch } from '../../state/findChanges.ts';
import { changeResult, runningResult } from '../../state/startedResults.ts';
import { calledBack, handOver } from '../../worker/client.ts';
import { finderQuery } from './query.ts';

/** What the units of a model have learned. */
export const searchQuery = finderQuery<SearchReport>()({
  wanted(state) {
    const { models, text } = state;
    const search = runningResult(state, 'search');
    const { is, run } = (search && models[search.model]) ?? {};
    const untrained = is?.opened?.untrained ?? run?.checkpoints[0]?.params;
    if (!search || !untrained || !text) return null;
    const { spec, params, hypotheses, seed } = search.result;
    const { tokens, symbols } = text;
    return { model: search.model, request: { spec, params, untrained, tokens, symbols, hypotheses, seed } };
  },
  identity: ({ model, request }) => [model, request.params, request.hypotheses, request.seed],

  ask({ request }, { call, report }) {
    const [params, untrained, tokens] = [request.params.slice(), request.untrained.slice(), request.tokens.slice()];
    const handed = handOver({ ...request, params, untrained, tokens }, params, untrained, tokens);
    return call((api) => api.search(handed, calledBack(report)));
  },
  progress: (state, { model }, report) =>
    changeResult(state, 'search', model, (search) => searchProgress(report, search)),
  finish: (state, { model }) => changeResult(state, 'search', model, { status: 'done' }),
  giveUp: stopSearch,
  clearsNotice: true,
  silentMessage({ models }, { model, request }) {
    const search = models[model]?.results.search;
    const isPattern = search?.stage === 'labels' && request.hypotheses.length > 0;
    return isPattern ? MESSAGES.patternStuck(search.pattern ?? null) : MESSAGES.searchStopped();
  },
});
