import { memo, useMemo, useRef, type PointerEvent } from 'react';
import type { RecallAtLag } from '../../analysis/recall.ts';
import { formatFixed } from '../../draw/format.ts';
import { lagTicks } from '../../draw/lagChart.ts';
import { type ShareBin, shareBand, shareLine, shareScale } from '../../draw/shareChart.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import type { MemoryTask } from '../../samples/memoryTasks.ts';
import type { Recall, Slot } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';

/** One model's answers, by lag. */
export interface RecallLine extends Recall {
  readonly slot: Slot;
  readonly byLag: readonly RecallAtLag[];
}

export interface RecallChartProps {
  readonly lines: readonly RecallLine[];
  readonly task: MemoryTask;
  /** Longest lag of the training text. */
  readonly trainedTo: number;
  readonly unroll: number;
  readonly width: number;
  readonly height: number;
}

const LEFT = 40;
const RIGHT = 64;
const TOP = 8;
const BOTTOM = 36;

const shareOf = ({ accuracy, ...bin }: RecallAtLag): ShareBin => ({ ...bin, share: accuracy });

/** Share of right answers over the lag, one line per model with its 95 % interval, chance dashed. */
export const RecallChart = memo(function RecallChart(props: RecallChartProps) {
  const { lines, task, trainedTo, unroll } = props;
  const area = useRef<SVGSVGElement>(null);
  const width = Math.max(80, props.width - LEFT - RIGHT);
  const height = Math.max(80, props.height - TOP - BOTTOM);
  const longest = Math.max(trainedTo, ...lines.flatMap(({ byLag }) => byLag.map(({ to }) => to)));
  const scale = useMemo(() => shareScale(longest, width, height), [longest, width, height]);
  const { x, y } = scale;
  const drawn = useMemo(
    () => lines.map((line) => ({ line, bins: line.byLag.map(shareOf) })).filter(({ bins }) => bins.length > 0),
    [lines],
  );
  const ends = spreadLabels(
    drawn.map(({ bins }) => y(bins.at(-1)!.share)),
    15,
    4,
    height,
  );
  const reading = (event: PointerEvent): string => {
    const box = area.current!.getBoundingClientRect();
    const lag = ((event.clientX - box.left - LEFT) / width) * longest;
    const values = drawn.flatMap(({ line, bins }) => {
      const bin = bins.find(({ from, to }) => lag >= from - 0.5 && lag <= to + 0.5);
      if (!bin) return [];
      const span = bin.from === bin.to ? `lag ${bin.from}` : `lags ${bin.from} to ${bin.to}`;
      return [
        `${line.slot.name} ${span}: ${formatFixed(bin.share, 2)} (${formatFixed(bin.low, 2)} to ${formatFixed(bin.high, 2)})`,
      ];
    });
    return values.join('\n');
  };
  return (
    <svg
      ref={area}
      className="picture-svg"
      width={width + LEFT + RIGHT}
      height={height + TOP + BOTTOM}
      role="img"
      aria-label={`Share of right answers by lag up to ${longest} for ${lines.map(({ slot }) => slot.name).join(', ')}. The table gives the numbers.`}
    >
      <g
        transform={`translate(${LEFT} ${TOP})`}
        onPointerMove={(event) => {
          const text = reading(event);
          if (text) showTooltip(text, event.clientX, event.clientY);
          else hideTooltip();
        }}
        onPointerLeave={hideTooltip}
      >
        <rect width={width} height={height} fill="transparent" />
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <path className="picture-grid" d={`M0 ${Math.round(y(share)) + 0.5}H${width}`} />
            <text x={-8} y={y(share) + 4} textAnchor="end">
              {share}
            </text>
          </g>
        ))}
        {task.chance === null ? null : (
          <>
            <path className="lag-unroll" d={`M0 ${pixel(y(task.chance))}H${width}`} />
            <text x={4} y={y(task.chance) - 5}>
              guessing {formatFixed(task.chance, 2)}
            </text>
          </>
        )}
        <path className="lag-unroll" d={`M${pixel(x(trainedTo))} 0V${height}`} />
        <text x={x(trainedTo) - 5} y={height - 8} textAnchor="end">
          trained to {trainedTo}
        </text>
        {unroll < longest && Math.abs(x(unroll) - x(trainedTo)) > 90 ? (
          <>
            <path className="lag-unroll" d={`M${pixel(x(unroll))} 0V${height}`} />
            <text x={x(unroll) + 5} y={height - 8}>
              unroll {unroll}
            </text>
          </>
        ) : null}
        {drawn.map(({ line, bins }) => (
          <path key={line.slot.id} className="lag-band" {...cellMark(line.slot)} d={shareBand(bins, scale)} />
        ))}
        {drawn.map(({ line, bins }) => (
          <path key={line.slot.id} className="plot-line" {...cellMark(line.slot)} d={shareLine(bins, scale)} />
        ))}
        {drawn.map(({ line }, k) => (
          <text key={line.slot.id} className="plot-name" {...cellMark(line.slot)} x={width + 8} y={ends[k] + 4}>
            {line.slot.name}
          </text>
        ))}
        <path className="picture-axis" d={`M0 ${height + 0.5}H${width}`} />
        {lagTicks(longest, Math.floor(width / 56)).map((k) => (
          <text key={k} x={x(k)} y={height + 16} textAnchor="middle">
            {k}
          </text>
        ))}
        <text x={width / 2} y={height + 32} textAnchor="middle">
          lag, characters from what decides the answer to the answer
        </text>
      </g>
    </svg>
  );
});
