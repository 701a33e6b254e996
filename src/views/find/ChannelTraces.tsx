import { lengthOf, holds, type Range } from '../../engine/range.ts';
import { memo, useMemo, useRef } from 'react';
import { channelName, channelValues, valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { plotWidth } from '../../draw/pictureSizes.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange } from '../../engine/spec.ts';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { useTimestep } from '../ui/selectedTrace.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { shownRange } from '../chart/shownRange.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { UnitLine } from '../watch/UnitLine.tsx';
import type { LabelMarks } from './labelMarks.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './ChannelTraces.module.css';

const ROW = 20;
const LEFT = 22;
const RIGHT = 52;

interface ChannelTracesProps {
  readonly selected: SelectedTrace;
  readonly marks: LabelMarks | null;
}

/** Every channel of the unit over the timesteps that the strip above shows. Shaded where the label is on. */
export const ChannelTraces = memo(function ChannelTraces({ selected, marks }: ChannelTracesProps) {
  const { trace, unit, layer } = selected;
  const store = useAppStore();
  const frame = useRef<HTMLElement>(null);
  const width = plotWidth(useElementSize(frame).width, LEFT + RIGHT);
  const T = trace.tokens.length;
  const view = useApp((state) => state.view);
  const range = useMemo(() => {
    const from = Math.min(T - 1, view?.from ?? 0);
    return { from, to: Math.min(T, view ? from + lengthOf(view) : T) };
  }, [T, view]);
  const columns = lengthOf(range);
  const stepsPerColumn = Math.max(1, Math.ceil(columns / width));
  const step = width / columns;
  const height = CELLS[trace.spec.cell].channels.length * ROW;
  const shaded = marks ? shadedPath(marks.runs, range, step) : '';
  return (
    <section
      ref={frame}
      className={styles.channelTraces}
      aria-label={`Channels of unit ${unit} through time`}
      onPointerDown={(event) => {
        const at = Math.floor((pointerOn(event.currentTarget, event).x - LEFT) / step);
        if (at >= 0 && at < columns) store.getState().moveTo(range.from + at);
      }}
    >
      <svg className={styles.channelShade} width={width} height={height} aria-hidden="true">
        <path d={shaded} />
      </svg>
      {CELLS[trace.spec.cell].channels.map((channel) => (
        <Row key={channel} {...{ selected, channel, layer, range, stepsPerColumn, width }} />
      ))}
      {marks ? (
        <svg className={styles.channelOn} width={width} height={4} aria-hidden="true">
          <path d={shaded} />
        </svg>
      ) : null}
      <CursorLine range={range} step={step} T={T} height={height} />
      <p className={`${pictureStyles.pictureNote} ${styles.channelNote}`}>
        t {formatCount(range.from)} to {formatCount(range.to - 1)}, as in the strip above
        {marks ? `; shaded: ${marks.side}, “${marks.name}”` : ''}.{' '}
        {marks ? 'See which channel changes where the shading begins' : 'See which channels change together'}; one
        passage proves nothing.
      </p>
    </section>
  );
});

function Row(props: {
  readonly selected: SelectedTrace;
  readonly channel: Channel;
  readonly range: Range;
  readonly stepsPerColumn: number;
  readonly width: number;
}) {
  const { selected, channel, range, stepsPerColumn, width } = props;
  const { trace, layer, unit } = selected;
  const of = useMemo(() => channelValues(trace, channel, layer), [trace, channel, layer]);
  const values = shownRange(trace.spec, channel);
  const kind = values === 'gate' || values === 'positive' ? 'gate' : 'signed';
  const limit = useMemo(() => (values === 'gate' || values === 'signed' ? 1 : largest(of, unit)), [values, of, unit]);
  return (
    <div className={styles.channelTrace} data-selected={channel === selected.channel}>
      <span className="mono" title={channelName(channel)}>
        {channel}
      </span>
      <UnitLine
        {...{ of, unit, range, stepsPerColumn, width, kind, limit }}
        columnWidth={stepsPerColumn === 1 ? width / lengthOf(range) : 1}
        height={ROW}
      />
      <ValueAt
        of={of}
        unit={unit}
        isSigned={channelRange(trace.spec, channel) !== 'gate'}
        steps={trace.tokens.length}
      />
    </div>
  );
}

function ValueAt(props: {
  readonly of: ChannelValues;
  readonly unit: number;
  readonly isSigned: boolean;
  readonly steps: number;
}) {
  const value = valueAt(props.of, useTimestep(props.steps), props.unit);
  return <span className={styles.traceValue}>{props.isSigned ? formatSigned(value, 2) : formatFixed(value, 2)}</span>;
}

function CursorLine(props: {
  readonly range: Range;
  readonly step: number;
  readonly T: number;
  /** Pixels of all rows together. */
  readonly height: number;
}) {
  const t = useTimestep(props.T);
  if (!holds(props.range, t)) return null;
  return (
    <span
      className={styles.channelCursor}
      aria-hidden="true"
      style={{ left: LEFT + (t - props.range.from) * props.step, width: Math.max(1, props.step), height: props.height }}
    />
  );
}

/** The largest |value| of one unit in the retained rows; 1 if all values are zero. */
function largest({ values, hidden }: ChannelValues, unit: number): number {
  let most = 0;
  for (let at = unit; at < values.length; at += hidden) most = Math.max(most, Math.abs(values[at]));
  return most || 1;
}

/** The path of the columns in which a label is on, over the full height. */
function shadedPath(runs: Int32Array, range: Range, step: number): string {
  let path = '';
  for (let k = 0; k < runs.length; k += 2) {
    const from = Math.max(range.from, runs[k]);
    const to = Math.min(range.to, runs[k + 1]);
    const x = (t: number): string => ((t - range.from) * step).toFixed(1);
    if (to > from) path += `M${x(from)} 0V999H${x(to)}V0Z`;
  }
  return path;
}
