import { useMemo } from 'react';
import { channelScale } from '../../draw/channelScale.ts';
import { formatCount } from '../../draw/format.ts';
import type { ModelAblation } from '../../state/findState.ts';
import { CHANGE_NAME, formatDecimals, useLossUnit } from '../lossUnits.ts';
import { changesOfLoss } from './ablationNumbers.ts';
import type { LabelMarks } from './labelMarks.ts';
import { TextPanel } from './TextPanel.tsx';
import pictureStyles from '../ui/picture.module.css';

/** The position of no change in the colour ramp. */
const NO_CHANGE = 0.5;

interface ChangeTextProps {
  readonly ablation: ModelAblation;
  readonly marks: LabelMarks | null;
}

/** The text, coloured by the change of each prediction's loss while the units are clamped. */
export function ChangeText({ ablation, marks }: ChangeTextProps) {
  const { report, trace, units, since } = ablation;
  const unit = useLossUnit();
  const of = useMemo(() => changesOfLoss(report, trace.tokens.length, unit), [report, trace, unit]);
  const scale = useMemo(() => {
    // A few predictions change by ten bits. The scale covers 97.5 % of all predictions, and its ends say so (≤, ≥).
    const all = channelScale('unbounded', 'channel', of);
    // Nothing is predicted after the last character: it gets the colour of no change.
    return {
      ...all,
      position: (change: number): number => (Number.isNaN(change) ? NO_CHANGE : all.position(change, 0)),
    };
  }, [of]);
  const ticks = scale.ticks(0).map(({ position, text }) => {
    if (position === NO_CHANGE) return { position, text: unit === 'perplexity' ? '×1' : `0 ${CHANGE_NAME[unit]}` };
    // Perplexity changes by a factor; the scale is in its logarithm.
    const beyond = /^[≤≥]/.exec(text)?.[0] ?? '';
    const factor = formatDecimals((position - NO_CHANGE) / scale.gain(0), unit, 2);
    return { position, text: unit === 'perplexity' ? `${beyond}${factor}` : text };
  });
  const names = units.map(({ channel, unit: index }) => `${channel} ${index}`).join(', ');
  const clamped = units.length > 1 ? 'the units' : 'the unit';
  return (
    <TextPanel
      name="Change of the loss over the text"
      picture="ablatedText"
      title={`What holding ${names} costs, prediction by prediction`}
      note={
        <p className={pictureStyles.pictureNote}>
          Colour: change in {CHANGE_NAME[unit]} of the prediction made after a character. Red: the network predicts
          worse with {clamped} held{since > 0 ? ` from t ${formatCount(since)} on` : ''}; blue: better. Step{' '}
          {formatCount(trace.step)}.
        </p>
      }
      ticks={ticks}
      marks={marks}
      trace={trace}
      of={of}
      unit={0}
      channel="change"
      scale={scale}
      label={`The traced text of ${formatCount(trace.tokens.length)} characters, coloured by the change of each prediction’s loss with ${names} held.`}
    />
  );
}
