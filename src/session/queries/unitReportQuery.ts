import { MESSAGES } from '../../limits/messages.ts';
import { selectedModel } from '../../state/models.ts';
import { isCurrent, runRef } from '../../state/runRef.ts';
import { isAnswered, wantedReport } from '../../state/wantedReport.ts';
import { calledBack } from '../../worker/client.ts';
import { withLoaded } from './loadedSubject.ts';
import { finderQuery } from './query.ts';

/** The selected unit beside the chosen label over the whole searched text. */
export const unitReportQuery = finderQuery<number>()({
  wanted(state) {
    const { text, unitReport } = state;
    const wanted = wantedReport(state);
    return wanted && text && !isAnswered(unitReport, wanted) ? { ...runRef(selectedModel(state)), wanted, text } : null;
  },
  identity({ wanted: { layer, channel, unit, label, search } }) {
    return [layer, channel, unit, label, search.params, search.hypotheses];
  },
  standing: (state, key) => (state.ui.workspace === 'find' && isCurrent(state, key) ? 'wanted' : 'gone'),

  ask({ wanted: { search, ...request }, text: { tokens, symbols } }, { call, report }) {
    const { spec, params, hypotheses } = search;
    const subject = { spec, params, hypotheses, tokens, symbols };
    return call(withLoaded(subject, (api) => api.unitReport(request, calledBack(report))));
  },
  begin: ({ unitReport }) => ({ unitReport: { ...unitReport, share: 0 } }),
  progress: ({ unitReport }, _, share) => ({ unitReport: { ...unitReport, share } }),
  finish: (_, { wanted: { search } }, report) => ({
    unitReport: { report, of: { params: search.params, hypotheses: search.hypotheses }, share: null },
  }),
  giveUp: ({ unitReport }) => ({ unitReport: { ...unitReport, share: null } }),
  silentMessage: () => MESSAGES.reportStopped(),
});
