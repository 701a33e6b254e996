import type { CostReport } from '../../analysis/ablation/costs.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { changeResult, runningResult, stopResult } from '../../state/startedResults.ts';
import { calledBack } from '../../worker/client.ts';
import { finderQuery } from './query.ts';

/** The cost of clamping each unit of a channel. */
export const rankingQuery = finderQuery<CostReport>()({
  wanted(state) {
    const { text } = state;
    const ranking = runningResult(state, 'costs');
    if (!ranking || !text) return null;
    const { spec, of: params, source, at, hypotheses } = ranking.result;
    const { tokens, symbols } = text;
    return { model: ranking.model, request: { spec, params, tokens, symbols, hypotheses, source, at } };
  },
  identity: ({ model, request }) => [model, request.params, request.source, request.at],

  ask: ({ request }, { call, report }) => call((api) => api.costs(request, calledBack(report))),
  progress(state, { model }, report) {
    if (report.kind === 'label') return {};
    return changeResult(
      state,
      'costs',
      model,
      report.kind === 'share' ? { share: report.share } : { found: report.found },
    );
  },
  finish: (state, { model }) => changeResult(state, 'costs', model, { status: 'done' }),
  giveUp: (state) => stopResult(state, 'costs'),
  clearsNotice: true,
  silentMessage: (_, __, last) =>
    last?.kind === 'label' ? MESSAGES.patternStuck(last.name) : MESSAGES.searchStopped(),
});
