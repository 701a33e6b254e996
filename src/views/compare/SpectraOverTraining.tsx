import { memo, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { BlockSpectrum } from '../../analysis/spectra.ts';
import { formatCount, formatMagnitude, formatTick } from '../../draw/format.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import { nearestRow, stepAxis, type StepValues } from '../../draw/waterfall.ts';
import { cellMark } from '../cellMark.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { FALL_LEFT } from './WaterfallMap.tsx';
import type { FallingModel } from './waterfallRows.ts';

const TOP = 24;
const BOTTOM = 34;
const RIGHT = 66;
const LABEL_DISTANCE = 12.5;

type Measured = Pick<FallingModel, 'moments' | 'layer'>;

interface SpectrumLine extends StepValues {
  readonly of: 'σ' | 'ρ';
  readonly name: string;
}

export interface SpectraOverTrainingProps {
  readonly model: FallingModel;
  /** All models, for the axes that they share. */
  readonly all: readonly Measured[];
  /** Training step of the framed row. */
  readonly framed: number;
  readonly width: number;
  readonly height: number;
}

/** σ_max and spectral radius of every gate's block of W_hh against the training step. */
export const SpectraOverTraining = memo(function SpectraOverTraining(props: SpectraOverTrainingProps) {
  const { model, all, framed } = props;
  const { slot, layer } = model;
  const width = Math.max(60, props.width - FALL_LEFT - RIGHT);
  const height = Math.max(60, props.height - TOP - BOTTOM);
  const area = useRef<SVGSVGElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const lines = useMemo(() => linesOf(model), [model]);
  const axis = useMemo(() => stepAxis(all.flatMap(linesOf), width, height), [all, width, height]);
  const ends = useMemo(
    () =>
      spreadLabels(
        lines.map(({ values }) => axis.y(values.at(-1) ?? 1)),
        LABEL_DISTANCE,
        2,
        height + 4,
      ),
    [lines, axis, height],
  );
  const read = (event: PointerEvent): void => {
    const found = momentAt(model, axis.x, event.clientX - area.current!.getBoundingClientRect().left - FALL_LEFT);
    setHover(found?.step ?? null);
    if (!found) return;
    const blocks = found.blocks.filter((block) => block.layer === layer).map((block) => blockReading(block, slot.cell));
    showTooltip(`${slot.name} step ${formatCount(found.step)}\n${blocks.join('\n')}`, event.clientX, event.clientY);
  };
  const mark = hover ?? framed;
  return (
    <svg
      ref={area}
      className="picture-svg"
      {...cellMark(slot)}
      width={width + FALL_LEFT + RIGHT}
      height={height + TOP + BOTTOM}
      role="img"
      aria-label={`${slot.name}: largest singular value and spectral radius of the blocks of W_hh against the training step. The table gives the numbers.`}
      onPointerMove={read}
      onPointerLeave={() => {
        setHover(null);
        hideTooltip();
      }}
    >
      <g transform={`translate(${FALL_LEFT} ${TOP})`}>
        <rect width={width} height={height} fill="transparent" />
        <text x={0} y={-10}>
          W<tspan className="fall-sub">hh</tspan>: σ max solid, ρ = max |λ| dashed
        </text>
        {axis.yTicks.map((value) => (
          <g key={value}>
            <path
              className={value === 1 ? 'fall-one' : 'picture-grid'}
              d={`M0 ${Math.round(axis.y(value)) + 0.5}H${width}`}
            />
            <text x={-6} y={axis.y(value) + 4} textAnchor="end">
              {formatTick(value)}
            </text>
          </g>
        ))}
        <path className="fall-mark" d={`M${pixel(axis.x(mark))} 0V${height}`} />
        {lines.map((line) => (
          <path
            key={line.name}
            className="plot-line"
            data-stroke={line.of === 'σ' ? 'solid' : 'dashed'}
            d={axis.path(line)}
          />
        ))}
        {lines.map((line, k) => (
          <text key={line.name} className="plot-name fall-name" x={width + 6} y={ends[k] + 4}>
            {line.name} {formatMagnitude(line.values.at(-1) ?? Number.NaN)}
          </text>
        ))}
        <path className="picture-axis" d={`M0 ${height + 0.5}H${width}`} />
        {axis.xTicks.map((step) => (
          <text key={step} x={axis.x(step)} y={height + 15} textAnchor="middle">
            {formatTick(step)}
          </text>
        ))}
        <text x={width / 2} y={height + 29} textAnchor="middle">
          training step
        </text>
      </g>
    </svg>
  );
});

/** Lines of one model's layer: σ_max of every block, then the radii that were computed. */
function linesOf({ moments, layer }: Measured): readonly SpectrumLine[] {
  const measured = moments.filter((moment) => moment !== null);
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

function momentAt({ moments }: FallingModel, x: (step: number) => number, at: number): FallingModel['moments'][number] {
  const measured = moments.filter((moment) => moment !== null);
  const row = nearestRow(
    measured.map(({ step }) => x(step)),
    at,
  );
  return measured[row] ?? null;
}

/** "W_hf σ 3.21 (middle half 0.41 to 1.13) ρ 1.40" */
function blockReading({ gate, sigma, quartiles, radius }: BlockSpectrum, cell: string): string {
  const middle = quartiles ? ` (middle half ${formatMagnitude(quartiles[0])} to ${formatMagnitude(quartiles[2])})` : '';
  const rho = radius === null ? '' : ` · ρ ${formatMagnitude(radius)}`;
  return `W_h${cell === 'rnn' ? 'h' : gate} σ ${formatMagnitude(sigma)}${middle}${rho}`;
}
