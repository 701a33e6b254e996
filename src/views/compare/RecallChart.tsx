import { memo, useMemo, type SVGProps } from 'react';
import type { RecallAtLag } from '../../analysis/recall.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { lagTicks } from '../../draw/lagPaths.ts';
import { type ShareBin, shareBand, shareLine, shareScale } from '../../draw/shareChart.ts';
import { pixel } from '../../draw/stepLine.ts';
import type { MemoryTask } from '../../samples/memoryTasks.ts';
import type { Recall } from '../../state/results.ts';
import { useUnroll } from './comparedModels.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { layOutNamedPlot, NamedPlot } from '../chart/NamedPlot.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { type MarkedStep, nameAtStep } from './comparedSteps.ts';
import plotStyles from '../chart/plot.module.css';
import lagChartStyles from './LagChart.module.css';

/** One model's answers by lag. */
export interface RecallLine extends Recall, MarkedStep {
  readonly model: ModelIdentity;
  readonly byLag: readonly RecallAtLag[];
}

export interface RecallChartProps {
  readonly lines: readonly RecallLine[];
  readonly task: MemoryTask;
  /** The longest lag of the training text. */
  readonly trainedTo: number;
  readonly width: number;
  readonly height: number;
}

const LEFT = 40;

const nameOf = (line: RecallLine): string => nameAtStep(line.model.name, line);

const shareOf = ({ accuracy, ...bin }: RecallAtLag): ShareBin => ({ ...bin, share: accuracy });

/** The share of right answers over the lag: one line per model with its 95 % interval, and chance as a dashed line. */
export const RecallChart = memo(function RecallChart(props: RecallChartProps) {
  const { lines, task, trainedTo } = props;
  const unroll = useUnroll();
  const layout = layOutNamedPlot(lines.map(nameOf), props, LEFT);
  const { width, height, right } = layout;
  const longest = Math.max(trainedTo, ...lines.flatMap(({ byLag }) => byLag.map(({ to }) => to)));
  const scale = useMemo(() => shareScale(longest, width, height), [longest, width, height]);
  const { x, y } = scale;
  const drawn = useMemo(
    () => lines.map((line) => ({ line, bins: line.byLag.map(shareOf) })).filter(({ bins }) => bins.length > 0),
    [lines],
  );
  // Their names are painted over the models' lines.
  const references: { readonly name: string; readonly d: string; readonly at: SVGProps<SVGTextElement> }[] = [
    {
      name: `trained to ${formatCount(trainedTo)}`,
      d: `M${pixel(x(trainedTo))} 0V${height}`,
      at: { x: x(trainedTo) - 5, y: height - 8, textAnchor: 'end' },
    },
  ];
  if (task.chance !== null) {
    const chance = y(task.chance);
    references.push({
      name: `guessing ${formatFixed(task.chance, 2)}`,
      d: `M0 ${pixel(chance)}H${width}`,
      at: { x: 4, y: chance - 5 },
    });
  }
  if (unroll < longest && Math.abs(x(unroll) - x(trainedTo)) > 90) {
    references.push({
      name: `unroll ${formatCount(unroll)}`,
      d: `M${pixel(x(unroll))} 0V${height}`,
      at: { x: x(unroll) + 5, y: height - 8 },
    });
  }
  const reading = (lag: number): string => {
    const values = drawn.flatMap(({ line, bins }) => {
      const bin = bins.find(({ from, to }) => lag >= from - 0.5 && lag <= to + 0.5);
      if (!bin) return [];
      const span =
        bin.from === bin.to
          ? `lag ${formatCount(bin.from)}`
          : `lags ${formatCount(bin.from)} to ${formatCount(bin.to)}`;
      return [
        `${nameOf(line)} ${span}: ${formatFixed(bin.share, 2)} (${formatFixed(bin.low, 2)} to ${formatFixed(bin.high, 2)})`,
      ];
    });
    return values.join('\n');
  };
  return (
    <NamedPlot
      layout={layout}
      label={`Share of right answers by lag up to ${formatCount(longest)} for ${lines.map(nameOf).join(', ')}. The table gives the numbers.`}
      lines={lines.map((line) => ({ name: nameOf(line), model: line.model, isOld: line.isOld }))}
      ends={drawn.map(({ line, bins }) => ({ name: nameOf(line), model: line.model, y: y(bins.at(-1)!.share) }))}
      lowestName={0}
      yTicks={[0, 0.25, 0.5, 0.75, 1].map((share) => ({ at: y(share), text: share }))}
      xTicks={lagTicks(longest, Math.floor(width / 56)).map((k) => ({ at: x(k), text: formatCount(k) }))}
      xTitle="lag, characters from what decides the answer to the answer"
      xTitleAt={(width + right - LEFT) / 2}
      onRead={(position, event) => showTooltip(reading((position / width) * longest), event)}
      onLeave={hideTooltip}
    >
      {references.map(({ name, d }) => (
        <path key={name} className={lagChartStyles.lagUnroll} d={d} />
      ))}
      {drawn.map(({ line, bins }) => (
        <path
          key={line.model.id}
          className={lagChartStyles.lagBand}
          {...cellMark(line.model)}
          data-old={line.isOld || undefined}
          d={shareBand(bins, scale)}
        />
      ))}
      {drawn.map(({ line, bins }) => (
        <path
          key={line.model.id}
          className={plotStyles.plotLine}
          {...cellMark(line.model)}
          data-old={line.isOld || undefined}
          d={shareLine(bins, scale)}
        />
      ))}
      {references.map(({ name, at }) => (
        <text key={name} className={plotStyles.referenceName} {...at}>
          {name}
        </text>
      ))}
    </NamedPlot>
  );
});
