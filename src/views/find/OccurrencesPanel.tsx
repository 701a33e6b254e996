import { lengthOf } from '../../engine/range.ts';
import type { SpanUnit } from '../../analysis/matching/spanUnits.ts';
import { WARM_UP } from '../../analysis/scores/scan.ts';
import { leastOf } from '../../analysis/matching/together.ts';
import { formatCount } from '../../draw/format.ts';
import { PERCENT_RANGE } from '../../limits/limits.ts';
import { matchesFileOf } from '../../exports/matchesFile.ts';
import type { Match, MatchRule, MatchSample } from '../../state/matchState.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useIsOther, useWeightsNote } from './shownWeights.ts';
import { formatPercent } from './describeMatch.ts';
import { OccurrenceLabelTable } from './OccurrenceLabelTable.tsx';
import { OccurrenceTable } from './OccurrenceTable.tsx';
import { QuestionControls } from './QuestionControls.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import matchRuleFieldsStyles from './MatchRuleFields.module.css';
import matchPageStyles from './MatchPage.module.css';
import styles from './OccurrencesPanel.module.css';

type Answer = NonNullable<Match['answer']>;

/** The other places where the units are on together: the controls of the search, and its results. */
export function OccurrencesPanel(props: {
  readonly sample: MatchSample;
  readonly rule: MatchRule;
  readonly units: readonly SpanUnit[];
}) {
  const { sample, rule, units } = props;
  const match = useApp((state) => (state.match?.sample === sample ? state.match : null));
  const answer = match?.answer ?? null;
  const isOutdated = answer !== null && answer.question.rule !== rule;
  return (
    <section className={matchPageStyles.matchSection} aria-label="Other places">
      <Controls sample={sample} match={match} rule={rule} units={units} />
      {answer && units.length > 0 ? (
        <div className={styles.matchAnswer} data-part="match-answer" aria-busy={isOutdated} {...pictureMark('places')}>
          <PictureTitle of="places" level={3}>
            <Term id="places">Other places</Term>
          </PictureTitle>
          <Summary answer={answer} />
          <OccurrenceTable answer={answer} />
          {answer.labels ? (
            <OccurrenceLabelTable labels={answer.labels} count={lengthOf(answer.occurrences.read)} />
          ) : (
            <p className={pictureStyles.pictureNote}>
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
  const isOther = useIsOther(match?.sample ?? null, sample.model);
  return (
    <QuestionControls
      progress={match}
      progressLabel={match ? STAGES[match.stage] : ''}
      start={{
        name: isOther ? 'Find again' : 'Find places',
        isPrimary: true,
        isDisabled: units.length === 0,
        checksFields: true,
        act: () => void store.getState().findOccurrences(rule, true),
      }}
      onStop={() => store.getState().stopOccurrences()}
      save={match?.answer ? { name: 'Save places (CSV)', fileOf: matchesFileOf } : null}
      status={match ? <State match={match} /> : null}
      fields={
        <span className={`${pictureStyles.pictureControls} ${matchRuleFieldsStyles.matchRow}`}>
          <NumberField
            label="with at least"
            value={Math.round(100 * rule.together)}
            range={PERCENT_RANGE}
            onCommit={(percent) => store.getState().setUi({ matchTogether: percent / 100 })}
          />
          <span>
            % of the units on together
            {units.length > 0 ? `: ${leastOf(rule.together, units.length)} of ${units.length}` : ''}
          </span>
        </span>
      }
    />
  );
}

const STAGES: Readonly<Record<Match['stage'], string>> = {
  reading: 'Reading the text',
  labels: 'Computing the labels',
};

function State({ match }: { readonly match: Match }) {
  const weights = useWeightsNote(match.sample, match.sample.model);
  if (match.status === 'running') return `${STAGES[match.stage]}…`;
  if (match.question.units.length === 0) return null;
  return `${match.status === 'stopped' ? 'Stopped. ' : ''}Weights of ${weights}.`;
}

/** Says how many occurrences there are, and how many chance alone would give. */
function Summary({ answer: { question, occurrences } }: { readonly answer: Answer }) {
  const { units, least } = question;
  const { read, runs, together, expected, best } = occurrences;
  const count = lengthOf(read);
  const found = runs.length / 2;
  const which =
    least === units.length ? (least === 1 ? 'this unit is' : `all ${least} are`) : `${least} of ${units.length} are`;
  return (
    <p className={styles.matchSummary} data-part="match-summary">
      <b>{found === 0 ? 'No other place' : found === 1 ? 'One other place' : `${formatCount(found)} other places`}</b>
      {found > best.length ? `, the best ${best.length} below` : ''}. At {formatCount(together)} of {formatCount(count)}{' '}
      characters ({formatPercent(together / count)}) {which} on{units.length > 1 ? ' together' : ''}
      {units.length > 1
        ? `; units that are on as often as these, each independently of the others, would be at ${formatPercent(expected)}`
        : ''}
      .{found === 0 ? ' Ask for a smaller share of the units, or for fewer units by a higher threshold.' : ''}
    </p>
  );
}

function Method({ answer: { question, occurrences } }: { readonly answer: Answer }) {
  return (
    <p className={pictureStyles.pictureNote}>
      A place continues while {question.least === 1 ? 'one' : question.least} of the units{' '}
      {question.least === 1 ? 'is' : 'are'} on. Places that touch the selection are left out. They are ranked by the
      largest number of these units that are on at one character, then by how near their length is to the selection’s,
      then by how few other units are on (the mean over their characters). Characters{' '}
      {formatCount(occurrences.read.from)} to {formatCount(occurrences.read.to - 1)} of the text were read, after a
      warm-up of {WARM_UP}: states differ a little from those of the trace, which begins from zero.
    </p>
  );
}
