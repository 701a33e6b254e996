import { changeModel } from '../../state/changeModel.ts';
import { metricsStretch, nextUnmeasured, withCheckpointMetrics } from '../../state/measuredCheckpoints.ts';
import { runRef } from '../../state/runRef.ts';
import { handOver, handOverCopy } from '../../worker/client.ts';
import { viewerQuery } from './subjects.ts';

/** What is measured at every checkpoint of the compared models, the newest first. */
export const checkpointMetricsQuery = viewerQuery({
  wanted(state, { isRested }) {
    const { text, settings, models } = state;
    const { workspace, comparePage, lagDetails } = state.ui;
    const isShown = comparePage === 'training' || (comparePage === 'lag' && !lagDetails);
    if (workspace !== 'compare' || !isShown || !text || !isRested) return null;
    const stretch = metricsStretch(text.tokens.length, settings.unroll);
    const [next] = stretch ? nextUnmeasured(state) : [];
    const model = next && models[next.id];
    if (!stretch || !model?.run) return null;
    return { ...runRef(model), run: model.run, text, stretch, checkpoint: next.checkpoint };
  },
  identity: ({ checkpoint }) => [checkpoint.params],

  ask({ run: { spec }, text, stretch, checkpoint }, { call }) {
    const tokens = text.tokens.slice(0, stretch.losses.to + 1);
    return call((api) => api.metrics(spec, handOverCopy(checkpoint.params), handOver(tokens, tokens), stretch));
  },
  finish: (state, { model, checkpoint: { step, params } }, metrics) =>
    changeModel(state, model, ({ run, results }) => {
      const known = withCheckpointMetrics(results.checkpointMetrics, { ...metrics, step, of: params }, run!);
      return { results: { ...results, checkpointMetrics: known } };
    }),
});
