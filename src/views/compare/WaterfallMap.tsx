import { memo, useCallback, type CSSProperties } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount } from '../../draw/format.ts';
import { lagTicks } from '../../draw/lagPaths.ts';
import { mapColumn } from '../../draw/pictureSizes.ts';
import type { Theme } from '../../draw/ramps.ts';
import { pixel } from '../../draw/stepLine.ts';
import { labelledRows, rowHeightOf, waterfallPixels } from '../../draw/waterfall.ts';
import { BottomAxis } from '../chart/Axes.tsx';
import { Canvas } from '../chart/Canvas.tsx';
import { cellMark } from '../chart/cellMark.ts';
import { cellPointer } from '../chart/cellPointer.ts';
import { RowFrame } from '../chart/RowFrame.tsx';
import { entryAfterKey } from '../ui/sliderKeys.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useUnroll } from './comparedModels.ts';
import { meanCell } from './normCells.ts';
import { describeReach } from './describeReach.ts';
import type { FallingCurve, FallingModel } from './waterfallRows.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import heatmapStyles from '../chart/heatmap.module.css';
import cellMapStyles from './cellMap.module.css';
import styles from './WaterfallMap.module.css';

/** Pixels on the left of the columns for training steps. */
export const FALL_LEFT = 42;
/** Pixels of the axis below a map. */
export const AXIS_BELOW = 36;

export interface WaterfallMapProps {
  readonly compared: FallingModel;
  readonly steps: readonly number[];
  /** The row of the weights that the other pictures show. */
  readonly framed: number;
  readonly lags: number;
  readonly width: number;
  /** The largest height of the rows in pixels. */
  readonly room: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** Whether maps stand one below the other, with one axis below the last of them. */
  readonly stacked?: 'above' | 'last';
}

/** One model's map: a row per saved training step, and a column per lag. */
export const WaterfallMap = memo(function WaterfallMap(props: WaterfallMapProps) {
  const { compared, steps, framed, lags, scale, theme, stacked } = props;
  const bottom = stacked === 'above' ? 0 : AXIS_BELOW;
  const unroll = useUnroll();
  const room = Math.max(props.room, steps.length);
  const { model, rows } = compared;
  const store = useAppStore();
  const draw = useCallback(() => waterfallPixels({ rows, lags, scale, theme }), [rows, lags, scale, theme]);
  const cell = mapColumn(props.width - FALL_LEFT - 2, lags + 1);
  const width = cell * (lags + 1);
  const rowHeight = rowHeightOf(steps.length, room);
  const height = rowHeight * steps.length;
  const show = (row: number): void => {
    if (row !== framed && row >= 0 && row < steps.length)
      store.getState().setUi({ viewedStep: steps[row], frozen: false });
  };
  const pointer = cellPointer({
    rows: steps.length,
    columns: lags + 1,
    rowHeight,
    columnWidth: cell,
    onPress: ({ row }) => show(row),
    reading({ row, column: k }) {
      const shown = compared.curves[row];
      const value = shown ? meanCell(shown.all, shown.curve, k) : 'not measured';
      return `${model.name} step ${formatCount(steps[row])}, lag ${formatCount(k)} · ${value}`;
    },
  });
  return (
    <div
      {...cellMark(model)}
      className={stacked ? styles.stackedMap : ''}
      style={{ '--map-left': `${FALL_LEFT}px` } as CSSProperties}
    >
      <Head compared={compared} step={steps[framed]} fall={compared.curves[framed]} />
      <div
        className={`${cellMapStyles.map} ${cellMapStyles.unmeasured} ${styles.fallMap}`}
        style={{ width, height, marginLeft: FALL_LEFT, marginBottom: bottom + (stacked ? 0 : room - height) }}
        role="slider"
        tabIndex={0}
        aria-label={`Weights of training step, ${model.name}`}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={steps.length - 1}
        aria-valuenow={framed}
        aria-valuetext={`step ${formatCount(steps[framed])}`}
        {...pointer}
        onKeyDown={(event) => {
          const row = entryAfterKey(event.key, framed, steps.length, 'back');
          if (row === null) return;
          event.preventDefault();
          event.stopPropagation();
          show(row);
        }}
      >
        <Canvas
          className={heatmapStyles.heatmap}
          width={width}
          height={height}
          pixels={draw}
          role="img"
          aria-label={`${model.name}: gradient norm by lag 0 to ${formatCount(lags)} at ${formatCount(steps.length)} kept training steps. The table gives the numbers.`}
        />
        <svg
          className={`${plotStyles.pictureSvg} ${cellMapStyles.axes} ${styles.fallAxes}`}
          width={width}
          height={height + bottom}
          aria-hidden="true"
        >
          {labelledRows(steps.length, rowHeight, 12).map((row) => (
            <text
              key={row}
              x={-6}
              y={(row + 0.5) * rowHeight + 4}
              textAnchor="end"
              data-framed={row === framed || undefined}
            >
              {shortStep(steps[row])}
            </text>
          ))}
          {unroll <= lags ? (
            <path className={styles.fallUnroll} d={`M${pixel((unroll + 0.5) * cell)} 0V${height}`} />
          ) : null}
          <path className={plotStyles.pictureAxis} d={`M-0.5 0V${height + 0.5}`} />
          {stacked === 'above' ? null : (
            <BottomAxis
              y={height}
              right={width}
              drop={15}
              titleDrop={30}
              ticks={lagTicks(lags, Math.max(2, Math.floor(width / 56))).map((k) => ({
                at: (k + 0.5) * cell,
                text: formatCount(k),
                anchor: k === lags ? 'end' : 'middle',
              }))}
              title={`lag k${unroll <= lags ? `; dashed: unroll ${unroll}` : ''}`}
            />
          )}
        </svg>
        {framed >= 0 ? <RowFrame row={framed} rowHeight={rowHeight} width={width} /> : null}
      </div>
    </div>
  );
});

/** `8,192`, `16.4k`, `131k`: a training step in the room on the left of the rows. */
function shortStep(step: number): string {
  if (step < 10_000) return formatCount(step);
  return `${(step / 1000).toFixed(step < 100_000 ? 1 : 0)}k`;
}

/** "RNN step 724: below 1 % of lag 0 from lag 9" */
function Head(props: {
  readonly compared: FallingModel;
  readonly step: number;
  readonly fall: FallingCurve | null | undefined;
}) {
  const { compared, step, fall } = props;
  const reach = fall ? describeReach(fall.all) : { words: 'not measured', lag: null };
  return (
    <p className={`${cellMapStyles.head} ${styles.fallHead}`}>
      <b className={pictureStyles.plotCellName}>{compared.model.name}</b>{' '}
      <span>
        step {formatCount(step)}: {reach.words}
        {reach.lag === null ? null : <b>{reach.lag}</b>}
      </span>
    </p>
  );
}
