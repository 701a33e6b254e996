import type { SpanUnit } from '../../analysis/matching/spanUnits.ts';
import { WARM_UP } from '../../analysis/scores/scan.ts';
import { leastOf } from '../../analysis/matching/together.ts';
import { formatCount } from '../../draw/format.ts';
import { PERCENT_RANGE } from '../../limits/limits.ts';
import { matchesFileOf } from '../../store/matchesFile.ts';
import type { Match, MatchRule, MatchSample } from '../../store/matchState.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { download } from '../shell/files.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { setShared } from './matchOptions.ts';
import { useIsOther, useWeightsNote } from './shownWeights.ts';
import { percentWords } from './matchWords.ts';
import { PlaceLabelTable } from './PlaceLabelTable.tsx';
import { PlaceTable } from './PlaceTable.tsx';

type Answer = NonNullable<Match['answer']>;

/** The other places where the units are on together: how to ask for them, and what was found. */
export function PlacesPanel(props: {
  readonly sample: MatchSample;
  readonly rule: MatchRule;
  readonly units: readonly SpanUnit[];
}) {
  const { sample, rule, units } = props;
  const match = useApp((state) => (state.match?.sample === sample ? state.match : null));
  const answer = match?.answer ?? null;
  const isOld = answer !== null && answer.question.rule !== rule;
  return (
    <section className="match-places" aria-label="Other places">
      <Controls sample={sample} match={match} rule={rule} units={units} />
      {answer && units.length > 0 ? (
        <div className="match-answer" aria-busy={isOld}>
          <Summary answer={answer} />
          <PlaceTable answer={answer} />
          {answer.labels ? (
            <PlaceLabelTable labels={answer.labels} count={answer.places.count} />
          ) : (
            <p className="picture-note">
              {match?.status === 'running' ? 'Computing the labels…' : 'The labels were not computed.'}
            </p>
          )}
          <Method answer={answer} />
        </div>
      ) : null}
    </section>
  );
}

function Controls(props: {
  readonly sample: MatchSample;
  readonly match: Match | null;
  readonly rule: MatchRule;
  readonly units: readonly SpanUnit[];
}) {
  const { sample, match, rule, units } = props;
  const store = useAppStore();
  const isRunning = match?.status === 'running';
  const isOther = useIsOther(match?.sample ?? null, sample.slot);
  const save = (): void => {
    const file = matchesFileOf(store.getState());
    if (file) download(file.name, file.bytes);
  };
  return (
    <div className="match-controls">
      {isRunning ? (
        <button type="button" className="button" onClick={() => store.getState().stopPlaces()}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={units.length === 0}
          onClick={() => void store.getState().findPlaces(rule, true)}
        >
          {isOther ? 'Find anew' : 'Find places'}
        </button>
      )}
      <span className="picture-controls match-row">
        <NumberField
          label="with at least"
          value={Math.round(100 * rule.together)}
          range={PERCENT_RANGE}
          onCommit={(percent) => setShared({ together: percent / 100 })}
        />
        <span>
          % of the units on together
          {units.length > 0 ? `: ${leastOf(rule.together, units.length)} of ${units.length}` : ''}
        </span>
      </span>
      {match?.answer && !isRunning ? (
        <button type="button" className="button" onClick={save}>
          Save places (CSV)
        </button>
      ) : null}
      <p className="picture-note match-state" role="status">
        {match ? <State match={match} /> : null}
      </p>
      {isRunning ? <progress value={match.share} max={1} aria-label={STAGES[match.stage]} /> : null}
    </div>
  );
}

const STAGES: Readonly<Record<Match['stage'], string>> = {
  reading: 'Reading the text',
  labels: 'Computing the labels',
};

function State({ match }: { readonly match: Match }) {
  const weights = useWeightsNote(match.sample, match.sample.slot);
  if (match.status === 'running') return `${STAGES[match.stage]}…`;
  if (match.question.units.length === 0) return null;
  return `${match.status === 'stopped' ? 'Stopped. ' : ''}Weights of ${weights}.`;
}

/** How many places there are, and how many there would be by chance. */
function Summary({ answer: { question, places } }: { readonly answer: Answer }) {
  const { units, least } = question;
  const { runs, together, count, expected, best } = places;
  const found = runs.length / 2;
  const which =
    least === units.length ? (least === 1 ? 'this unit is' : `all ${least} are`) : `${least} of ${units.length} are`;
  return (
    <p className="match-summary">
      <b>{found === 0 ? 'No other place' : found === 1 ? 'One other place' : `${formatCount(found)} other places`}</b>
      {found > best.length ? `, the best ${best.length} below` : ''}. At {formatCount(together)} of {formatCount(count)}{' '}
      characters ({percentWords(together / count)}) {which} on{units.length > 1 ? ' together' : ''}
      {units.length > 1
        ? `; units that are on as often as these, each independently of the others, would be at ${percentWords(expected)}`
        : ''}
      .{found === 0 ? ' Ask for a smaller share of the units, or for fewer units by a higher threshold.' : ''}
    </p>
  );
}

function Method({ answer: { question, places } }: { readonly answer: Answer }) {
  return (
    <p className="picture-note">
      A place goes on while {question.least === 1 ? 'one' : question.least} of the units{' '}
      {question.least === 1 ? 'is' : 'are'} on; those that touch the selection are left out. Ranked by the most of them
      that are on at one of its characters, then by how near its length is to the selection’s, then by how few other
      units are on (the mean over its characters). Characters {formatCount(places.from)} to{' '}
      {formatCount(places.from + places.count - 1)} of the text were read, after a warm-up of {WARM_UP}: states differ a
      little from those of the trace, which begins from zero.
    </p>
  );
}
