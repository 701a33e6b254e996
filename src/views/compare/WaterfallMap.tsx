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
export const FALL_LEFT = 52;
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
  const { model, steps, framed, lags, unroll, room, scale, theme } = props;
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
  // Whole pixels per lag where there is room for that.
  const cell = side >= lags + 1 ? Math.floor(side / (lags + 1)) : side / (lags + 1);
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
  const reading = (event: PointerEvent<HTMLElement>): string => {
    const { row, k } = at(event);
    const norms = rows[row];
    const value = !norms ? 'not measured' : norms[k] <= GONE ? 'below 10⁻³⁰' : formatMagnitude(norms[k]);
    return `${slot.name} step ${formatCount(steps[row])}, lag ${k} · ${value}`;
  };
  return (
    <div {...cellMark(slot)}>
      <Head model={model} step={steps[framed]} row={rows[framed]} lags={lags} />
      <div
        className="fall-map"
        style={{ width, height, marginLeft: FALL_LEFT }}
        onClick={(event) => store.getState().viewStep(steps[at(event as unknown as PointerEvent<HTMLElement>).row])}
        onPointerMove={(event) => showTooltip(reading(event), event.clientX, event.clientY)}
        onPointerLeave={hideTooltip}
      >
        <canvas
          ref={canvas}
          className="heatmap"
          role="img"
          aria-label={`${slot.name}: gradient norm by lag 0 to ${lags} at ${steps.length} kept training steps. The table gives the numbers.`}
          style={{ width, height }}
        />
        <svg className="picture-svg fall-axes" width={width} height={height + BOTTOM} aria-hidden="true">
          {labelledRows(steps.length, rowHeight, 14).map((row) => (
            <text
              key={row}
              x={-6}
              y={(row + 0.5) * rowHeight + 4}
              textAnchor="end"
              data-framed={row === framed || undefined}
            >
              {formatCount(steps[row])}
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
