import type { Occurrences } from '../../analysis/matching/occurrences.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { changeMatch, stopMatch } from '../../state/matchChanges.ts';
import { calledBack } from '../../worker/client.ts';
import { withLoaded } from './loadedSubject.ts';
import { finderQuery } from './query.ts';

/** Where else in the text the units of a selected span are on together, and which labels are on there. */
export const matchQuery = finderQuery<number | Occurrences>()({
  wanted({ match, text, hypotheses }) {
    if (match?.status !== 'running' || !text) return null;
    const { spec, params } = match.sample;
    const { tokens, symbols } = text;
    return { ...match, subject: { spec, params, tokens, symbols, hypotheses } };
  },
  identity: ({ question }) => [question],
  standing({ match }, { question }) {
    if (match?.status !== 'running') return 'gone';
    // The next question uses what the worker has read for this one.
    return match.question === question ? 'wanted' : 'overtaken';
  },

  async ask({ sample: { source, rows, at }, question: { rule, units, least }, subject }, { call, report }) {
    const { length } = rows;
    const own = at === null ? null : { from: at, to: at + length };
    const on = units.map(({ unit, sign }) => ({ unit, sign }));
    const asked = { source, units: on, side: rule.side, on: rule.on, least, length, own };
    const shareRead = calledBack(report);
    const found = await call(withLoaded(subject, (api) => api.occurrences(asked, shareRead)));
    report(found);
    return call((api) => api.occurrenceLabels(found.runs, found.best, shareRead));
  },
  progress(state, { question }, report) {
    if (typeof report === 'number') return changeMatch(state, { share: report });
    return changeMatch(state, { stage: 'labels', share: 0, answer: { question, occurrences: report, labels: null } });
  },
  finish(state, _, labels) {
    const answer = state.match?.answer;
    return changeMatch(state, { status: 'done', answer: answer ? { ...answer, labels } : null });
  },
  giveUp: (state, { question }) => (state.match?.question === question ? stopMatch(state) : {}),
  clearsNotice: true,
  silentMessage({ match }, { subject }) {
    const isPattern = match?.stage === 'labels' && subject.hypotheses.length > 0;
    return isPattern ? MESSAGES.patternStuck(null) : MESSAGES.searchStopped();
  },
});
