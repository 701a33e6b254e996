import { useMemo } from 'react';
import { unitSeries } from '../../analysis/unitOverTime.ts';
import { channelName, channelValues, overText } from '../../draw/channelValues.ts';
import { channelRange } from '../../engine/spec.ts';
import { Contexts } from '../picture/Contexts.tsx';
import { shownRange } from '../shownRange.ts';
import { CharacterReaction } from './CharacterReaction.tsx';
import type { SidePanelProps } from './sidePanel.ts';
import { UnitPushes } from './UnitPushes.tsx';
import { UnitSummary } from './UnitSummary.tsx';
import '../styles/watchPanels.css';

/** One unit over the whole trace: its numbers, what it pushes for, what it reacts to, and where it is strongest. */
export function UnitSide({ selected }: SidePanelProps) {
  const { slot, trace, params, layer, channel, unit } = selected;
  const of = useMemo(() => channelValues(trace, channel, layer), [trace, channel, layer]);
  const series = useMemo(() => overText(of, unitSeries(of.values, of.hidden, unit)), [of, unit]);
  const range = shownRange(trace.spec, channel);
  return (
    <div className="unit-side">
      <UnitSummary trace={trace} layer={layer} unit={unit} model={slot.name} />
      <UnitPushes spec={trace.spec} params={params} layer={layer} unit={unit} />
      <CharacterReaction trace={trace} params={params} layer={layer} channel={channel} unit={unit} />
      <div className="unit-contexts">
        <h2 className="picture-title">
          Where <span className="picture-mono">{channel}</span> is strongest{' '}
          <span className="picture-note">{channelName(channel)}</span>
        </h2>
        <Contexts
          trace={trace}
          series={series}
          signed={channelRange(trace.spec, channel) !== 'gate' && range !== 'positive'}
        />
      </div>
    </div>
  );
}
