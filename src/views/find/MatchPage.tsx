import { useEffect, useMemo, useState } from 'react';
import { unitsOnSpan } from '../../analysis/matching/spanUnits.ts';
import { channelTitle } from '../../draw/channelValues.ts';
import { formatCount } from '../../draw/format.ts';
import { channelRange } from '../../engine/spec.ts';
import { sampleReader } from '../../state/matchSample.ts';
import type { MatchSample } from '../../state/matchState.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { MatchRuleFields } from './MatchRuleFields.tsx';
import { useMatchRule } from './matchRule.ts';
import { OccurrencesPanel } from './OccurrencesPanel.tsx';
import { SpanFields } from './SpanFields.tsx';
import { SpanUnitList } from './SpanUnitList.tsx';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';
import styles from './MatchPage.module.css';

/** Milliseconds after the last change of a threshold before the occurrences are found again. */
const REST = 80;

/** Which units are on over a selected span and off around it, and where else they are on together. */
export function MatchPage() {
  const [read] = useState(sampleReader);
  const sample = useApp(read);
  return (
    <section className={`${questionStyles.findQuestion} ${styles.match}`} aria-label="Select and match">
      <h2 className={pictureStyles.pictureTitle}>
        <Term id="match">Where else are the same units on?</Term>
      </h2>
      <SpanFields sample={sample} />
      {sample ? <Sample sample={sample} /> : <NoSample />}
    </section>
  );
}

/** Says what to do while no sample of a selection is there. */
function NoSample() {
  const store = useAppStore();
  const span = useApp((state) => state.span);
  if (span) {
    return (
      <p className={pictureStyles.pictureNote}>
        The states of the selection are not in memory.{' '}
        <Button kind="quiet" onClick={() => store.getState().moveTo(span.from)}>
          Go there
        </Button>
      </p>
    );
  }
  return (
    <p className={pictureStyles.pictureNote}>
      Select a stretch of one kind: the inside of a comment, a name, an indentation. The page then shows the units of
      the chosen channel that are on over all of it and off around it, and finds the other places in the text where they
      are on together. The method is that of LSTMVis (Strobelt and others, 2018).
    </p>
  );
}

function Sample({ sample }: { readonly sample: MatchSample }) {
  const store = useAppStore();
  const { spec, source, rows, name } = sample;
  const range = channelRange(spec, source.channel);
  const rule = useMatchRule(range);
  const units = useMemo(() => unitsOnSpan(rows, range, rule), [rows, range, rule]);

  // After the first search, every change of the thresholds or the selection starts a new one.
  useEffect(() => {
    const { match } = store.getState();
    if (!match || match.status === 'stopped') return;
    if (match.sample === sample && match.question.rule === rule) return;
    const timer = setTimeout(() => void store.getState().findOccurrences(rule), REST);
    return () => clearTimeout(timer);
  }, [store, sample, rule]);

  return (
    <>
      <MatchRuleFields sample={sample} range={range} rule={rule} />
      <SpanUnitList sample={sample} range={range} rule={rule} units={units} />
      <OccurrencesPanel sample={sample} rule={rule} units={units.chosen} />
      <p className={pictureStyles.pictureNote}>
        {channelTitle(source.channel, source.layer)} of the {name}, at step {formatCount(sample.step)}. Do not conclude
        that the network uses these units for what the places have in common: thresholds chose them, and units that are
        on together are only correlated.
      </p>
    </>
  );
}
