import { createContext, use, type ReactNode } from 'react';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { rampColour, textOn } from '../../draw/ramps.ts';
import { useTheme } from '../theme.ts';
import plotStyles from '../chart/plot.module.css';
import styles from './DiagramParts.module.css';

/** The grid on which all cells are drawn, so that a switch between cells shows what differs. In units of the drawing. */
export const GRID = {
  width: 384,
  height: 238,
  /** The top of the drawing; the space above it is empty. */
  top: 16,
  /** The line that carries the memory. */
  state: 40,
  /** Where a gate multiplies the candidate. */
  meet: 116,
  /** Where the output gate multiplies tanh c. */
  expose: 124,
  /** Middles of the discs. */
  discs: 180,
  /** The rail with the inputs of every disc. */
  rail: 222,
  /** Columns: forget or update, input, sum, candidate, output or reset. */
  keep: 88,
  input: 152,
  sum: 192,
  candidate: 232,
  last: 300,
} as const;

export const RADIUS = 20;

/** Opacity of the parts of the update that are not emphasised. */
export const DIMMED = 0.22;

/** Size of the strips of all units: in place of a disc (gate), and of a number on a wire. */
export const STRIP = { width: 56, gate: 40, wire: 14 } as const;

/** Whether the drawing shows all units: strips replace the numbers, and wires have no colour. */
export const AllUnits = createContext(false);

export function Part(props: { readonly on: boolean; readonly children: ReactNode }) {
  return <g opacity={props.on ? 1 : DIMMED}>{props.children}</g>;
}

function signTone(value: number): string {
  if (Math.abs(value) < 0.005 || Number.isNaN(value)) return 'var(--rule2)';
  return value < 0 ? 'var(--neg)' : 'var(--pos)';
}

function numberTone(value: number): string {
  return Math.abs(value) < 0.005 || Number.isNaN(value) ? 'var(--ink2)' : signTone(value);
}

/** The wire of a signed value. Its width grows with |value|; its colour is the sign. */
export function Wire(props: { readonly d: string; readonly value: number }) {
  const value = use(AllUnits) ? 0 : props.value;
  const size = Math.min(1, Math.abs(value) / 1.5) || 0;
  return (
    <path
      d={props.d}
      fill="none"
      stroke={signTone(value)}
      strokeWidth={(1.25 + 3.5 * size).toFixed(2)}
      strokeLinejoin="round"
    />
  );
}

/** The wire of a gate. Its width grows with the value. */
export function GateWire(props: { readonly d: string; readonly value: number }) {
  const isNeutral = use(AllUnits);
  const size = isNeutral ? 0 : Math.min(1, Math.max(0, props.value)) || 0;
  return (
    <path
      d={props.d}
      fill="none"
      stroke={isNeutral ? 'var(--rule2)' : 'var(--ink2)'}
      strokeWidth={(1 + 2.5 * size).toFixed(2)}
      strokeLinejoin="round"
    />
  );
}

export function Arrow(props: { readonly x: number; readonly y: number; readonly value: number }) {
  const { x, y } = props;
  const value = use(AllUnits) ? 0 : props.value;
  return <path d={`M${x - 7} ${y - 5}L${x + 2} ${y}L${x - 7} ${y + 5}Z`} fill={signTone(value)} />;
}

/** A signed number beside a wire. */
export function WireNumber(props: {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}) {
  if (use(AllUnits)) return null;
  return (
    <text
      className={`mono ${styles.diagramNumber}`}
      x={props.x}
      y={props.y}
      textAnchor={props.anchor ?? 'middle'}
      style={{ fill: numberTone(props.value) }}
    >
      {formatSigned(props.value, 2)}
    </text>
  );
}

