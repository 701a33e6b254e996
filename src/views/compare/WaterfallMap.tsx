import { memo, useLayoutEffect, useRef, type PointerEvent } from 'react';
import { reachOf } from '../../analysis/overTraining.ts';
import { GONE } from '../../analysis/lagGradients.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatMagnitude } from '../../draw/format.ts';
import { lagTicks } from '../../draw/lagChart.ts';
import type { Theme } from '../../draw/ramps.ts';
import { pixel } from '../../draw/stepLine.ts';
import { labelledRows, rowHeightOf, waterfallPixels } from '../../draw/waterfall.ts';
import { cellMark } from '../cellMark.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useAppStore } from '../StoreContext.tsx';
import type { FallingModel } from './waterfallRows.ts';

/** Pixels left of the columns: training steps. */
export const FALL_LEFT = 42;
const BOTTOM = 36;

export interface WaterfallMapProps {
  readonly model: FallingModel;
  readonly steps: readonly number[];
  /** Row of the weights that the other pictures show. */
  readonly framed: number;
  readonly lags: number;
  readonly unroll: number;
  readonly width: number;
  /** Pixels that the rows may take. */
  readonly room: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** One model: a row per kept training step, a column per lag. */
export const WaterfallMap = memo(function WaterfallMap(props: WaterfallMapProps) {
  const { model, steps, framed, lags, unroll, scale, theme } = props;
  const room = Math.max(props.room, steps.length);
  const { slot, rows } = model;
  const store = useAppStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || rows.length === 0) return;
    const pixels = waterfallPixels({ rows, lags, scale, theme });
    if (element.width !== lags + 1) element.width = lags + 1;
    if (element.height !== rows.length) element.height = rows.length;
    element.getContext('2d')?.putImageData(new ImageData(pixels, lags + 1, rows.length), 0, 0);
  }, [rows, lags, scale, theme]);
  const side = Math.max(40, props.width - FALL_LEFT - 2);
  const cell = columnWidth(side, lags + 1);
  const width = cell * (lags + 1);
  const rowHeight = rowHeightOf(steps.length, room);
  const height = rowHeight * steps.length;
  const at = (event: PointerEvent<HTMLElement>): { readonly row: number; readonly k: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = (pixels: number, size: number, count: number): number =>
      Math.min(count - 1, Math.max(0, Math.floor(pixels / size)));
    return {
      row: index(event.clientY - box.top, rowHeight, steps.length),
      k: index(event.clientX - box.left, cell, lags + 1),
    };
  };
  const show = (row: number): void => {
    if (row !== framed && row >= 0 && row < steps.length) store.getState().viewStep(steps[row]);
  };
  const read = (event: PointerEvent<HTMLElement>): void => {
    const { row, k } = at(event);
    const norms = rows[row];
    const value = !norms ? 'not measured' : norms[k] <= GONE ? 'below 10⁻³⁰' : formatMagnitude(norms[k]);
    showTooltip(`${slot.name} step ${formatCount(steps[row])}, lag ${k} · ${value}`, event.clientX, event.clientY);
  };
  return (
    <div {...cellMark(slot)}>
      <Head model={model} step={steps[framed]} row={rows[framed]} lags={lags} />
      <div
        className="fall-map"
        style={{ width, height, marginLeft: FALL_LEFT, marginBottom: BOTTOM + room - height }}
        role="slider"
        tabIndex={0}
        aria-label={`Weights of training step, ${slot.name}`}
        aria-orientation="vertical"
        aria-valuemin={0}
        aria-valuemax={steps.length - 1}
        aria-valuenow={framed}
        aria-valuetext={`step ${formatCount(steps[framed])}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          show(at(event).row);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) show(at(event).row);
          read(event);
        }}
        onPointerLeave={hideTooltip}
        onKeyDown={(event) => {
          const row = rowAfter(event.key, framed, steps.length);
          if (row === null) return;
          event.preventDefault();
          event.stopPropagation();
          show(row);
        }}
      >
        <canvas
          ref={canvas}
          className="heatmap"
          role="img"
          aria-label={`${slot.name}: gradient norm by lag 0 to ${lags} at ${steps.length} kept training steps. The table gives the numbers.`}
          style={{ width, height }}
        />
        <svg className="picture-svg fall-axes" width={width} height={height + BOTTOM} aria-hidden="true">
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
          {unroll <= lags ? <path className="fall-unroll" d={`M${pixel((unroll + 0.5) * cell)} 0V${height}`} /> : null}
          <path className="picture-axis" d={`M-0.5 0V${height + 0.5}H${width}`} />
          {lagTicks(lags, Math.max(2, Math.floor(width / 56))).map((k) => (
            <text key={k} x={(k + 0.5) * cell} y={height + 15} textAnchor={k === lags ? 'end' : 'middle'}>
              {k}
            </text>
          ))}
          <text x={width / 2} y={height + 30} textAnchor="middle">
            lag k{unroll <= lags ? `; dashed: unroll ${unroll}` : ''}
          </text>
        </svg>
        {framed >= 0 ? (
          <span
            className="fall-frame"
            aria-hidden="true"
            style={{
              width: width + 3,
              height: Math.max(3, rowHeight) + 3,
              transform: `translateY(${(framed + 0.5) * rowHeight - Math.max(3, rowHeight) / 2 - 1.5}px)`,
            }}
          />
        ) : null}
      </div>
    </div>
  );
});

/** Whole pixels where they leave little room empty; otherwise columns differ by a pixel. */
function columnWidth(side: number, columns: number): number {
  const whole = Math.floor(side / columns);
  return whole * columns >= 0.85 * side ? whole : side / columns;
}

/** `8,192`, `16.4k`, `131k`: what has room left of the rows. */
function shortStep(step: number): string {
  if (step < 10_000) return formatCount(step);
  return `${(step / 1000).toFixed(step < 100_000 ? 1 : 0)}k`;
}

/** The row that a key leads to; null for other keys. */
function rowAfter(key: string, row: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, row + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, row - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Share of lag 0 below which the head counts a gradient as spent. */
export const SPENT = 0.01;

/** "RNN at step 724: below 1 % of lag 0 from lag 9 on" */
function Head(props: {
  readonly model: FallingModel;
  readonly step: number;
  readonly row: Float64Array | null | undefined;
  readonly lags: number;
}) {
  const { model, step, row, lags } = props;
  const reach = row ? reachOf(row, SPENT) : null;
  return (
    <p className="fall-head">
      <b className="plot-cell-name">{model.slot.name}</b> step {formatCount(step)}
      {!row ? (
        ': not measured'
      ) : reach === null ? (
        <>
          : above 1 % of lag 0 up to lag <b>{lags}</b>
        </>
      ) : (
        <>
          : below 1 % of lag 0 from lag <b>{reach}</b>
        </>
      )}
    </p>
  );
}
