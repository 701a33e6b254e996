import { memo, useLayoutEffect, useMemo, useRef, type PointerEvent } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';
import { GRADIENT_DECADES } from '../../draw/gradientScale.ts';
import { lagLine } from '../../draw/lagChart.ts';
import type { Theme } from '../../draw/ramps.ts';
import { pixel } from '../../draw/stepLine.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { normAt, trianglePixels, type LagNorms } from '../../draw/trianglePixels.ts';
import type { Trace } from '../../engine/trace.ts';
import { symbolAt, useTimestep } from '../picture/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useAppStore } from '../StoreContext.tsx';

/** Pixels left of the columns: labels of rows. */
export const TRIANGLE_LEFT = 36;
const PROFILE = 54;
/** Room that "t = 147" needs. */
const LABEL = 62;

export interface TriangleProps {
  readonly name: string;
  readonly hue: string;
  readonly norms: LagNorms;
  readonly trace: Trace;
  /** First timestep of rows and columns, and how many. */
  readonly start: number;
  readonly count: number;
  /** Pixels of the triangle's sides. */
  readonly side: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** One model's triangle, and under it the cursor's row as a line on the same columns. */
export const Triangle = memo(function Triangle(props: TriangleProps) {
  const { name, hue, norms, trace, start, count, side, scale, theme } = props;
  const store = useAppStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || count < 1) return;
    const pixels = trianglePixels({ of: norms, start, count, scale, theme });
    if (element.width !== count) element.width = element.height = count;
    element.getContext('2d')?.putImageData(new ImageData(pixels, count, count), 0, 0);
  }, [norms, start, count, scale, theme]);
  const cell = side / count;
  const at = (event: PointerEvent<HTMLElement>): { readonly t: number; readonly s: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = (pixels: number): number => Math.min(count - 1, Math.max(0, Math.floor(pixels / cell)));
    return { t: start + index(event.clientY - box.top), s: start + index(event.clientX - box.left) };
  };
  const read = (event: PointerEvent<HTMLElement>): void => {
    const { t, s } = at(event);
    const norm = normAt(norms, t, s);
    if (norm === undefined) {
      hideTooltip();
      return;
    }
    const symbol = (step: number): string => visibleSymbol(symbolAt(store.getState(), trace, step));
    const value = norm === 0 ? 'below 10⁻³⁰' : formatMagnitude(norm);
    showTooltip(
      `${name} loss at ${t} "${symbol(t)}" → state at ${s} "${symbol(s)}", lag ${t - s} · ${value}`,
      event.clientX,
      event.clientY,
    );
  };
  return (
    <div className="triangle" data-cell={hue}>
      <RowHead name={name} norms={norms} trace={trace} />
      <div
        className="triangle-map"
        style={{ width: side, height: side, marginLeft: TRIANGLE_LEFT }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          store.getState().moveTo(at(event).t);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) store.getState().moveTo(at(event).t);
          read(event);
        }}
        onPointerLeave={hideTooltip}
      >
        <canvas
          ref={canvas}
          className="heatmap"
          role="img"
          aria-label={`${name}: gradient norms of the losses at ${start} to ${start + count - 1} at every earlier state in view`}
          style={{ width: side, height: side }}
        />
        <Axes start={start} count={count} cell={cell} side={side} />
        <RowFrame start={start} count={count} cell={cell} trace={trace} />
      </div>
      <Profile {...props} cell={cell} />
    </div>
  );
});

/** Round timesteps at least 44 pixels apart. */
function labelsOf(start: number, count: number, cell: number): readonly number[] {
  const every = [10, 20, 50, 100, 200].find((step) => step * cell >= 44) ?? 500;
  const labels: number[] = [];
  for (let t = Math.ceil(start / every) * every; t < start + count; t += every) labels.push(t);
  return labels;
}

function Axes(props: { readonly start: number; readonly count: number; readonly cell: number; readonly side: number }) {
  const { start, count, cell, side } = props;
  const labels = labelsOf(start, count, cell);
  return (
    <svg className="picture-svg triangle-axes" width={side} height={side} aria-hidden="true">
      <path className="picture-axis" d={`M-0.5 0V${side + 0.5}H${side}`} />
      {labels.map((t) => (
        <text key={t} x={-6} y={(t - start + 0.5) * cell + 4} textAnchor="end">
          {t}
        </text>
      ))}
    </svg>
  );
}

