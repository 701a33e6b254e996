import { useMemo, useRef } from 'react';
import { formatCount, formatFixed, formatMagnitude } from '../../draw/format.ts';
import {
  allPoints,
  columnPoints,
  extent,
  logScale,
  recentMean,
  roundDomain,
  valueAtStep,
  type Point,
} from '../../draw/lineChart.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { cellMark } from '../cellMark.ts';
import type { Slot } from '../../store/state.ts';
import { RECENT_STEPS, toBits } from '../lossUnits.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useApp } from '../StoreContext.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { Curve } from './Curve.tsx';
import { LEFT, RIGHT, stepScale, useCellRuns, type CellRun } from './stepAxis.ts';

const TOP = 10;
/** Pixels under the plot for numbers and title of the axis. */
const AXIS = 40;
/** Nats; a logarithmic axis has no place for 0. */
const FLOOR = 1e-4;

/** Entropy of the text's character frequencies in nats: what a network reaches that knows nothing but how often each occurs. */
function frequencyEntropy(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum), 0);
}

/**
 * The number that stands for a cell now. Of the training loss, because all cells have it at the same step: held-out losses
 * are measured cell after cell, and the newest ones may lie hundreds of steps apart.
 */
function latest({ run }: CellRun): number {
  return recentMean(run.loss, RECENT_STEPS);
}

export function LossChart() {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const bottom = Math.max(TOP + 40, height - AXIS);
  const cells = useCellRuns();
  const counts = useApp((state) => state.text?.counts);
  const shape = useApp((state) => state.shape);
  const references = useMemo(() => {
    if (!counts || counts.length < 2) return [];
    const frequencies = frequencyEntropy(counts);
    return [
      {
        end: 'start' as const,
        name: `guessing ${formatFixed(Math.log(counts.length), 2)}`,
        value: Math.log(counts.length),
      },
      ...(frequencies > 0.05
        ? [{ end: 'end' as const, name: `character frequencies ${formatFixed(frequencies, 2)}`, value: frequencies }]
        : []),
    ];
  }, [counts]);

  const seen = extent(cells.flatMap(({ run }) => [run.loss, run.heldOut]));
  const ceiling = Math.max(seen?.[1] ?? 0, references[0]?.value ?? 4);
  const lowest = Math.min(seen?.[0] ?? Infinity, (references[1]?.value ?? 2) / 2);
  const [low, high] = roundDomain(Math.max(FLOOR, lowest), Math.max(1.03 * ceiling, 0.01));
  const x = stepScale(cells, width);
  const y = logScale([low, high], [bottom, TOP]);

  const ends = cells.flatMap((cell) => {
    const now = latest(cell);
    return Number.isFinite(now) ? [{ cell, now }] : [];
  });
  const labelPlaces = spreadLabels(
    ends.map(({ now }) => y(now)),
    16,
    TOP + 4,
    bottom - 4,
  );
  const reading = (step: number): string => {
    const lines = cells.flatMap(({ slot, run }) => {
      const training = valueAtStep(run.loss, step);
      if (!training) return [];
      const heldOut = valueAtStep(run.heldOut, step);
      const measured = heldOut
        ? `, held-out ${formatFixed(heldOut.value, 3)} nats (${formatFixed(toBits(heldOut.value), 3)} bits) at step ${formatCount(heldOut.step)}`
        : '';
      return [
        `${slot.name} step ${formatCount(training.step)}: training ${formatFixed(training.value, 3)} nats (${formatFixed(toBits(training.value), 3)} bits)${measured}`,
      ];
    });
    return lines.join('\n');
  };

  return (
    <section className="panel growing" aria-labelledby="loss-title">
      <div className="panel-head">
        <h2 id="loss-title">Loss, nats per character</h2>
        <p className="note">
          thin: training · dots: held-out, step 0 at the left · number: last {RECENT_STEPS} training steps
        </p>
      </div>
      <div ref={place} className="chart-place growing">
        {width > 0 && (
          <ChartFrame
            width={width}
            height={height}
            x={x}
            y={y}
            yTicks={8}
            floor={seen && seen[0] < FLOOR ? low : null}
            xTitle={
              shape ? `training step, ${formatCount(shape.batch * shape.unroll)} characters each` : 'training step'
            }
            reading={reading}
          >
            {references.map(({ name, value, end }) => (
              <g key={name}>
                <path className="reference" d={`M${LEFT} ${y(value)}H${width - RIGHT}`} />
                <text
                  x={end === 'start' ? LEFT + 6 : width - RIGHT - 2}
                  y={y(value) + (end === 'start' ? -4 : 13)}
                  textAnchor={end}
                >
                  {name}
                </text>
              </g>
            ))}
            {cells.map(({ slot, run }) => (
              <CellCurves
                key={slot.id}
                slot={slot}
                training={columnPoints(run.loss, x, y, 1, 'mean')}
                heldOut={allPoints(run.heldOut, x, y)}
                atZero={run.heldOut.length > 0 && run.heldOut.steps[0] === 0}
              />
            ))}
            {ends.map(({ cell, now }, k) => (
              <text
                key={cell.slot.id}
                className="end-label"
                {...cellMark(cell.slot)}
                x={width - RIGHT + 8}
                y={labelPlaces[k] + 4}
              >
                {cell.slot.name}
                <tspan className="number"> {now < 999.5 ? formatFixed(now, 3) : formatMagnitude(now)}</tspan>
              </text>
            ))}
            {cells.every(({ run }) => run.step === 0) && (
              <text
                className="chart-waiting"
                x={(LEFT + width - RIGHT) / 2}
                y={(TOP + bottom) / 2 + 40}
                textAnchor="middle"
              >
                Press Train: curves appear here.
              </text>
            )}
          </ChartFrame>
        )}
      </div>
      <p className="note chart-note">
        Lower is better; a curve that falls in training but not on held-out text learns by heart. Below the lower dashed
        line a network knows more than how often each character occurs.
      </p>
      <div className="hidden">
        <LossTable cells={cells} />
      </div>
    </section>
  );
}

function CellCurves(props: {
  readonly slot: Slot;
  readonly training: readonly Point[];
  readonly heldOut: readonly Point[];
  /** Whether the first point is step 0, which a logarithmic axis cannot place: no line leads from it. */
  readonly atZero: boolean;
}) {
  return (
    <g {...cellMark(props.slot)}>
      <Curve className="thin" points={props.training} />
      <Curve className="thick" points={props.atZero ? props.heldOut.slice(1) : props.heldOut} />
      {props.heldOut.map(({ x, y }, k) => (
        <circle key={k} className="dot" cx={x} cy={y} r={2.6} />
      ))}
    </g>
  );
}

/** The newest numbers of the chart for those who do not see it. */
function LossTable(props: { readonly cells: readonly CellRun[] }) {
  return (
    <table>
      <caption>Loss, newest values</caption>
      <thead>
        <tr>
          <th scope="col">Cell</th>
          <th scope="col">Step</th>
          <th scope="col">Training, mean of the last {RECENT_STEPS} steps, nats per character</th>
          <th scope="col">Held-out, nats per character</th>
        </tr>
      </thead>
      <tbody>
        {props.cells.map(({ slot, run }) => (
          <tr key={slot.id}>
            <th scope="row">{slot.name}</th>
            <td>{formatCount(run.step)}</td>
            <td>{run.loss.length > 0 ? formatFixed(recentMean(run.loss, RECENT_STEPS), 4) : 'none yet'}</td>
            <td>{run.heldOut.length > 0 ? formatFixed(run.heldOut.values[run.heldOut.length - 1], 4) : 'none yet'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