/** A gate or a candidate: a disc with its value, coloured as in the maps. */
export function Disc(props: {
  readonly x: number;
  readonly y?: number;
  readonly letter: string;
  readonly value: number;
  readonly kind: 'gate' | 'signed';
}) {
  const { x, letter, value, kind } = props;
  const theme = useTheme();
  const y = props.y ?? GRID.discs;
  const position = kind === 'gate' ? value : (value + 1) / 2;
  if (use(AllUnits)) {
    return (
      <g>
        <rect
          x={x - STRIP.width / 2 - 1}
          y={y - STRIP.gate / 2 - 1}
          width={STRIP.width + 2}
          height={STRIP.gate + 2}
          fill="var(--paper)"
          stroke="var(--ink)"
        />
        <text className={`mono ${styles.diagramLetter}`} x={x - STRIP.width / 2} y={y - STRIP.gate / 2 - 5}>
          {letter}
        </text>
      </g>
    );
  }
  return (
    <g>
      <circle
        cx={x}
        cy={y}
        r={RADIUS}
        fill={rampColour(kind, theme, position)}
        stroke="var(--ink)"
        strokeWidth="1.25"
      />
      <text
        className="mono"
        x={x}
        y={y + 4.5}
        textAnchor="middle"
        style={{ fill: textOn(kind, theme, position), fontSize: kind === 'gate' ? 13.5 : 12, fontWeight: 600 }}
      >
        {kind === 'gate' ? formatFixed(value, 2) : formatSigned(value, 2)}
      </text>
      <text className={`mono ${styles.diagramLetter}`} x={x - RADIUS - 4} y={y - RADIUS + 4} textAnchor="end">
        {letter}
      </text>
    </g>
  );
}

/** An elementwise product or sum. */
export function Operation(props: { readonly x: number; readonly y: number; readonly sign: '×' | '+' }) {
  const { x, y } = props;
  const d =
    props.sign === '+'
      ? `M${x - 5} ${y}H${x + 5}M${x} ${y - 5}V${y + 5}`
      : `M${x - 3.6} ${y - 3.6}L${x + 3.6} ${y + 3.6}M${x + 3.6} ${y - 3.6}L${x - 3.6} ${y + 3.6}`;
  return (
    <g>
      <circle cx={x} cy={y} r="9.5" fill="var(--paper)" stroke="var(--ink)" strokeWidth="1.25" />
      <path d={d} stroke="var(--ink)" strokeWidth="1.5" />
    </g>
  );
}

/** A box with the name of a function or of a product. */
export function Box(props: { readonly x: number; readonly y: number; readonly width: number; readonly text: string }) {
  const { x, y, width } = props;
  return (
    <g>
      <rect
        x={x - width / 2}
        y={y - 10}
        width={width}
        height="20"
        rx="3"
        fill="var(--paper)"
        stroke="var(--ink)"
        strokeWidth="1.25"
      />
      <text className={`mono ${plotStyles.ink}`} x={x} y={y + 4} textAnchor="middle">
        {props.text}
      </text>
    </g>
  );
}

/** A letter with its timestep as an index. */
export function Symbol(props: {
  readonly x: number;
  readonly y: number;
  readonly letter: string;
  readonly at: 't' | 't−1';
  readonly anchor?: 'start' | 'end';
  readonly equals?: string;
}) {
  return (
    <text x={props.x} y={props.y} textAnchor={props.anchor ?? 'start'}>
      <tspan className={`mono ${plotStyles.ink}`} style={{ fontWeight: 700, fontSize: 13 }}>
        {props.letter}
      </tspan>
      <tspan style={{ fontSize: 12 }} dy="3">
        {props.at}
      </tspan>
      {props.equals === undefined ? null : (
        <>
          <tspan dy="-3"> = </tspan>
          <tspan className={`mono ${plotStyles.ink}`} style={{ fontSize: 13 }}>
            {props.equals}
          </tspan>
        </>
      )}
    </text>
  );
}

/** The rail below the discs: all of them read x_t and h_{t−1}. `reach` is the length of its stems. */
export function InputRail(props: {
  readonly discs: readonly number[];
  readonly symbol: string;
  readonly reach?: number;
}) {
  const right = Math.max(...props.discs);
  const reach = props.reach ?? GRID.rail - GRID.discs - RADIUS;
  const stems = props.discs.map((x) => `M${x} ${GRID.rail}v${-reach}`).join('');
  return (
    <g>
      <path d={`M50 ${GRID.rail}H${right}${stems}`} fill="none" stroke="var(--rule2)" strokeWidth="1.25" />
      <Symbol x={0} y={GRID.rail - 4} letter="x" at="t" equals={props.symbol} />
      <Symbol x={0} y={GRID.rail + 13} letter="h" at="t−1" />
    </g>
  );
}
