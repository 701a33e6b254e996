/** How a question about the selected span begins, changes and ends. Pure. */
import { unitsOnSpan } from '../analysis/matching/spanUnits.ts';
import { leastOf } from '../analysis/matching/together.ts';
import { channelRange } from '../engine/spec.ts';
import { isSelected, sampleOf } from './matchSample.ts';
import type { Match, MatchQuestion, MatchRule } from './matchState.ts';
import type { AppState } from './state.ts';

/** Asks about the selected span. The sample of the first question about it is used again unless `renew` is set. */
export function startMatch(state: AppState, rule: MatchRule, renew = false): Partial<AppState> {
  const { match } = state;
  const isSame = match !== null && !renew && isSelected(match.sample, state);
  const sample = isSame ? match.sample : sampleOf(state);
  if (!sample) return {};
  const units = unitsOnSpan(sample.rows, channelRange(sample.spec, sample.source.channel), rule).chosen;
  const question: MatchQuestion = { rule, units, least: leastOf(rule.together, units.length) };
  const answer = isSame && units.length > 0 ? match.answer : null;
  const status = units.length > 0 ? 'running' : 'done';
  return { match: { sample, question, status, stage: 'reading', share: 0, answer } };
}

/** Stops the question that is running. The last answer remains. */
export function stopMatch(state: AppState): Partial<AppState> {
  return state.match?.status === 'running' ? changeMatch(state, { status: 'stopped' }) : {};
}

export function changeMatch({ match }: AppState, change: Partial<Match>): Pick<AppState, 'match'> {
  return { match: match && { ...match, ...change } };
}
