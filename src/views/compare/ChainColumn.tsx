import { memo, type PointerEvent } from 'react';
import type { Chain, ChainPart } from '../../analysis/chain.ts';
import { bars, lagTicks } from '../../draw/lagChart.ts';
import { formatFixed, formatMagnitude, formatSigned } from '../../draw/format.ts';
import { pixel } from '../../draw/stepLine.ts';
import { GATES } from '../../engine/spec.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import type { ChainRanges } from './chainParts.ts';
import { setLagOptions, useLagOptions } from './lagOptions.ts';
import type { MeasuredModel } from './measured.ts';

const LEFT = 44;

interface ChainColumnProps {
  readonly model: MeasuredModel<Chain>;
  readonly part: ChainPart;
  /** Lags with a bar. */
  readonly shown: number;
  readonly ranges: ChainRanges;
  readonly width: number;
  /** Pixels of each of the two bar charts. */
  readonly height: number;
}

/** One model's chain: norms, signed shares, and both checks. */
export const ChainColumn = memo(function ChainColumn(props: ChainColumnProps) {
  const { model, part, shown, ranges, width, height } = props;
  const { slot } = model;
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const within = sum(part.shares.subarray(0, shown));
  const older = sum(part.shares.subarray(shown));
  const isNothing = part.total === 0;
  return (
    <section className="chain-column" data-cell={slot.hue} aria-label={`Chain of the ${slot.name}`}>
      <div className="picture-head">
        <b className="plot-cell-name">{slot.name}</b>
        <Rows model={model} />
      </div>
      {isNothing ? (
        <p className="picture-note">
          This gradient is 0: at the first character there is no state before it for W<sub>hh</sub> to meet.
        </p>
      ) : (
        <>
          <BarChart
            {...props}
            kind="norm"
            values={part.norms}
            low={0}
            high={ranges.norm}
            title="‖term‖"
            height={height}
            width={width}
          />
          <BarChart
            {...props}
            kind="share"
            values={part.shares}
            low={ranges.low}
            high={ranges.high}
            title="share"
            height={height}
            width={width}
          />
          <dl className="chain-checks">
            <div>
              <dt>‖∂L/∂W‖</dt>
              <dd>
                <b>{formatMagnitude(part.total)}</b>; the norms alone sum to {formatMagnitude(sum(part.norms))}
              </dd>
            </div>
            <div>
              <dt>shares</dt>
              <dd>
                lag 0: <b>{formatSigned(part.shares[0], 2)}</b> · lags 0–{shown - 1}: <b>{formatSigned(within, 2)}</b> ·
                older: <b>{formatSigned(older, 2)}</b>
              </dd>
            </div>
            <div>
              <dt>checks</dt>
              <dd>
                terms sum to the gradient: deviation {formatDeviation(part.deviation)} · shares sum to{' '}
                {formatFixed(within + older, 6)}
              </dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
});

/** `3.1·10⁻¹⁶`, or `0` */
function formatDeviation(deviation: number): string {
  return formatMagnitude(deviation);
}

/** Which gate's rows of the weight. */
function Rows({ model: { slot, of } }: { readonly model: MeasuredModel<Chain> }) {
  const { gates } = useLagOptions();
  const letters = GATES[of.spec.cell];
  if (letters.length === 1) return <span className="picture-note">all rows</span>;
  return (
    <span className="picture-controls">
      <label>
        rows of
        <select
          aria-label={`Rows of the ${slot.name}'s weight`}
          value={gates[slot.id] ?? -1}
          onChange={(event) => setLagOptions({ gates: { ...gates, [slot.id]: Number(event.target.value) } })}
        >
          <option value={-1}>all gates</option>
          {letters.map((letter, gate) => (
            <option key={letter} value={gate}>
              {letter}
            </option>
          ))}
        </select>
      </label>
    </span>
  );
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
  const { model, part, shown, kind, values, low, high, title, height } = props;
  const { chainLags } = useLagOptions();
  const width = Math.max(60, props.width - LEFT - 6);
  const barWidth = width / chainLags;
  const span = high - low || 1;
  const y = (value: number): number => ((high - value) / span) * height;
  const { up, down } = bars(values.subarray(0, shown), barWidth, y);
  const read = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const k = Math.floor((event.clientX - box.left - LEFT) / barWidth);
    if (k < 0 || k >= shown) {
      hideTooltip();
      return;
    }
    showTooltip(
      `${model.slot.name} lag ${k} · ‖term‖ ${formatMagnitude(part.norms[k])} · share ${formatSigned(part.shares[k], 4)}`,
      event.clientX,
      event.clientY,
    );
  };
  const ends = kind === 'norm' ? [0, high] : low < -0.15 * high ? [low, 0, high] : [0, high];
  return (
    <svg
      className="picture-svg chain-bars"
      width={width + LEFT}
      height={height + 24}
      role="img"
      aria-label={`${kind === 'norm' ? 'Norm' : 'Signed share'} of the ${model.slot.name}'s terms at lags 0 to ${shown - 1}`}
      onPointerMove={read}
      onPointerLeave={hideTooltip}
    >
      <g transform={`translate(${LEFT} 6)`}>
        <rect width={width} height={height} fill="transparent" />
        {ends.map((value) => (
          <g key={value}>
            <path className="picture-grid" d={`M0 ${Math.round(y(value)) + 0.5}H${width}`} />
            <text x={-6} y={y(value) + 4} textAnchor="end">
              {kind === 'norm' ? formatMagnitude(value) : formatSigned(value, 2)}
            </text>
          </g>
        ))}
        <path className="plot-floor" d={up} />
        <path className="chain-against" d={down} />
        <path className="picture-axis" d={`M0 ${pixel(y(0))}H${width}`} />
        <text x={width} y={14} textAnchor="end">
          {title}
        </text>
        {lagTicks(chainLags, Math.floor(width / 60)).map((k) => (
          <text key={k} x={(k + 0.5) * barWidth} y={height + 15} textAnchor={k === chainLags ? 'end' : 'middle'}>
            {k === 0 ? 'lag 0' : k}
          </text>
        ))}
      </g>
    </svg>
  );
}
