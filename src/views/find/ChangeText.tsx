import { useMemo } from 'react';
import { channelScale } from '../../draw/channelScale.ts';
import { formatCount } from '../../draw/format.ts';
import type { SlotCause } from '../../store/findState.ts';
import { Legend } from '../picture/Legend.tsx';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { useTheme } from '../theme.ts';
import { changeInBits } from './causeNumbers.ts';
import { useLabelMarks } from './labelMarks.ts';
import { UnitText } from './UnitText.tsx';

/** Place of no change in the ramp. */
const NO_CHANGE = 0.5;

const NEVER = (): boolean => false;

export interface ChangeTextProps {
  readonly cause: SlotCause;
  /** Pixels left of the text, where timesteps stand. */
  readonly gutter: number;
}

/** The text in the colours of what each prediction loses with the units held. */
export function ChangeText({ cause, gutter }: ChangeTextProps) {
  const { look, trace, units, since } = cause;
  const theme = useTheme();
  const marks = useLabelMarks();
  const of = useMemo(() => changeInBits(look, trace.tokens.length), [look, trace]);
  const scale = useMemo(() => {
    // A few predictions change by ten bits: the scale covers 97.5 % of them and says so.
    const all = channelScale('unbounded', 'channel', of);
    // After the last character nothing is predicted: it has the colour of no change.
    return { ...all, place: (bits: number): number => (Number.isNaN(bits) ? NO_CHANGE : all.place(bits, 0)) };
  }, [of]);
  const ticks = scale.ticks(0).map((tick) => (tick.place === NO_CHANGE ? { ...tick, text: '0 bits' } : tick));
  const names = units.map(({ channel, unit }) => `${channel} ${unit}`).join(', ');
  return (
    <section className="find-text" aria-label="Change of the loss over the text">
      <div className="find-head">
        <div>
          <h2 className="picture-title">What holding {names} costs, prediction by prediction</h2>
          <p className="picture-note">
            Colour: change in bits of the prediction made after a character, red where the network predicts worse with{' '}
            {units.length > 1 ? 'the units' : 'the unit'} held
            {since > 0 ? ` from t ${formatCount(since)} on` : ''}, blue where better. Step {formatCount(trace.step)}.
          </p>
        </div>
        <div className="picture-controls">
          <TraceStretch />
          <div className="find-legend">
            <Legend ramp={scale.ramp} theme={theme} ticks={ticks} />
          </div>
        </div>
      </div>
      <UnitText
        trace={trace}
        of={of}
        unit={0}
        channel="change"
        scale={scale}
        theme={theme}
        isMarked={marks?.isOn ?? NEVER}
        gutter={gutter}
        label={`The traced text of ${trace.tokens.length} characters, coloured by the change of each prediction’s loss with ${names} held.`}
      />
    </section>
  );
}
