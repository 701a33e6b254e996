import { memo, useMemo, useRef } from 'react';
import type { Trace } from '../../engine/trace.ts';
import { channelScale, differenceScale, unitLargest, type ScaleMode } from '../../draw/channelScale.ts';
import { rowAt, rowMiddle, type MapHeight } from '../../draw/mapLayout.ts';
import { columnOf, firstOfColumn } from '../../draw/timeColumns.ts';
import type { Theme } from '../../draw/ramps.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { CursorColumn } from '../picture/CursorColumn.tsx';
import { symbolAt } from '../picture/selectedTrace.ts';
import { useTimePointer } from '../picture/useTimePointer.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';
import { ChannelGutter } from './ChannelGutter.tsx';
import { FlipMarks } from './FlipMarks.tsx';
import { Heatmap } from './Heatmap.tsx';
import { channelOf, isGradient, mapRange, mapScaleMode, mapTitle, mapValues, type MapKey } from './mapKinds.ts';
import { mapReading } from './mapReading.ts';
import { UnitLine } from './UnitLine.tsx';

export interface ChannelRowProps {
  readonly trace: Trace;
  readonly model: string;
  readonly mapKey: MapKey;
  readonly layer: number;
  /** Whether maps of several layers stand together. */
  readonly showsLayer: boolean;
  readonly unit: number;
  readonly selected: boolean;
  readonly order: Int32Array;
  /** Sign with which each unit is drawn, [H]; null draws all as they are. */
  readonly signs: Int8Array | null;
  /** Whether the trace's channels are differences of two runs. */
  readonly isDifference: boolean;
  readonly mode: ScaleMode;
  readonly theme: Theme;
  readonly map: MapHeight;
  readonly lineHeight: number;
}

/** One channel of one layer: what it is, its value at t, its legend, its map and the selected unit's line. */
export const ChannelRow = memo(function ChannelRow(props: ChannelRowProps) {
  const { trace, model, mapKey, layer, unit, selected, order, isDifference, theme, map } = props;
  const store = useAppStore();
  const { start, columns, columnWidth, stepsPerColumn, width } = useTimeWindow();
  const area = useRef<HTMLDivElement>(null);
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

  const unitAt = (y: number) => (y >= 0 && y < map.height ? order[rowAt(map, of.hidden, y)] : unit);
  const pick = (change: { readonly unit?: number }) => {
    store.getState().select({ channel: channelOf(mapKey), layer, ...change });
  };
  const pointer = useTimePointer({
    ref: area,
    reading: (t, y) => {
      const at = unitAt(y);
      return mapReading({
        of,
        key: mapKey,
        range,
        unit: at,
        t,
        last: Math.min(start + columns, firstOfColumn(columnOf(t, stepsPerColumn) + 1, stepsPerColumn)) - 1,
        shares: scale.shares,
        flipped: signs !== null && signs[at] < 0,
        symbol: (step) => visibleSymbol(symbolAt(store.getState(), trace, step)),
      });
    },
    onPick: (_, y) => pick({ unit: unitAt(y) }),
  });

  return (
    <section
      className="channel"
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
        theme={theme}
        unit={unit}
        selected={selected}
        limit={limit}
        unitsPerRow={map.unitsPerRow}
        stepsPerColumn={stepsPerColumn}
        onPick={() => pick({})}
      />
      <div className="channel-map" ref={area} style={{ width }} {...pointer}>
        <Heatmap
          of={of}
          order={order}
          signs={signs}
          start={start}
          columns={columns}
          stepsPerColumn={stepsPerColumn}
          unitsPerRow={map.unitsPerRow}
          scale={scale}
          theme={theme}
          width={width}
          height={map.height}
          label={`${mapTitle(mapKey, layer)} of the ${model}`}
        />
        <UnitLine
          of={of}
          unit={unit}
          start={start}
          columns={columns}
          columnWidth={columnWidth}
          stepsPerColumn={stepsPerColumn}
          width={width}
          height={props.lineHeight}
          kind={range === 'gate' || range === 'positive' ? 'gate' : 'signed'}
          limit={limit ?? 1}
        />
        {signs ? <FlipMarks order={order} signs={signs} map={map} /> : null}
        <span className="unit-mark unit-mark-left" style={{ top: rowMiddle(map, row) }} />
        <span className="unit-mark unit-mark-right" style={{ top: rowMiddle(map, row) }}>
          {selected ? <b>{unit}</b> : null}
        </span>
        <CursorColumn start={start} columns={columns} columnWidth={columnWidth} />
      </div>
    </section>
  );
});
