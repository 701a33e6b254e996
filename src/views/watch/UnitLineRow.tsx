import { memo, useMemo, useRef } from 'react';
import { unitLargest } from '../../draw/channelScale.ts';
import { unitTitle } from '../../draw/channelValues.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { columnOf, firstOfColumn } from '../../draw/timeColumns.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { Trace } from '../../engine/trace.ts';
import { CursorColumn } from '../chart/CursorColumn.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { useSummaryAtRest } from '../chart/useSummaryAtRest.ts';
import { useTimePointer } from '../chart/useTimePointer.ts';
import { symbolAt } from '../ui/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import { ChannelPick, ChannelValue } from './ChannelGutter.tsx';
import { mapRange, mapValues } from './mapKinds.ts';
import { mapReading } from './mapReading.ts';
import { UnitLine } from './UnitLine.tsx';
import heatmapStyles from '../chart/heatmap.module.css';
import plotStyles from '../chart/plot.module.css';
import channelStyles from './channel.module.css';
import styles from './UnitLineRow.module.css';

interface UnitLineRowProps {
  readonly trace: Trace;
  readonly isDifference: boolean;
  readonly model: string;
  readonly layer: number;
  readonly unit: number;
  readonly channel: Channel;
  /** Whether the map above shows this channel. */
  readonly selected: boolean;
  readonly height: number;
}

/** One channel of the selected unit as a line over the text in view, with its value at the cursor. */
export const UnitLineRow = memo(function UnitLineRow(props: UnitLineRowProps) {
  const { trace, isDifference, model, layer, unit, channel, selected, height } = props;
  const store = useAppStore();
  const area = useRef<HTMLDivElement>(null);
  const { range, columnWidth, stepsPerColumn, width } = useTimeWindow();
  const of = useMemo(() => mapValues(trace, channel, layer), [trace, channel, layer]);
  const values = mapRange(trace, channel, isDifference);
  const isBounded = values === 'gate' || values === 'signed';
  const limit = useMemo(() => (isBounded ? 1 : unitLargest(of)[unit]), [isBounded, of, unit]);
  const kind = values === 'gate' || values === 'positive' ? 'gate' : 'signed';
  const units = useMemo(() => [unit], [unit]);
  const summary = useSummaryAtRest(of, range, units);
  const pointer = useTimePointer({
    ref: area,
    reading: (t) =>
      mapReading({
        of,
        key: channel,
        range: values,
        unit,
        t,
        last: Math.min(range.to, firstOfColumn(columnOf(t, stepsPerColumn) + 1, stepsPerColumn)) - 1,
        shares: kind === 'gate' ? 'mean' : 'extreme',
        flipped: false,
        symbol: (step) => readSymbol(symbolAt(store.getState(), trace, step), store.getState().text),
      }),
  });
  const end = isBounded ? '1' : formatFixed(limit, limit < 10 ? 2 : 0);
  const ticks = kind === 'gate' ? [end, '0'] : [`+${end}`, '0', `−${end}`];
  const name = unitTitle(channel, layer, unit);
  return (
    <section
      className={`${channelStyles.channel} ${styles.unitLineRow}`}
      data-part="unit-line"
      aria-label={`${name}, as a line`}
      data-selected={selected || undefined}
    >
      <div className={channelStyles.channelGutter}>
        <ChannelPick
          mapKey={channel}
          isDifference={isDifference}
          layer={null}
          selected={selected}
          ofUnit={unit}
          onPick={() => store.getState().select({ channel, layer })}
        />
        <ChannelValue of={of} unit={unit} mapKey={channel} range={values} />
        <span className={styles.unitLineRange}>
          {ticks[ticks.length - 1]} to {ticks[0]}
        </span>
      </div>
      <div className={heatmapStyles.channelMap} ref={area} style={{ width }} {...pointer}>
        <div
          role="img"
          aria-label={`${name} of the ${model}, timesteps ${formatCount(range.from)} to ${formatCount(range.to - 1)}. ${summary}`}
        >
          <UnitLine {...{ of, unit, range, columnWidth, stepsPerColumn, width, height, kind, limit }} />
        </div>
        <svg
          className={`${plotStyles.pictureSvg} ${styles.unitLineTicks}`}
          width={1}
          height={height}
          aria-hidden="true"
        >
          {ticks.map((tick, k) => (
            <text key={tick} x={0} y={tickBaseline(k, ticks.length, height)} textAnchor="end">
              {tick}
            </text>
          ))}
        </svg>
        <CursorColumn range={range} columnWidth={columnWidth} />
      </div>
    </section>
  );
});

/** Baselines of numbers at the top, in the middle and at the bottom of a line, inside its height. */
function tickBaseline(k: number, count: number, height: number): number {
  const top = 10;
  const bottom = height - 1;
  return top + (k / (count - 1)) * (bottom - top);
}
