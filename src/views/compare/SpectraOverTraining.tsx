import { memo, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { BlockSpectrum } from '../../analysis/spectra.ts';
import { formatCount, formatMagnitude, formatTick } from '../../draw/format.ts';
import { plotHeight, plotWidth } from '../../draw/pictureSizes.ts';
import { pixel } from '../../draw/stepLine.ts';
import { nearestRow, stepAxis, type StepValues } from '../../draw/waterfall.ts';
import { BottomAxis, GridLines } from '../chart/Axes.tsx';
import { EndNames } from '../chart/EndNames.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { FALL_LEFT } from './WaterfallMap.tsx';
import type { FallingModel } from './waterfallRows.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import plotStyles from '../chart/plot.module.css';
import styles from './SpectraOverTraining.module.css';

const TOP = 24;
const BOTTOM = 34;
const RIGHT = 66;
const LABEL_DISTANCE = 12.5;

type Measured = Pick<FallingModel, 'checkpointMetrics' | 'layer'>;

interface SpectrumLine extends StepValues {
  readonly of: 'σ' | 'ρ';
  readonly name: string;
}

export interface SpectraOverTrainingProps {
  readonly compared: FallingModel;
  /** All models, which share the axes. */
  readonly all: readonly Measured[];
  /** The training step of the framed row. */
  readonly framed: number;
  readonly width: number;
  readonly height: number;
}

/** σ_max and spectral radius of every gate's block of W_hh over the training step. */
export const SpectraOverTraining = memo(function SpectraOverTraining(props: SpectraOverTrainingProps) {
  const { compared, all, framed } = props;
  const { model, layer } = compared;
  const width = plotWidth(props.width, FALL_LEFT + RIGHT);
  const height = plotHeight(props.height, TOP + BOTTOM);
  const area = useRef<SVGSVGElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const lines = useMemo(() => linesOf(compared), [compared]);
  const axis = useMemo(() => stepAxis(all.flatMap(linesOf), width, height), [all, width, height]);
  const read = (event: PointerEvent): void => {
    const found = metricsAt(compared, axis.x, pointerOn(area.current!, event).x - FALL_LEFT);
    setHover(found?.step ?? null);
    if (!found) return;
    const blocks = found.blocks.filter((block) => block.layer === layer).map((block) => blockReading(block));
    showTooltip(`${model.name} step ${formatCount(found.step)}\n${blocks.join('\n')}`, event);
  };
  const mark = hover ?? framed;
  return (
    <svg
      ref={area}
      className={plotStyles.pictureSvg}
      data-cell={model.hue}
      width={width + FALL_LEFT + RIGHT}
      height={height + TOP + BOTTOM}
      role="img"
      aria-label={`${model.name}: largest singular value and spectral radius of the blocks of W_hh against the training step. The table gives the numbers.`}
      onPointerMove={read}
      onPointerLeave={() => {
        setHover(null);
        hideTooltip();
      }}
    >
      <g transform={`translate(${FALL_LEFT} ${TOP})`}>
        <rect width={width} height={height} fill="transparent" />
        <text x={0} y={-10}>
          W<tspan className={styles.fallSub}>hh</tspan>: σ max solid, ρ = max |λ| dashed
        </text>
        <GridLines
          right={width}
          ticks={axis.yTicks.map((value) => ({
            at: axis.y(value),
            text: formatTick(value),
            className: value === 1 ? styles.fallOne : undefined,
          }))}
        />
        <path className={plotStyles.fallMark} d={`M${pixel(axis.x(mark))} 0V${height}`} />
        {lines.map((line) => (
          <path
            key={line.name}
            className={plotStyles.plotLine}
            data-stroke={line.of === 'σ' ? 'solid' : 'dashed'}
            d={axis.path(line)}
          />
        ))}
        <EndNames
          className={`${plotStyles.plotName} ${styles.fallName}`}
          data-part="plot-name"
          ends={lines.map(({ name, values }) => ({
            name,
            y: axis.y(values.at(-1) ?? 1),
            shown: `${name} ${formatMagnitude(values.at(-1) ?? Number.NaN)}`,
          }))}
          x={width + 6}
          distance={LABEL_DISTANCE}
          top={2}
          bottom={height - 6}
        />
        <BottomAxis
          y={height}
          right={width}
          drop={15}
          titleDrop={29}
          ticks={axis.xTicks.map((step) => ({ at: axis.x(step), text: formatTick(step) }))}
          title="training step"
        />
      </g>
    </svg>
  );
});

/** The lines of one model's layer: σ_max of every block, and the radii that were computed. */
function linesOf({ checkpointMetrics, layer }: Measured): readonly SpectrumLine[] {
  const measured = checkpointMetrics.filter((metrics) => metrics !== null);
  const steps = measured.map(({ step }) => step);
  const ofLayer = measured.map(({ blocks }) => blocks.filter((block) => block.layer === layer));
  const gates = ofLayer[0]?.map(({ gate }) => gate) ?? [];
  const line = (of: 'σ' | 'ρ', k: number, value: (block: BlockSpectrum) => number): SpectrumLine => ({
    of,
    name: gates.length > 1 ? `${of} ${gates[k]}` : of,
    steps,
    values: ofLayer.map((blocks) => value(blocks[k])),
  });
  return gates.flatMap((_, k) => {
    const sigma = line('σ', k, (block) => block.sigma);
    return ofLayer[0][k].radius === null ? [sigma] : [sigma, line('ρ', k, (block) => block.radius ?? Number.NaN)];
  });
}

function metricsAt(
  { checkpointMetrics }: FallingModel,
  x: (step: number) => number,
  at: number,
): FallingModel['checkpointMetrics'][number] {
  const measured = checkpointMetrics.filter((metrics) => metrics !== null);
  const row = nearestRow(
    measured.map(({ step }) => x(step)),
    at,
  );
  return measured[row] ?? null;
}

/** "W_hf σ 3.21 (middle half 0.41 to 1.13) ρ 1.40" */
function blockReading({ gate, sigma, quartiles, radius }: BlockSpectrum): string {
  const middle = quartiles ? ` (middle half ${formatMagnitude(quartiles[0])} to ${formatMagnitude(quartiles[2])})` : '';
  const rho = radius === null ? '' : ` · ρ ${formatMagnitude(radius)}`;
  return `W_h${gate} σ ${formatMagnitude(sigma)}${middle}${rho}`;
}
