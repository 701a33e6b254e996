import type { ScoresOverTrainingReport } from '../../analysis/scores/scoresOverTraining.ts';
import { weightsOf } from '../../state/scoredWeights.ts';
import { changeResult, runningResult, stopResult } from '../../state/startedResults.ts';
import { calledBack, handOver } from '../../worker/client.ts';
import { finderQuery } from './query.ts';

/** How well the units that a search found track their labels at every checkpoint. */
export const scoresOverTrainingQuery = finderQuery<ScoresOverTrainingReport>()({
  wanted(state) {
    const { models, text } = state;
    const scoring = runningResult(state, 'scoresOverTraining');
    const asked = scoring && models[scoring.model];
    const search = asked?.results.search;
    // The model may have been searched again meanwhile.
    if (!scoring || !asked?.run || !search || !text || search.findings !== scoring.result.of) return null;
    const { model, result } = scoring;
    const known = new Set(result.checkpointMetrics.map(({ of }) => of));
    const missing = weightsOf(asked.run, search).filter(({ params }) => !known.has(params));
    return { model, of: result.of, text, search, missing };
  },
  // Not the missing weights: checkpoints that are added meanwhile wait for the next request.
  identity: ({ model, of }) => [model, of],

  ask({ of, search, text, missing }, { call, report }) {
    const tokens = text.tokens.slice();
    const weights = missing.map(({ step, params }) => ({ step, params: params.slice() }));
    const followed = of.found.map(({ id, row, direction }) => ({ label: id, row, direction }));
    const { spec, hypotheses } = search;
    const request = { spec, tokens, symbols: text.symbols, hypotheses, weights, followed };
    const handed = handOver(request, tokens, ...weights.map(({ params }) => params));
    return call((api) => api.overTraining(handed, calledBack(report)));
  },
  progress: (state, { model, missing }, report) =>
    changeResult(state, 'scoresOverTraining', model, ({ checkpointMetrics: before }) => {
      if (report.kind === 'share') return { share: report.share };
      const of = missing.find(({ step }) => step === report.metrics.step)!.params;
      return { checkpointMetrics: [...before, { ...report.metrics, of }].toSorted((a, b) => a.step - b.step) };
    }),
  finish: (state, { model }) => changeResult(state, 'scoresOverTraining', model, { status: 'done' }),
  giveUp: (state) => stopResult(state, 'scoresOverTraining'),
  clearsNotice: true,
});
