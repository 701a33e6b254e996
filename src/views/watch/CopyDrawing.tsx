import { memo } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatFixed, formatPower, formatSigned } from '../../draw/format.ts';
import { rampColour, textOn, type Theme } from '../../draw/ramps.ts';
import { topPredictions } from '../../draw/softmax.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { logitsRow, type Trace } from '../../engine/trace.ts';
import { symbolAt } from '../picture/selectedTrace.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Wire, WireNumber } from './DiagramParts.tsx';
import { ACTIVATION_NAMES } from './Equations.tsx';
import { GradientArrow } from './GradientArrow.tsx';
import type { LayerRow, StateRow, UnrolledLayout } from './unrolledLayout.ts';
import type { CopyReading } from './unrolledReading.ts';

export interface CopyDrawingProps {
  readonly trace: Trace;
  readonly copy: CopyReading;
  readonly layer: number;
  readonly isCurrent: boolean;
  readonly isLoss: boolean;
  readonly layout: UnrolledLayout;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** One copy, its box's left edge at x = 0: its boxes, the wires that leave it to the right and up, and the gradient that comes back on them. */
export const CopyDrawing = memo(function CopyDrawing(props: CopyDrawingProps) {
  const { trace, copy, layer, isCurrent, isLoss, layout, scale, theme } = props;
  const store = useAppStore();
  const symbol = visibleSymbol(useApp((state) => symbolAt(state, trace, copy.t)));
  const { boxWidth } = layout;
  const middle = boxWidth / 2;
  const lowest = layout.layers[layout.layers.length - 1];
  return (
    <g className="unrolled-copy" onClick={() => store.getState().moveTo(copy.t)}>
      <Predictions trace={trace} t={copy.t} x={middle - 34} layout={layout} />
      <path className="unrolled-plain" d={`M${middle} ${layout.symbol - 16}V${lowest.bottom}`} />
      {layout.layers.map((row, k) => {
        const above = k === 0 ? layout.out : layout.layers[k - 1].bottom;
        const gradient = isLoss && row.layer >= layer ? copy.gradH[row.layer] : null;
        return (
          <g key={row.layer}>
            <path className="unrolled-plain" d={`M${middle} ${row.top}V${above}`} />
            {gradient ? (
              <GradientArrow
                direction="down"
                x={middle}
                y={(row.top + above) / 2}
                length={row.top - above - 4}
                norm={gradient.norm}
                scale={scale}
                theme={theme}
              />
            ) : null}
            {gradient ? (
              <text className="unrolled-norm" x={middle + 13} y={(row.top + above) / 2 + 4}>
                {formatPower(gradient.norm, 2)}
              </text>
            ) : null}
            <rect
              className="unrolled-box"
              data-current={isCurrent || undefined}
              x={0}
              y={row.top}
              width={boxWidth}
              height={row.bottom - row.top}
              rx="4"
            />
            {row.states.length > 0 ? <Inside copy={copy} layout={layout} row={row} x={middle} /> : null}
            {row.states.map((state) => (
              <State key={state.channel} {...props} state={state} />
            ))}
          </g>
        );
      })}
      <text className="mono ink unrolled-symbol" x={middle} y={layout.symbol} textAnchor="middle">
        {symbol}
      </text>
      <text className={isCurrent ? 'ink unrolled-time' : ''} x={middle} y={layout.time} textAnchor="middle">
        {isCurrent ? `t = ${copy.t}` : copy.t}
      </text>
    </g>
  );
});

/** One state of the selected layer: its wire out of the copy, the valve that lets the old one through, its gradient. */
function State(props: CopyDrawingProps & { readonly state: StateRow }) {
  const { copy, layer, isLoss, layout, scale, theme, state } = props;
  const { channel, wire, arrow, norm, unit } = state;
  const { boxWidth, columnWidth } = layout;
  const value = channel === 'c' ? copy.c! : copy.h;
  const gradient = (channel === 'c' ? copy.gradC : copy.gradH)[layer];
  const gap = columnWidth - boxWidth;
  const middle = boxWidth + gap / 2;
  const carries = copy.valve !== null && (channel === 'c' || copy.c === null);
  const digits = gap >= 62 ? 2 : 1;
  return (
    <g>
      <Wire d={`M${boxWidth} ${wire}H${columnWidth}`} value={value} />
      <WireNumber x={middle} y={wire - 9} value={value} />
      {carries ? (
        <>
          <path className="unrolled-plain" d={`M0 ${wire}H${boxWidth}`} />
          <text className="mono ink" x={6} y={wire - 16}>
            {copy.c === null ? 'z' : 'f'}
          </text>
          <Valve x={boxWidth / 2} y={wire} value={copy.valve} theme={theme} />
        </>
      ) : null}
      {copy.valve === null ? (
        <text className="mono ink" x={boxWidth / 2} y={wire + 4} textAnchor="middle">
          {ACTIVATION_NAMES[props.trace.spec.nonlinearity]}
        </text>
      ) : null}
      {gradient && !isLoss ? (
        <>
          <GradientArrow
            direction="left"
            x={middle}
            y={arrow}
            length={gap - 8}
            norm={gradient.norm}
            scale={scale}
            theme={theme}
          />
          <text className="unrolled-norm" x={middle} y={norm} textAnchor="middle">
            {formatPower(gradient.norm, digits)}
          </text>
          <text
            className={`unrolled-share ${gradient.unit < 0 ? 'unrolled-negative' : gradient.unit > 0 ? 'unrolled-positive' : ''}`}
            x={middle}
            y={unit}
            textAnchor="middle"
          >
            {gradient.unit > 0 ? '+' : ''}
            {formatPower(gradient.unit, digits)}
          </text>
        </>
      ) : null}
    </g>
  );
}

/** A box narrower than this has no room for a letter and a number. */
const WRITABLE = 50;

/** The unit's other gates and its candidate, between the wires. */
function Inside(props: {
  readonly copy: CopyReading;
  readonly layout: UnrolledLayout;
  readonly row: LayerRow;
  readonly x: number;
}) {
  const { copy, layout, row, x } = props;
  if (layout.boxWidth < WRITABLE) return null;
  const first = row.states[0].wire + 36;
  return (
    <text className="mono unrolled-inside" x={x - 23} y={first}>
      {copy.inside.map(({ channel, value, isGate }, k) => (
        <tspan key={channel} x={x - 23} y={first + 15 * k}>
          {channel} {isGate ? ` ${formatFixed(value, 2)}` : formatSigned(value, 2)}
        </tspan>
      ))}
    </text>
  );
}

/** A gate on the wire of the state that it lets through. */
function Valve(props: { readonly x: number; readonly y: number; readonly value: number; readonly theme: Theme }) {
  const { x, y, value, theme } = props;
  return (
    <g>
      <circle cx={x} cy={y} r="15" fill={rampColour('gate', theme, value)} stroke="var(--ink)" />
      <text
        className="mono unrolled-valve"
        x={x}
        y={y + 4}
        textAnchor="middle"
        style={{ fill: textOn('gate', theme, value) }}
      >
        {formatFixed(value, 2).replace(/^0/, '')}
      </text>
    </g>
  );
}

/** The most probable next characters, the true one marked and in full ink. */
const Predictions = memo(function Predictions(props: {
  readonly trace: Trace;
  readonly t: number;
  readonly x: number;
  readonly layout: UnrolledLayout;
}) {
  const { trace, t, x, layout } = props;
  const symbols = useApp((state) => state.text?.symbols);
  const logits = logitsRow(trace, t);
  if (!logits) return null;
  const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
  const predictions = topPredictions(logits, truth, layout.predictionCount);
  return (
    <g className="unrolled-predictions">
      {predictions.map(({ token, probability, isTrue }, k) => {
        const y = layout.predictions + k * layout.predictionLine;
        return (
          <g key={token} data-true={isTrue || undefined}>
            <text x={x - 2} y={y} textAnchor="end">
              {isTrue ? '▸' : ''}
            </text>
            <text className="mono" x={x + 2} y={y}>
              {visibleSymbol(symbols?.[token] ?? '\ufffd')}
            </text>
            <rect x={x + 16} y={y - 9} width={Math.max(1, 28 * probability)} height="9" />
            <text x={x + 72} y={y} textAnchor="end">
              {formatFixed(probability, 2).replace(/^0/, '')}
            </text>
          </g>
        );
      })}
    </g>
  );
});