/** The row of the cursor's loss, from the first column to the diagonal. */
function RowFrame(props: {
  readonly start: number;
  readonly count: number;
  readonly cell: number;
  readonly trace: Trace;
}) {
  const { start, count, cell, trace } = props;
  const row = useTimestep(trace.tokens.length) - start;
  if (row < 0 || row >= count) return null;
  const height = Math.max(cell, 3);
  const side = count * cell;
  const beside = (row + 1) * cell;
  return (
    <>
      <span
        className="triangle-cursor"
        aria-hidden="true"
        style={{
          width: beside + 3,
          height: height + 3,
          transform: `translateY(${(row + 0.5) * cell - height / 2 - 1.5}px)`,
        }}
      />
      <b
        className="triangle-t"
        aria-hidden="true"
        style={
          // Right of the diagonal; where that leaves no room, above it in the corner.
          side - beside < LABEL
            ? { right: 0, top: side - LABEL - 16 }
            : { left: beside + 8, top: (row + 0.5) * cell - 9 }
        }
      >
        t = {start + row}
      </b>
    </>
  );
}

/** "RNN at t = 147, lag 20: 0.031" */
function RowHead({ name, norms, trace }: { readonly name: string; readonly norms: LagNorms; readonly trace: Trace }) {
  const t = useTimestep(trace.tokens.length);
  const lag = Math.min(20, t);
  const norm = normAt(norms, t, t - lag);
  return (
    <p className="triangle-head">
      <b className="plot-cell-name">{name}</b>{' '}
      {norm === undefined ? (
        `has no loss at t = ${t} here`
      ) : (
        <>
          at t = {t}, lag {lag}: <b>{norm === 0 ? '< 10⁻³⁰' : formatMagnitude(norm)}</b>
        </>
      )}
    </p>
  );
}

/** The cursor's row as a line. */
function Profile(props: TriangleProps & { readonly cell: number }) {
  const { norms, trace, start, count, side, scale, cell } = props;
  const t = useTimestep(trace.tokens.length);
  const values = useMemo(
    () => Array.from({ length: count }, (_, column) => normAt(norms, t, start + column) ?? Number.NaN),
    [norms, t, start, count],
  );
  const top = Math.round(Math.log10(topOf(scale)));
  const y = (norm: number): number =>
    Number.isNaN(norm) ? norm : (1 - Math.min(1, Math.max(0, scale.place(norm, 0)))) * PROFILE;
  const exponents = [top, top - GRADIENT_DECADES / 2, top - GRADIENT_DECADES];
  return (
    <svg
      className="picture-svg triangle-profile"
      width={side + TRIANGLE_LEFT}
      height={PROFILE + 38}
      role="img"
      aria-label={`The row of t = ${t} as a line`}
    >
      <g transform={`translate(${TRIANGLE_LEFT} 6)`}>
        {exponents.map((exponent, k) => (
          <g key={exponent}>
            <path className="picture-grid" d={`M0 ${pixel((k / 2) * PROFILE)}H${side}`} />
            <text x={-6} y={(k / 2) * PROFILE + 4} textAnchor="end">
              {formatPowerOfTen(exponent)}
            </text>
          </g>
        ))}
        <path className="plot-line" d={lagLine(values, (column) => (column + 0.5) * cell, y)} />
        <path className="picture-axis" d={`M0 ${PROFILE + 0.5}H${side}`} />
        {labelsOf(start, count, cell).map((s) => (
          <text key={s} x={(s - start + 0.5) * cell} y={PROFILE + 16} textAnchor="middle">
            {s}
          </text>
        ))}
        <text x={side / 2} y={PROFILE + 31} textAnchor="middle">
          state at s; the line is the framed row
        </text>
      </g>
    </svg>
  );
}

/** The value at the strong end of a scale over six decades. */
function topOf(scale: ColourScale): number {
  return 10 ** (GRADIENT_DECADES * (1 - scale.place(1, 0)));
}
