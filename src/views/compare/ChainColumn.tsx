import { useUi } from '../StoreContext.tsx';
import { memo, type PointerEvent } from 'react';
import type { Chain, ChainPart } from '../../analysis/chain.ts';
import { bars, lagTicks } from '../../draw/lagPaths.ts';
import { formatCount, formatFixed, formatMagnitude, formatPower, formatSigned } from '../../draw/format.ts';
import { plotWidth } from '../../draw/pictureSizes.ts';
import { pixel } from '../../draw/stepLine.ts';
import { CELLS } from '../../engine/spec.ts';
import { GridLines } from '../chart/Axes.tsx';
import { Select } from '../ui/Select.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { type ChainRanges, describeNothing } from './chainParts.ts';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './ChainColumn.module.css';

const LEFT = 44;

interface ChainColumnProps {
  readonly compared: MeasuredModel<Chain>;
  readonly part: ChainPart;
  /** The number of lags with a bar. */
  readonly shown: number;
  /** The number of lags on the axis. */
  readonly lags: number;
  readonly ranges: ChainRanges;
  readonly width: number;
  /** Height of each of the two bar charts in pixels. */
  readonly height: number;
}

/** One model's chain: norms, signed shares and two checks. */
export const ChainColumn = memo(function ChainColumn(props: ChainColumnProps) {
  const { compared, part, shown, ranges, width } = props;
  const { model } = compared;
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const { shares } = part;
  return (
    <section
      className={styles.chainColumn}
      data-cell={model.hue}
      style={{ width }}
      aria-label={`Chain of the ${model.name}`}
    >
      <div className={`${pictureStyles.pictureHead} ${styles.chainHead}`}>
        <b className={pictureStyles.plotCellName}>{nameAtStep(model.name, compared)}</b>
        <Rows compared={compared} />
      </div>
      {shares === null ? (
        <p className={pictureStyles.pictureNote}>{describeNothing(part.weight, compared.of.t)}</p>
      ) : (
        <>
          <BarChart {...props} kind="norm" values={part.norms} low={0} high={ranges.norm} title="‖term‖" />
          <BarChart {...props} kind="share" values={shares} low={ranges.low} high={ranges.high} title="share" />
          <dl className={styles.chainChecks}>
            <div>
              <dt>‖∂L/∂W‖</dt>
              <dd>
                <b>{formatMagnitude(part.total)}</b>; the norms alone sum to {formatMagnitude(sum(part.norms))}
              </dd>
            </div>
            <div>
              <dt>shares</dt>
              <dd>
                lag 0: <b>{formatSigned(shares[0], 2)}</b> · lags 0–{shown - 1}:{' '}
                <b>{formatSigned(sum(shares.subarray(0, shown)), 2)}</b> · older:{' '}
                <b>{formatSigned(sum(shares.subarray(shown)), 2)}</b>
              </dd>
            </div>
            <div>
              <dt>checks</dt>
              <dd>
                terms sum to the gradient: deviation {formatMagnitude(part.deviation)} · shares sum to{' '}
                {formatFixed(sum(shares), 6)}
              </dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
});

/** The choice of the gate whose rows of the weight are shown. */
function Rows({ compared: { model, of } }: { readonly compared: MeasuredModel<Chain> }) {
  const [gates, setGates] = useUi('chainGates');
  const letters = CELLS[of.spec.cell].gates;
  if (letters.length === 1) return <span className={pictureStyles.pictureNote}>all rows</span>;
  return (
    <span className={pictureStyles.pictureControls}>
      <Select
        label="rows of"
        aria-label={`Rows of the ${model.name}'s weight`}
        value={gates[model.id] ?? -1}
        options={[[-1, 'all gates'], ...letters.map((letter, gate) => [gate, letter] as const)]}
        onChoose={(gate) => setGates({ ...gates, [model.id]: gate })}
      />
    </span>
  );
}

/** The end of an axis, in little room: `7.17`, `9·10⁻⁵`, `4·10¹³`. */
function axisEnd(norm: number): string {
  return norm >= 1e-3 && norm < 999.5 ? formatMagnitude(norm) : formatPower(norm, 1);
}

function BarChart(
  props: ChainColumnProps & {
    readonly kind: 'norm' | 'share';
    readonly values: Float64Array;
    readonly low: number;
    readonly high: number;
    readonly title: string;
  },
) {
  const { compared, part, shown, lags, kind, values, low, high, title, height } = props;
  const width = plotWidth(props.width, LEFT + 6);
  const barWidth = width / lags;
  const span = high - low || 1;
  const y = (value: number): number => ((high - value) / span) * height;
  const { up, down } = bars(values.subarray(0, shown), barWidth, y);
  const read = (event: PointerEvent<SVGSVGElement>): void => {
    const k = Math.floor((pointerOn(event.currentTarget, event).x - LEFT) / barWidth);
    const share = part.shares ? formatSigned(part.shares[k], 4) : '–';
    const text = `${nameAtStep(compared.model.name, compared)} lag ${formatCount(k)} · ‖term‖ ${formatMagnitude(part.norms[k])} · share ${share}`;
    showTooltip(k < 0 || k >= shown ? '' : text, event);
  };
  const ends = kind === 'norm' ? [0, high] : low < -0.15 * high ? [low, 0, high] : [0, high];
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${styles.chainBars}`}
      data-part="chain-bars"
      width={width + LEFT}
      height={height + 24}
      role="img"
      aria-label={`${kind === 'norm' ? 'Norm' : 'Signed share'} of the ${compared.model.name}'s terms at lags 0 to ${formatCount(shown - 1)}`}
      onPointerMove={read}
      onPointerLeave={hideTooltip}
    >
      <g transform={`translate(${LEFT} 6)`}>
        <rect width={width} height={height} fill="transparent" />
        <GridLines
          right={width}
          ticks={ends.map((value) => ({
            at: y(value),
            text: kind === 'norm' ? axisEnd(value) : formatSigned(value, 2),
          }))}
        />
        <path className={plotStyles.plotFloor} data-old={compared.isOld || undefined} d={up} />
        <path className={styles.chainAgainst} data-old={compared.isOld || undefined} d={down} />
        <path className={plotStyles.pictureAxis} d={`M0 ${pixel(y(0))}H${width}`} />
        <text x={width} y={14} textAnchor="end">
          {title}
        </text>
        {lagTicks(lags - 1, Math.floor(width / 60)).map((k) => (
          <text key={k} x={(k + 0.5) * barWidth} y={height + 15} textAnchor={k === lags - 1 ? 'end' : 'middle'}>
            {k === 0 ? 'lag 0' : formatCount(k)}
          </text>
        ))}
      </g>
    </svg>
  );
}
