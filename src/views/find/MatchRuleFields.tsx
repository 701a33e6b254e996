import { useMemo } from 'react';
import type { ChannelRange } from '../../engine/spec.ts';
import { AROUND_RANGE, BOUNDED_LEVEL, PERCENT_RANGE, type Range, UNBOUNDED_LEVEL } from '../../limits/limits.ts';
import type { MatchRule, MatchSample } from '../../store/matchState.ts';
import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import { NumberField } from '../picture/NumberField.tsx';
import { setShared, setSide, setThresholds } from './matchOptions.ts';
import { onWords, sideNames } from './matchWords.ts';

/** What counts as on, and what is asked of a unit on the selection and around it. */
export function MatchRuleFields(props: {
  readonly sample: MatchSample;
  readonly range: ChannelRange;
  readonly rule: MatchRule;
}) {
  const { sample, range, rule } = props;
  const { channel } = sample.place;
  const limits = range === 'unbounded' ? UNBOUNDED_LEVEL : BOUNDED_LEVEL;
  const values = sample.rows.values;
  const top = useMemo(() => (range === 'unbounded' ? roundUp(values) : 1), [range, values]);
  const most = Math.max(top, rule.on);
  return (
    <div className="match-rule">
      <ChoiceButtons
        label="Direction"
        choices={sideNames(range)}
        chosen={rule.side}
        onChoose={(side) => setSide(range, side)}
      />
      <Threshold
        label="On at or above"
        value={rule.on}
        limits={limits}
        most={most}
        onChange={(on) => setThresholds(range, { on })}
      />
      <Threshold
        label="Off below"
        value={rule.off}
        limits={limits}
        most={most}
        onChange={(off) => setThresholds(range, { off })}
      />
      <div className="picture-controls match-row match-asked">
        <NumberField
          label="On over"
          value={Math.round(100 * rule.share)}
          range={PERCENT_RANGE}
          onCommit={(percent) => setShared({ share: percent / 100 })}
        />
        <span>% of the selection</span>
        <NumberField
          label="Off before"
          value={rule.before}
          range={AROUND_RANGE}
          onCommit={(before) => setShared({ before })}
        />
        <NumberField
          label="Off after"
          value={rule.after}
          range={AROUND_RANGE}
          onCommit={(after) => setShared({ after })}
        />
        <span>characters</span>
      </div>
      <p className="picture-note">
        On: {onWords(range, channel, rule)}
        {rule.side === 'both' ? ', in the direction that a unit has over more of the selection' : ''}.
      </p>
    </div>
  );
}

/** A threshold as a slider and as a number. */
function Threshold(props: {
  readonly label: string;
  readonly value: number;
  readonly limits: Range;
  /** Right end of the slider. */
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, value, limits, most, onChange } = props;
  return (
    <div className="picture-controls match-threshold">
      <NumberField label={label} value={value} range={limits} step={0.01} onCommit={onChange} />
      <input
        type="range"
        aria-label={label}
        min={limits.min}
        max={most}
        step={0.01}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}

/** The largest size among some values, rounded up to a whole number that a slider can end at. */
function roundUp(values: Float32Array): number {
  let largest = 1;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return Math.min(UNBOUNDED_LEVEL.max, Math.ceil(largest));
}
