import { memo, useMemo } from 'react';
import type { Trace } from '../../engine/trace.ts';
import { channelScale, differenceScale, unitLargest, type ScaleMode } from '../../draw/channelScale.ts';
import { rowMiddle, type MapHeight } from '../../draw/mapLayout.ts';
import { columnOf, firstOfColumn } from '../../draw/timeColumns.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { symbolAt } from '../ui/selectedTrace.ts';
import { TimeMap } from '../chart/TimeMap.tsx';
import { useTheme } from '../theme.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { ChannelGutter } from './ChannelGutter.tsx';
import { FlipMarks } from './FlipMarks.tsx';
import { RowNumbers } from './RowNumbers.tsx';
import type { MapKey } from '../../state/mapKeys.ts';
import { channelOf, isGradient, mapRange, mapScaleMode, mapTitle, mapValues } from './mapKinds.ts';
import { mapReading } from './mapReading.ts';
import { UnitLine } from './UnitLine.tsx';
import channelStyles from './channel.module.css';

interface ChannelRowProps {
  readonly trace: Trace;
  readonly model: string;
  readonly mapKey: MapKey;
  readonly layer: number;
  /** Whether maps of several layers are shown together. */
  readonly showsLayer: boolean;
  readonly unit: number;
  readonly selected: boolean;
  /** The unit of each row: all units, or some of them. */
  readonly order: Int32Array;
  /** The sign with which each unit is drawn, [H]; null draws all units with their own sign. */
  readonly signs: Int8Array | null;
  /** Whether the trace is the difference of two runs. */
  readonly isDifference: boolean;
  readonly mode: ScaleMode;
  readonly map: MapHeight;
  /** Whether the units' numbers stand beside their rows. */
  readonly isNumbered: boolean;
  /** Height of the line under the map in pixels; 0 for none. */
  readonly lineHeight: number;
}

/** One channel of one layer: its name, value and legend, its map, and the line of the selected unit. */
export const ChannelRow = memo(function ChannelRow(props: ChannelRowProps) {
  const { trace, model, mapKey, layer, unit, selected, order, isDifference, map } = props;
  const theme = useTheme();
  const store = useAppStore();
  const { range: view, columnWidth, stepsPerColumn, width } = useTimeWindow();
  const range = mapRange(trace, mapKey, isDifference);
  const mode = mapScaleMode(mapKey, props.mode, isDifference);
  const isUnbounded = range === 'unbounded' || range === 'positive';
  const of = useMemo(() => mapValues(trace, mapKey, layer), [trace, mapKey, layer]);
  const isOfAll = isDifference && !isGradient(mapKey) && mode === 'channel';
  const scale = useMemo(
    () => (isOfAll ? differenceScale(of) : channelScale(range, mode, of)),
    [isOfAll, range, mode, of],
  );
  const largest = useMemo(() => (isUnbounded ? unitLargest(of) : null), [isUnbounded, of]);
  const limit = largest ? largest[unit] : null;
  const signs = scale.signed ? props.signs : null;
  const row = order.indexOf(unit);

  const pick = (change: { readonly unit?: number }) => {
    store.getState().select({ channel: channelOf(mapKey), layer, ...change });
  };
  return (
    <section
      className={channelStyles.channel}
      data-part="channel"
      aria-label={mapTitle(mapKey, layer)}
      data-channel={mapKey}
      data-selected={selected || undefined}
    >
      <ChannelGutter
        of={of}
        mapKey={mapKey}
        isDifference={isDifference}
        layer={props.showsLayer ? layer : null}
        range={range}
        mode={mode}
        scale={scale}
        unit={unit}
        selected={selected}
        limit={props.lineHeight > 0 ? limit : null}
        unitsPerRow={map.unitsPerRow}
        isShort={props.isNumbered}
        stepsPerColumn={stepsPerColumn}
        onPick={() => pick({})}
      />
      <TimeMap
        of={of}
        order={order}
        signs={signs}
        map={map}
        scale={scale}
        theme={theme}
        label={`${mapTitle(mapKey, layer)} of the ${model}`}
        unitBelow={unit}
        reading={(t, at) =>
          mapReading({
            of,
            key: mapKey,
            range,
            unit: at,
            t,
            last: Math.min(view.to, firstOfColumn(columnOf(t, stepsPerColumn) + 1, stepsPerColumn)) - 1,
            shares: scale.shares,
            flipped: signs !== null && signs[at] < 0,
            symbol: (step) => readSymbol(symbolAt(store.getState(), trace, step), store.getState().text),
          })
        }
        onPick={(at) => pick({ unit: at })}
      >
        {props.lineHeight > 0 ? (
          <UnitLine
            of={of}
            unit={unit}
            range={view}
            columnWidth={columnWidth}
            stepsPerColumn={stepsPerColumn}
            width={width}
            height={props.lineHeight}
            kind={range === 'gate' || range === 'positive' ? 'gate' : 'signed'}
            limit={limit ?? 1}
          />
        ) : null}
        {signs ? <FlipMarks order={order} signs={signs} map={map} /> : null}
        {props.isNumbered ? (
          <RowNumbers order={order} map={map} unit={unit} onPick={(at) => pick({ unit: at })} />
        ) : null}
        <span
          className={`${channelStyles.unitMark} ${channelStyles.unitMarkLeft}`}
          style={{ top: rowMiddle(map, row) }}
        />
        <span
          className={`${channelStyles.unitMark} ${channelStyles.unitMarkRight}`}
          style={{ top: rowMiddle(map, row) }}
        >
          {selected && !props.isNumbered ? <b>{unit}</b> : null}
        </span>
      </TimeMap>
    </section>
  );
});
