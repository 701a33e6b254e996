import { useEffect, useMemo, useState } from 'react';
import { unitsOnSpan } from '../../analysis/matching/spanUnits.ts';
import { channelTitle } from '../../draw/channelValues.ts';
import { formatCount } from '../../draw/format.ts';
import { channelRange } from '../../engine/spec.ts';
import { sampleReader } from '../../store/matchSample.ts';
import type { MatchSample } from '../../store/matchState.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { MatchRuleFields } from './MatchRuleFields.tsx';
import { useMatchRule } from './matchOptions.ts';
import { PlacesPanel } from './PlacesPanel.tsx';
import { SpanFields } from './SpanFields.tsx';
import { SpanUnitList } from './SpanUnitList.tsx';
import '../styles/match.css';

/** Milliseconds that a threshold rests before the places are found anew. */
const REST = 80;

/** Which units are on over a selected stretch and off around it, and where else they are on together. */
export function MatchPage() {
  const [read] = useState(sampleReader);
  const sample = useApp(read);
  return (
    <section className="find-question match" aria-label="Select and match">
      <h2 className="picture-title">Where else are the same units on?</h2>
      <SpanFields sample={sample} />
      {sample ? <Sample sample={sample} /> : <NoSample />}
    </section>
  );
}

/** What stands in the place of the units while there are none to speak of. */
function NoSample() {
  const store = useAppStore();
  const span = useApp((state) => state.span);
  if (span) {
    return (
      <p className="picture-note">
        The states of the selection are not in memory.{' '}
        <button type="button" className="quiet" onClick={() => store.getState().moveTo(span.from)}>
          Go there
        </button>
      </p>
    );
  }
  return (
    <p className="picture-note">
      Select a stretch in which something is the same: the inside of a comment, a name, an indentation. The page then
      shows the units of the chosen channel that are on over all of it and off around it, and looks for the other places
      in the text where they are on together, after LSTMVis (Strobelt and others, 2018).
    </p>
  );
}

function Sample({ sample }: { readonly sample: MatchSample }) {
  const store = useAppStore();
  const { spec, place, rows, name } = sample;
  const range = channelRange(spec, place.channel);
  const rule = useMatchRule(range);
  const units = useMemo(() => unitsOnSpan(rows, range, rule), [rows, range, rule]);

  // Once asked, the question follows the thresholds and the selection.
  useEffect(() => {
    const { match } = store.getState();
    if (!match || match.status === 'stopped') return;
    if (match.sample === sample && match.question.rule === rule) return;
    const timer = setTimeout(() => void store.getState().findPlaces(rule), REST);
    return () => clearTimeout(timer);
  }, [store, sample, rule]);

  return (
    <>
      <MatchRuleFields sample={sample} range={range} rule={rule} />
      <SpanUnitList sample={sample} range={range} rule={rule} units={units} />
      <PlacesPanel sample={sample} rule={rule} units={units.chosen} />
      <p className="picture-note">
        {channelTitle(place.channel, place.layer)} of the {name}, at step {formatCount(sample.step)}. Do not conclude
        that the network uses these units for what the places have in common: thresholds picked them, and what is on
        together is correlation.
      </p>
    </>
  );
}
