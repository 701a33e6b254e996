import { MESSAGES } from '../../limits/messages.ts';
import { askedAblation, isAnswered, requestOf } from '../../state/askedAblation.ts';
import { changeResults } from '../../state/changeModel.ts';
import { selectedModel } from '../../state/models.ts';
import { isCurrent, runRef } from '../../state/runRef.ts';
import { calledBack } from '../../worker/client.ts';
import { finderQuery } from './query.ts';

/**
 * The loss of the shown passage with units clamped. Asked again when the trace or the choice changes while Cause is open, and
 * beside the labels, where the cost of the selected unit is stated, while nothing trains.
 */
export const ablationQuery = finderQuery<string>()({
  wanted(state, { isRested, isTraining }) {
    const { workspace, findPage } = state.ui;
    const isStated = findPage === 'ablation' || (findPage === 'labels' && !isTraining);
    if (workspace !== 'find' || !isStated || !isRested) return null;
    const model = selectedModel(state);
    const asked = askedAblation(state);
    return asked && !isAnswered(model.results.ablation, asked) ? { ...runRef(model), asked } : null;
  },
  identity({ model, asked: { trace, params, hypotheses, units, at, value, since, rows } }) {
    const clamped = units.flatMap(({ layer, channel, unit }) => [layer, channel, unit]);
    return [model, trace, params, hypotheses, at, at === 'value' && value, since, rows.from, ...clamped];
  },
  // While training continues, every answer is about older weights; it is shown nevertheless.
  standing: (state, key) => (isCurrent(state, key) ? 'wanted' : 'gone'),
  ask: ({ asked }, { state, call, report }) => call((api) => api.ablation(requestOf(state, asked), calledBack(report))),
  finish: (state, { model, asked }, report) => changeResults(state, model, { ablation: { ...asked, report } }),
  silentMessage: (_, __, label) => (label === null ? MESSAGES.searchStopped() : MESSAGES.patternStuck(label)),
});
