import type { ColourScale, ScaleMode, ShownRange } from '../../draw/channelScale.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { formatFixed, formatMagnitude } from '../../draw/format.ts';
import { retainedSteps } from '../../draw/heatmapPixels.ts';
import { shortSharedNote } from '../../draw/legendNote.ts';
import { useTheme } from '../theme.ts';
import { Legend } from '../chart/Legend.tsx';
import { scaleNote, scaleTicks, shortTicks } from '../chart/scaleTicks.ts';
import { useTimestep } from '../ui/selectedTrace.ts';
import type { MapKey } from '../../state/mapKeys.ts';
import { channelOf, formatMapValue, isGradient, mapLetter, mapName } from './mapKinds.ts';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import channelStyles from './channel.module.css';

interface ChannelGutterProps {
  readonly of: ChannelValues;
  readonly mapKey: MapKey;
  readonly isDifference: boolean;
  /** Written where maps of several layers are shown together; null elsewhere. */
  readonly layer: number | null;
  readonly range: ShownRange;
  readonly mode: ScaleMode;
  readonly scale: ColourScale;
  readonly unit: number;
  readonly selected: boolean;
  /** The unit's number beside the letter, where only this unit is shown. */
  readonly ofUnit?: number;
  /** The value at the edges of the unit's line; null where the channel's range is the scale of the line. */
  readonly limit: number | null;
  readonly unitsPerRow: number;
  /** Whether the numbers of rows take a third of the gutter. */
  readonly isShort: boolean;
  readonly stepsPerColumn: number;
  readonly onPick: () => void;
}

/** The column left of a map: the channel's name, the selected unit's value at t, and the legend. */
export function ChannelGutter(props: ChannelGutterProps) {
  const { of, mapKey, layer, range, mode, scale, unit, selected, limit } = props;
  const theme = useTheme();
  const ticks = scaleTicks(scale, range, mode, channelOf(mapKey), unit);
  return (
    <div className={channelStyles.channelGutter}>
      <ChannelPick {...{ mapKey, layer, selected }} isDifference={props.isDifference} onPick={props.onPick} />
      <ChannelValue of={of} unit={unit} mapKey={mapKey} range={range} />
      {limit === null ? null : (
        <span className={channelStyles.channelLine}>
          line {range === 'positive' ? '0 to ' : '±'}
          {isGradient(mapKey) ? formatMagnitude(limit) : formatFixed(limit, limit < 10 ? 2 : 0)}
        </span>
      )}
      <Legend
        className={channelStyles.channelLegend}
        ramp={scale.ramp}
        theme={theme}
        ticks={props.isShort ? shortTicks(ticks) : ticks}
        note={legendNote(props)}
      />
    </div>
  );
}

/** The button with a channel's name. Its target is the whole gutter. */
export function ChannelPick(
  props: Pick<ChannelGutterProps, 'mapKey' | 'isDifference' | 'layer' | 'selected' | 'ofUnit' | 'onPick'>,
) {
  const { mapKey, layer } = props;
  return (
    <Button
      kind="bare"
      className={channelStyles.channelPick}
      data-printed
      aria-pressed={props.selected}
      onClick={props.onPick}
    >
      <span className={channelStyles.channelLetter}>
        {props.isDifference && !isGradient(mapKey) ? 'Δ' : ''}
        {mapLetter(mapKey)}
        {props.ofUnit === undefined ? '' : ` ${props.ofUnit}`}
      </span>{' '}
      <span className={channelStyles.channelName}>{layer === null ? mapName(mapKey) : `layer ${layer + 1}`}</span>
    </Button>
  );
}

/** The unit's value of a channel at the cursor. */
export function ChannelValue(props: {
  readonly of: ChannelValues;
  readonly unit: number;
  readonly mapKey: MapKey;
  readonly range: ShownRange;
}) {
  const { of, unit, mapKey, range } = props;
  const t = useTimestep(of.steps);
  const { from, to } = retainedSteps(of);
  if (t < from || t >= to) return <Value tone="">–</Value>;
  const value = valueAt(of, t, unit);
  const tone =
    range === 'gate' ? '' : value < 0 ? pictureStyles.numberNegative : value > 0 ? pictureStyles.numberPositive : '';
  return <Value tone={tone}>{formatMapValue(mapKey, range, value, 2)}</Value>;
}

function Value({ tone, children }: { readonly tone: string; readonly children: string }) {
  return (
    <span className={`${channelStyles.channelValue} ${tone}`} data-part="channel-value">
      {children}
    </span>
  );
}

function legendNote(props: ChannelGutterProps): string | undefined {
  const { mapKey, range, mode, unit, scale, unitsPerRow, stepsPerColumn } = props;
  const notes = [
    scaleNote(range, mode, channelOf(mapKey)),
    mode === 'unit' ? `of unit ${unit}` : '',
    shortSharedNote(scale.shares, unitsPerRow, stepsPerColumn),
    mapKey === 'z' ? 'z = 1 keeps the old state' : '',
  ].filter(Boolean);
  return notes.length > 0 ? notes.join(', ') : undefined;
}
