import { memo, useMemo, useRef } from 'react';
import type { Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import {
  channelScale,
  unitLargest,
  type ColourScale,
  type LegendTick,
  type ScaleMode,
} from '../../draw/channelScale.ts';
import {
  channelName,
  channelTitle,
  channelValues,
  gateEnds,
  valueAt,
  type ChannelValues,
} from '../../draw/channelValues.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { rowAt, rowMiddle, type MapHeight } from '../../draw/mapLayout.ts';
import type { Theme } from '../../draw/ramps.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { CursorColumn } from '../picture/CursorColumn.tsx';
import { Legend } from '../picture/Legend.tsx';
import { symbolAt, useTimestep } from '../picture/selectedTrace.ts';
import { useTimePointer } from '../picture/useTimePointer.ts';
import { shownRange } from '../shownRange.ts';
import { useAppStore } from '../StoreContext.tsx';
import { Heatmap } from './Heatmap.tsx';
import { UnitLine } from './UnitLine.tsx';

export interface ChannelRowProps {
  readonly trace: Trace;
  readonly model: string;
  readonly channel: Channel;
  readonly layer: number;
  readonly unit: number;
  readonly selected: boolean;
  readonly order: Int32Array;
  readonly mode: ScaleMode;
  readonly theme: Theme;
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly map: MapHeight;
  readonly lineHeight: number;
}

/** One channel of one layer: what it is, its value at t, its legend, its map and the selected unit's line. */
export const ChannelRow = memo(function ChannelRow(props: ChannelRowProps) {
  const { trace, model, channel, layer, unit, selected, order, mode, theme, start, columns, columnWidth, map } = props;
  const store = useAppStore();
  const area = useRef<HTMLDivElement>(null);
  const range = shownRange(trace.spec, channel);
  const isUnbounded = range === 'unbounded' || range === 'positive';
  const of = useMemo(() => channelValues(trace, channel, layer), [trace, channel, layer]);
  const scale = useMemo(() => channelScale(range, mode, of), [range, mode, of]);
  const largest = useMemo(() => (isUnbounded ? unitLargest(of) : null), [isUnbounded, of]);
  const limit = largest ? largest[unit] : 1;
  const row = order.indexOf(unit);
  const width = columns * columnWidth;

  const unitAt = (y: number) => (y >= 0 && y < map.height ? order[rowAt(map, of.hidden, y)] : unit);
  const pointer = useTimePointer({
    ref: area,
    reading: (t, y) => {
      const at = unitAt(y);
      const value = valueAt(of, t, at);
      const text = range === 'gate' ? formatFixed(value, 3) : formatSigned(value, 3);
      return `unit ${at} · ${channel} · t ${t} "${visibleSymbol(symbolAt(store.getState(), trace, t))}" · ${text}`;
    },
    onPick: (_, y) => store.getState().select({ channel, unit: unitAt(y) }),
  });
  const label = useMemo(
    () => mapLabel(of, `${channelTitle(channel, layer)} of the ${model}`, start, columns),
    [of, channel, layer, model, start, columns],
  );

  return (
    <section
      className="channel"
      aria-label={channelTitle(channel, layer)}
      data-channel={channel}
      data-selected={selected || undefined}
    >
      <div className="channel-gutter">
        <button
          type="button"
          className="channel-pick"
          aria-pressed={selected}
          onClick={() => store.getState().select({ channel })}
        >
          <span className="channel-letter">{channel}</span> <span className="channel-name">{channelName(channel)}</span>
        </button>
        <ChannelValue of={of} unit={unit} gate={range === 'gate'} />
        {largest ? (
          <span className="channel-line">
            line {range === 'positive' ? '0 to ' : '±'}
            {formatFixed(limit, limit < 10 ? 2 : 0)}
          </span>
        ) : null}
        <Legend
          ramp={scale.ramp}
          theme={theme}
          ticks={range === 'gate' && mode === 'fixed' ? endNames(channel) : scale.ticks(unit)}
          note={legendNote(scale, isUnbounded ? channel : null, mode, unit, map.unitsPerRow)}
        />
      </div>
      <div className="channel-map" ref={area} style={{ width }} {...pointer}>
        <Heatmap
          of={of}
          order={order}
          start={start}
          columns={columns}
          unitsPerRow={map.unitsPerRow}
          scale={scale}
          theme={theme}
          width={width}
          height={map.height}
          label={label}
        />
        <UnitLine
          of={of}
          unit={unit}
          start={start}
          columns={columns}
          columnWidth={columnWidth}
          height={props.lineHeight}
          kind={range === 'gate' || range === 'positive' ? 'gate' : 'signed'}
          limit={limit}
        />
        <span className="unit-mark unit-mark-left" style={{ top: rowMiddle(map, row) }} />
        <span className="unit-mark unit-mark-right" style={{ top: rowMiddle(map, row) }}>
          {selected ? <b>{unit}</b> : null}
        </span>
        <CursorColumn start={start} columns={columns} columnWidth={columnWidth} />
      </div>
    </section>
  );
});

function ChannelValue({
  of,
  unit,
  gate,
}: {
  readonly of: ChannelValues;
  readonly unit: number;
  readonly gate: boolean;
}) {
  const value = valueAt(of, useTimestep(of.steps), unit);
  const tone = gate ? '' : value < 0 ? 'number-negative' : value > 0 ? 'number-positive' : '';
  return <span className={`channel-value ${tone}`}>{gate ? formatFixed(value, 2) : formatSigned(value, 2)}</span>;
}

function endNames(channel: Channel): readonly LegendTick[] {
  const { low, high } = gateEnds(channel);
  return [
    { place: 0, text: low },
    { place: 1, text: high },
  ];
}

function legendNote(
  scale: ColourScale,
  unbounded: Channel | null,
  mode: ScaleMode,
  unit: number,
  unitsPerRow: number,
): string | undefined {
  const notes: string[] = [];
  if (unbounded && mode === 'fixed') notes.push(`by tanh ${unbounded}`);
  if (mode === 'unit') notes.push(`of unit ${unit}`);
  if (unitsPerRow > 1) notes.push(`${scale.signed ? 'largest' : 'mean'} of ${unitsPerRow} units`);
  return notes.length > 0 ? notes.join(', ') : undefined;
}

/** The map in words: what it spans and between which values. */
function mapLabel(of: ChannelValues, title: string, start: number, columns: number): string {
  const { from, hidden, steps, values } = of;
  const last = Math.min(steps, start + columns);
  const rows = values.subarray(Math.max(0, start - from) * hidden, Math.max(0, last - from) * hidden);
  let lowest = Infinity;
  let highest = -Infinity;
  let sum = 0;
  for (const value of rows) {
    sum += value;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const span = `${title}: ${hidden} units by timesteps ${start} to ${last - 1}.`;
  if (rows.length === 0) return `${span} This stretch is being traced.`;
  const mean = sum / rows.length;
  return `${span} Lowest ${formatFixed(lowest, 3)}, mean ${formatFixed(mean, 3)}, highest ${formatFixed(highest, 3)}.`;
}
