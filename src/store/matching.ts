import { leastOf } from '../analysis/matching/together.ts';
import { unitsOnSpan } from '../analysis/matching/spanUnits.ts';
import type { PlacesQuestion } from '../analysis/matching/places.ts';
import type { FindSubject } from '../analysis/scores/findings.ts';
import { channelRange } from '../engine/spec.ts';
import { SENTENCES } from '../limits/sentences.ts';
import type { FinderClient } from '../worker/client.ts';
import type { FindDesk } from './findDesk.ts';
import { isSelected, sampleOf } from './matchSample.ts';
import type { Match, MatchQuestion, MatchRule, MatchSample } from './matchState.ts';
import { noticeOfAnswer } from './notices.ts';
import type { AppStoreApi } from './state.ts';

/** Milliseconds without a sign after which the labels count as stuck: a regular expression may run for ever. */
const LABELS_LIMIT = 8000;

/** Asks the finder where else the units of a selected span are on together; one question at a time, the newest next. */
export class Matching {
  private newest = 0;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: AppStoreApi,
    private readonly desk: FindDesk,
  ) {}

  /** Resolves when this question, or the one that overtook it, has ended somehow. */
  async find(rule: MatchRule, renew = false): Promise<void> {
    const state = this.store.getState();
    const { match } = state;
    const isSame = match !== null && !renew && isSelected(match.sample, state);
    const sample = isSame ? match.sample : sampleOf(state);
    if (!sample) return;
    const units = unitsOnSpan(sample.rows, channelRange(sample.spec, sample.place.channel), rule).chosen;
    const question: MatchQuestion = { rule, units, least: leastOf(rule.together, units.length) };
    const number = ++this.newest;
    const answer = isSame && units.length > 0 ? match.answer : null;
    const status = units.length > 0 ? 'running' : 'done';
    this.store.setState({ match: { sample, question, status, stage: 'reading', share: 0, answer } });
    if (units.length === 0) return;
    this.last = this.last.then(() => (number === this.newest ? this.ask(sample, question, number) : undefined));
    await this.last;
  }

  /** Ends the question that is being answered; what was found before stays. */
  stop(): void {
    if (this.store.getState().match?.status !== 'running') return;
    this.newest++;
    this.desk.close();
    this.change({ status: 'stopped' });
  }

  private async ask(sample: MatchSample, question: MatchQuestion, number: number): Promise<void> {
    const { text, hypotheses } = this.store.getState();
    if (!text) return;
    const { tokens, symbols } = text;
    const subject: FindSubject = { spec: sample.spec, params: sample.params, tokens, symbols, hypotheses };
    const heard = (share: number): void => {
      if (number === this.newest) this.change({ share });
    };
    const asking = <T>(
      ask: (api: FinderClient['api'], report: (share: number) => void) => Promise<T>,
      limit?: number,
    ): Promise<T> => this.desk.ask(subject, ask, heard, limit);
    try {
      const places = await asking((api, report) => api.places(placesQuestion(sample, question), report));
      if (number !== this.newest) return;
      this.change({ stage: 'labels', share: 0, answer: { question, places, labels: null } });
      const { runs, best } = places;
      const labels = await asking((api, report) => api.placeLabels(runs, best, report), LABELS_LIMIT);
      if (number !== this.newest) return;
      this.change({ status: 'done', answer: { question, places, labels } });
    } catch (error) {
      if (number !== this.newest) return;
      const isPattern = this.store.getState().match?.stage === 'labels' && hypotheses.length > 0;
      const silent = isPattern ? SENTENCES.patternStuck(null) : SENTENCES.searchStopped();
      this.store.setState({ notice: noticeOfAnswer(error, silent) });
      this.change({ status: 'stopped' });
    }
  }

  private change(change: Partial<Match>): void {
    this.store.setState(({ match }) => (match ? { match: { ...match, ...change } } : {}));
  }
}

function placesQuestion({ place, rows, at }: MatchSample, { rule, units, least }: MatchQuestion): PlacesQuestion {
  return {
    place,
    units: units.map(({ unit, sign }) => ({ unit, sign })),
    side: rule.side,
    on: rule.on,
    least,
    length: rows.length,
    own: at === null ? null : { from: at, to: at + rows.length },
  };
}
