/** Small pictures of what the three questions open. */
import { rampColour } from '../../draw/ramps.ts';
import { useTheme } from '../theme.ts';
import { FIGURES } from './figures.ts';
import styles from './QuestionCards.module.css';

const WIDTH = 148;
const HEIGHT = 84;

/** Decades of the axis of gradient norms. */
const DECADES = 10;

/** Gradient norms by lag on a log axis, before training. */
export function ReachThumbnail() {
  const { reach } = FIGURES;
  const last = reach[0]!.before.length - 1;
  const path = (norms: readonly number[]): string =>
    norms
      .map((norm, k) => {
        const down = Math.min(1, Math.max(0, -Math.log10(Math.max(norm, 1e-30)) / DECADES));
        return `${k === 0 ? 'M' : 'L'}${((k / last) * WIDTH).toFixed(1)} ${(4 + down * (HEIGHT - 8)).toFixed(1)}`;
      })
      .join('');
  return (
    <svg className={styles.thumbnail} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={`M0.5 0V${HEIGHT - 0.5}H${WIDTH}`} fill="none" stroke="var(--rule2)" />
      {reach.map(({ cell, before }) => (
        <path
          key={cell}
          data-cell={cell}
          d={path(before)}
          fill="none"
          stroke="var(--cell)"
          strokeWidth="2.5"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}

/** The state of the counting cell as a line, and above it its forget gate in shades. */
export function ForgetGateThumbnail() {
  const { gate, state } = FIGURES.gate;
  const theme = useTheme();
  const [low, high] = [Math.min(...state), Math.max(...state)];
  const step = WIDTH / state.length;
  const y = (value: number): number => 26 + (1 - (value - low) / (high - low)) * (HEIGHT - 30);
  const d = state.map((value, k) => `${k === 0 ? 'M' : 'L'}${((k + 0.5) * step).toFixed(1)} ${y(value).toFixed(1)}`);
  return (
    <svg className={styles.thumbnail} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {gate.map((value, k) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- The place in the text is what tells them apart.
          key={k}
          x={k * step}
          width={step + 0.3}
          height="16"
          fill={rampColour('gate', theme, value)}
        />
      ))}
      <path d={d.join('')} fill="none" stroke="var(--ink)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

/** Characters of one line of the small text, and its lines. They begin before a quotation ends. */
const COLUMNS = 14;
const LINES = 4;
const FIRST = 28;

/** A text in the colours of the quote cell. */
export function TextThumbnail() {
  const symbols = Array.from(FIGURES.text.symbols).slice(FIRST, FIRST + COLUMNS * LINES);
  const values = FIGURES.text.values.slice(FIRST, FIRST + COLUMNS * LINES);
  const theme = useTheme();
  const most = Math.max(...values.map(Math.abs));
  const [width, height] = [WIDTH / COLUMNS, HEIGHT / LINES];
  return (
    <svg className={styles.thumbnail} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {symbols.map((symbol, k) => {
        const [x, y] = [(k % COLUMNS) * width, Math.floor(k / COLUMNS) * height];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- The place in the text is what tells them apart.
          <g key={k}>
            <rect
              x={x}
              y={y}
              width={width + 0.3}
              height={height + 0.3}
              fill={rampColour('signed', theme, 0.5 + values[k]! / most / 2)}
            />
            <text
              x={x + width / 2}
              y={y + height - 5}
              textAnchor="middle"
              fontSize="12"
              fontFamily="var(--mono)"
              fill="var(--ink)"
            >
              {symbol.trim()}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
