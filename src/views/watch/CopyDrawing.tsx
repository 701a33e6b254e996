import { memo } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatFixed, formatPower, formatSigned } from '../../draw/format.ts';
import { rampColour, textOn } from '../../draw/ramps.ts';
import { topPredictions } from '../../draw/softmax.ts';
import { codeOfSign, visibleSymbol } from '../../draw/symbols.ts';
import { logitsRow, type Trace } from '../../engine/trace.ts';
import { symbolAt } from '../ui/selectedTrace.ts';
import { useTheme } from '../theme.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Wire, WireNumber } from './DiagramParts.tsx';
import { ACTIVATION_NAMES } from './FormulaParts.tsx';
import { GradientArrow } from './GradientArrow.tsx';
import type { LayerRow, StateRow, UnrolledLayout } from './unrolledLayout.ts';
import type { CopyReading } from './unrolledReading.ts';
import plotStyles from '../chart/plot.module.css';
import unrolledPictureStyles from './UnrolledPicture.module.css';
import styles from './CopyDrawing.module.css';

interface CopyDrawingProps {
  readonly trace: Trace;
  readonly copy: CopyReading;
  readonly layer: number;
  readonly isCurrent: boolean;
  readonly isLoss: boolean;
  readonly layout: UnrolledLayout;
  readonly scale: ColourScale;
}

/**
 * One copy of the cell: its boxes, the wires that leave it to the right and upwards, and the gradient that comes back along
 * them. The left edge of its boxes is at x = 0.
 */
export const CopyDrawing = memo(function CopyDrawing(props: CopyDrawingProps) {
  const { trace, copy, layer, isCurrent, isLoss, layout, scale } = props;
  const store = useAppStore();
  const symbol = useApp((state) => visibleSymbol(symbolAt(state, trace, copy.t), state.text));
  const { boxWidth } = layout;
  const middle = boxWidth / 2;
  const lowest = layout.layers[layout.layers.length - 1];
  return (
    <g className={styles.unrolledCopy} onClick={() => store.getState().moveTo(copy.t)}>
      <Predictions trace={trace} t={copy.t} x={middle - 34} layout={layout} />
      <path className={unrolledPictureStyles.unrolledPlain} d={`M${middle} ${layout.symbol - 16}V${lowest.bottom}`} />
      {layout.layers.map((row, k) => {
        const above = k === 0 ? layout.out : layout.layers[k - 1].bottom;
        const gradient = isLoss && row.layer >= layer ? copy.gradH[row.layer] : null;
        return (
          <g key={row.layer}>
            <path className={unrolledPictureStyles.unrolledPlain} d={`M${middle} ${row.top}V${above}`} />
            {gradient ? (
              <GradientArrow
                direction="down"
                x={middle}
                y={(row.top + above) / 2}
                length={row.top - above - 4}
                norm={gradient.norm}
                scale={scale}
              />
            ) : null}
            {gradient ? (
              <text className={styles.unrolledNorm} x={middle + 13} y={(row.top + above) / 2 + 4}>
                {formatPower(gradient.norm, 2)}
              </text>
            ) : null}
            <rect
              className={styles.unrolledBox}
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
      <text
        className={`mono ${plotStyles.ink} ${styles.unrolledSymbol}`}
        x={middle}
        y={layout.symbol}
        textAnchor="middle"
      >
        {symbol}
      </text>
      <text
        className={isCurrent ? `${plotStyles.ink} ${styles.unrolledTime}` : ''}
        x={middle}
        y={layout.time}
        textAnchor="middle"
      >
        {isCurrent ? `t = ${formatCount(copy.t)}` : formatCount(copy.t)}
      </text>
    </g>
  );
});

/** One state of the selected layer: its wire out of the copy, the gate on the wire of the old state, its gradient. */
function State(props: CopyDrawingProps & { readonly state: StateRow }) {
  const { copy, layer, isLoss, layout, scale, state } = props;
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
          <path className={unrolledPictureStyles.unrolledPlain} d={`M0 ${wire}H${boxWidth}`} />
          <text className={`mono ${plotStyles.ink}`} x={6} y={wire - 16}>
            {copy.c === null ? 'z' : 'f'}
          </text>
          <Valve x={boxWidth / 2} y={wire} value={copy.valve} />
        </>
      ) : null}
      {copy.valve === null ? (
        <text className={`mono ${plotStyles.ink}`} x={boxWidth / 2} y={wire + 4} textAnchor="middle">
          {ACTIVATION_NAMES[props.trace.spec.nonlinearity]}
        </text>
      ) : null}
      {gradient && !isLoss ? (
        <>
          <GradientArrow direction="left" x={middle} y={arrow} length={gap - 8} norm={gradient.norm} scale={scale} />
          <text className={styles.unrolledNorm} x={middle} y={norm} textAnchor="middle">
            {formatPower(gradient.norm, digits)}
          </text>
          <text
            className={`${styles.unrolledShare} ${gradient.unit < 0 ? styles.unrolledNegative : gradient.unit > 0 ? styles.unrolledPositive : ''}`}
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

/** The least width of a box that has room for a letter and a number. */
const WRITABLE = 50;

/** The unit's other gates and its candidate, as numbers between the wires. */
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
    <text className={`mono ${styles.unrolledInside}`} x={x - 23} y={first}>
      {copy.inside.map(({ channel, value, isGate }, k) => (
        <tspan key={channel} x={x - 23} y={first + 15 * k}>
          {channel} {isGate ? ` ${formatFixed(value, 2)}` : formatSigned(value, 2)}
        </tspan>
      ))}
    </text>
  );
}

/** The gate that scales the old state, on the wire of that state. */
function Valve(props: { readonly x: number; readonly y: number; readonly value: number }) {
  const { x, y, value } = props;
  const theme = useTheme();
  return (
    <g>
      <circle cx={x} cy={y} r="15" fill={rampColour('gate', theme, value)} stroke="var(--ink)" />
      <text
        className={`mono ${styles.unrolledValve}`}
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

/** The most probable next characters. The true one is marked. */
const Predictions = memo(function Predictions(props: {
  readonly trace: Trace;
  readonly t: number;
  readonly x: number;
  readonly layout: UnrolledLayout;
}) {
  const { trace, t, x, layout } = props;
  const text = useApp((state) => state.text);
  const logits = logitsRow(trace, t);
  if (!logits) return null;
  const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
  const predictions = topPredictions(logits, truth, layout.predictionCount);
  return (
    <g className={styles.unrolledPredictions}>
      {predictions.map(({ token, probability, isTrue }, k) => {
        const y = layout.predictions + k * layout.predictionLine;
        return (
          <g key={token} data-true={isTrue || undefined}>
            <PredictedSymbol sign={visibleSymbol(text?.symbols[token] ?? '\ufffd', text)} isTrue={isTrue} x={x} y={y} />
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

/** A predicted character. The digits of a code point are smaller and extend to the left. */
function PredictedSymbol(props: {
  readonly sign: string;
  readonly isTrue: boolean;
  readonly x: number;
  readonly y: number;
}) {
  const { sign, isTrue, x, y } = props;
  const code = codeOfSign(sign);
  return (
    <>
      <text x={code === null ? x - 2 : x + 11 - 6 * code.length} y={y} textAnchor="end">
        {isTrue ? '▸' : ''}
      </text>
      {code === null ? (
        <text className="mono" x={x + 2} y={y}>
          {sign}
        </text>
      ) : (
        <text className="mono" x={x + 13} y={y} textAnchor="end" style={{ fontSize: 10 }}>
          {code}
        </text>
      )}
    </>
  );
}
