import { channelName, gateEnds } from '../../draw/channelValues.ts';
import type { Theme } from '../../draw/ramps.ts';
import { Legend } from '../picture/Legend.tsx';
import { ScaleChoice } from '../picture/ScaleChoice.tsx';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { useNarrow } from '../picture/useNarrow.ts';
import { shownRange } from '../shownRange.ts';
import { useShownCause } from './causeColour.ts';
import { ChangeText } from './ChangeText.tsx';
import { setFindOptions, useFindOption } from './findOptions.ts';
import { useLabelMarks } from './labelMarks.ts';
import { UnitBelow } from './UnitBelow.tsx';
import type { TracedUnit } from './UnitSide.tsx';
import { UnitText } from './UnitText.tsx';

/** Room left of the text for timesteps of five digits. */
const GUTTER = 52;

const NEVER = (): boolean => false;

/** One unit over the traced text, or what holding it costs, and what belongs below. */
export function UnitOverText({ traced, theme }: { readonly traced: TracedUnit; readonly theme: Theme }) {
  const { selected, of, scale } = traced;
  const { slot, trace, layer, channel, unit } = selected;
  const narrow = useNarrow();
  const marks = useLabelMarks();
  const mode = useFindOption('scale');
  const range = shownRange(trace.spec, channel);
  const ticks =
    range === 'gate' && mode === 'fixed'
      ? [
          { place: 0, text: gateEnds(channel).low },
          { place: 1, text: gateEnds(channel).high },
        ]
      : scale.ticks(unit);
  const cause = useShownCause();
  const gutter = narrow ? 0 : GUTTER;
  const title = `${channel}, unit ${unit} of the ${slot.name}, layer ${layer + 1}`;
  return (
    <>
      {cause ? (
        <ChangeText cause={cause} gutter={gutter} />
      ) : (
        <section className="find-text" aria-label="Unit over the text">
          <div className="find-head">
            <div>
              <h2 className="picture-title">
                <span className="picture-mono">{channel}</span>, unit {unit} over the text{' '}
                <span className="picture-note">
                  {channelName(channel)}, layer {layer + 1}, from the zero state
                </span>
              </h2>
              <p className="picture-note">
                Look for colours that begin and end with something in the text. What fits here is a guess until it holds
                on text that this unit was not picked on.
              </p>
            </div>
            <div className="picture-controls">
              <TraceStretch />
              <ScaleChoice value={mode} onChoose={(scaleMode) => setFindOptions({ scale: scaleMode })} />
              <div className="find-legend">
                <Legend
                  ramp={scale.ramp}
                  theme={theme}
                  ticks={ticks}
                  note={
                    (range === 'unbounded' || range === 'positive') && mode === 'fixed'
                      ? `by tanh ${channel}`
                      : undefined
                  }
                />
              </div>
              {marks ? (
                <span className="mark-legend" title={`“${marks.name}”`}>
                  <i aria-hidden="true" /> {marks.side}
                </span>
              ) : null}
            </div>
          </div>
          <UnitText
            trace={trace}
            of={of}
            unit={unit}
            channel={channel}
            scale={scale}
            theme={theme}
            isMarked={marks?.isOn ?? NEVER}
            gutter={gutter}
            label={`The traced text of ${trace.tokens.length} characters, coloured by ${title}. The lists beside it name the strongest places.`}
          />
        </section>
      )}
      <UnitBelow selected={selected} marks={marks} />
    </>
  );
}
