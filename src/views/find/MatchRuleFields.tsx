import { useAppStore } from '../StoreContext.tsx';
import { useMemo } from 'react';
import type { ChannelRange } from '../../engine/spec.ts';
import { AROUND_RANGE, BOUNDED_LEVEL, PERCENT_RANGE, type NumberRange, UNBOUNDED_LEVEL } from '../../limits/limits.ts';
import type { MatchRule, MatchSample } from '../../state/matchState.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { thresholds } from './matchRule.ts';
import { describeOn, sideNames } from './describeMatch.ts';
import { Slider } from '../ui/Slider.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import matchPageStyles from './MatchPage.module.css';
import styles from './MatchRuleFields.module.css';

/** The fields of the rule: when a unit counts as on, and where it must be on and off. */
export function MatchRuleFields(props: {
  readonly sample: MatchSample;
  readonly range: ChannelRange;
  readonly rule: MatchRule;
}) {
  const { sample, range, rule } = props;
  const { channel } = sample.source;
  const store = useAppStore();
  const { setUi } = store.getState();
  const setThreshold = (change: { readonly on: number } | { readonly off: number }): void =>
    setUi(thresholds(store.getState().ui, range, change));
  const limits = range === 'unbounded' ? UNBOUNDED_LEVEL : BOUNDED_LEVEL;
  const values = sample.rows.values;
  const top = useMemo(() => (range === 'unbounded' ? roundUp(values) : 1), [range, values]);
  const most = Math.max(top, rule.on);
  return (
    <div className={matchPageStyles.matchSection}>
      <ChoiceButtons
        label="Direction"
        choices={sideNames(range)}
        chosen={rule.side}
        onChoose={(side) => setUi({ matchSide: { ...store.getState().ui.matchSide, [range]: side } })}
      />
      <Threshold
        label="On at or above"
        value={rule.on}
        limits={limits}
        most={most}
        onChange={(on) => setThreshold({ on })}
      />
      <Threshold
        label="Off below"
        value={rule.off}
        limits={limits}
        most={most}
        onChange={(off) => setThreshold({ off })}
      />
      <div className={`${pictureStyles.pictureControls} ${styles.matchRow} ${styles.matchAsked}`}>
        <NumberField
          label="On over"
          value={Math.round(100 * rule.share)}
          range={PERCENT_RANGE}
          onCommit={(percent) => setUi({ matchShare: percent / 100 })}
        />
        <span>% of the selection</span>
        <NumberField
          label="Off before"
          value={rule.before}
          range={AROUND_RANGE}
          onCommit={(before) => setUi({ matchBefore: before })}
        />
        <NumberField
          label="Off after"
          value={rule.after}
          range={AROUND_RANGE}
          onCommit={(after) => setUi({ matchAfter: after })}
        />
        <span>characters</span>
      </div>
      <p className={pictureStyles.pictureNote}>
        <Term id="on-off">On</Term>: {describeOn(range, channel, rule)}
        {rule.side === 'both' ? ', in the direction that a unit has over more of the selection' : ''}.
      </p>
    </div>
  );
}

/** A threshold, as a slider and as a number. */
function Threshold(props: {
  readonly label: string;
  readonly value: number;
  readonly limits: NumberRange;
  /** Right end of the slider. */
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, value, limits, most, onChange } = props;
  return (
    <div className={`${pictureStyles.pictureControls} ${styles.matchThreshold}`}>
      <NumberField label={label} value={value} range={limits} step={0.01} onCommit={onChange} />
      <Slider label={label} min={limits.min} max={most} step={0.01} value={value} onSlide={onChange} />
    </div>
  );
}

/** The largest size among the values, rounded up to a whole number for the end of a slider. */
function roundUp(values: Float32Array): number {
  let largest = 1;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return Math.min(UNBOUNDED_LEVEL.max, Math.ceil(largest));
}
