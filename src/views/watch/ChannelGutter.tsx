import type { ColourScale, LegendTick, ScaleMode, ShownRange } from '../../draw/channelScale.ts';
import { gateEnds, valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { formatFixed, formatMagnitude } from '../../draw/format.ts';
import { keptSteps } from '../../draw/heatmapPixels.ts';
import { shortSharedNote } from '../../draw/legendNote.ts';
import type { Theme } from '../../draw/ramps.ts';
import { Legend } from '../picture/Legend.tsx';
import { useTimestep } from '../picture/selectedTrace.ts';
import { channelOf, formatMapValue, isGradient, mapLetter, mapName, type MapKey } from './mapKinds.ts';

export interface ChannelGutterProps {
  readonly of: ChannelValues;
  readonly mapKey: MapKey;
  readonly isDifference: boolean;
  /** The layer, written where maps of several stand together. */
  readonly layer: number | null;
  readonly range: ShownRange;
  readonly mode: ScaleMode;
  readonly scale: ColourScale;
  readonly theme: Theme;
  readonly unit: number;
  readonly selected: boolean;
  /** Size at the unit's line's edges; null where the range says it. */
  readonly limit: number | null;
  readonly unitsPerRow: number;
  readonly stepsPerColumn: number;
  readonly onPick: () => void;
}

/** Beside a map: what it shows, the selected unit's value at t, and the legend. */
export function ChannelGutter(props: ChannelGutterProps) {
  const { of, mapKey, layer, range, mode, scale, theme, unit, selected, limit } = props;
  const isFixedGate = range === 'gate' && mode === 'fixed';
  return (
    <div className="channel-gutter">
      <button type="button" className="channel-pick" aria-pressed={selected} onClick={props.onPick}>
        <span className="channel-letter">
          {props.isDifference && !isGradient(mapKey) ? 'Δ' : ''}
          {mapLetter(mapKey)}
        </span>{' '}
        <span className="channel-name">{layer === null ? mapName(mapKey) : `layer ${layer + 1}`}</span>
      </button>
      <ChannelValue of={of} unit={unit} mapKey={mapKey} range={range} />
      {limit === null ? null : (
        <span className="channel-line">
          line {range === 'positive' ? '0 to ' : '±'}
          {isGradient(mapKey) ? formatMagnitude(limit) : formatFixed(limit, limit < 10 ? 2 : 0)}
        </span>
      )}
      <Legend
        ramp={scale.ramp}
        theme={theme}
        ticks={isFixedGate ? endNames(mapKey) : scale.ticks(unit)}
        note={legendNote(props)}
      />
    </div>
  );
}

function ChannelValue(props: {
  readonly of: ChannelValues;
  readonly unit: number;
  readonly mapKey: MapKey;
  readonly range: ShownRange;
}) {
  const { of, unit, mapKey, range } = props;
  const t = useTimestep(of.steps);
  const { from, to } = keptSteps(of);
  if (t < from || t >= to) return <span className="channel-value">–</span>;
  const value = valueAt(of, t, unit);
  const tone = range === 'gate' ? '' : value < 0 ? 'number-negative' : value > 0 ? 'number-positive' : '';
  return <span className={`channel-value ${tone}`}>{formatMapValue(mapKey, range, value, 2)}</span>;
}

function endNames(key: MapKey): readonly LegendTick[] {
  const { low, high } = gateEnds(channelOf(key));
  return [
    { place: 0, text: low },
    { place: 1, text: high },
  ];
}

function legendNote(props: ChannelGutterProps): string | undefined {
  const { mapKey, range, mode, unit, scale, unitsPerRow, stepsPerColumn } = props;
  const notes: string[] = [];
  if ((range === 'unbounded' || range === 'positive') && mode === 'fixed') notes.push(`by tanh ${channelOf(mapKey)}`);
  if (mode === 'unit') notes.push(`of unit ${unit}`);
  const shared = shortSharedNote(scale.shares, unitsPerRow, stepsPerColumn);
  if (shared) notes.push(shared);
  if (mapKey === 'z') notes.push('z = 1 keeps the old state');
  return notes.length > 0 ? notes.join(', ') : undefined;
}
