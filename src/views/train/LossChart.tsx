import { useMemo, useRef } from 'react';
import { formatCount, formatMagnitude } from '../../draw/format.ts';
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
import { plotHeight } from '../../draw/pictureSizes.ts';
import { cellMark } from '../chart/cellMark.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { lossIn, type LossUnit } from '../../state/lossUnit.ts';
import { describeScored } from '../describeHeldOut.ts';
import { formatLoss, lossText, RECENT_STEPS, UNIT_IN_FULL, useLossUnit } from '../lossUnits.ts';
import { EndNames } from '../chart/EndNames.tsx';
import { LineKey } from '../chart/LineKey.tsx';
import { planNames } from '../chart/lineNames.ts';
import { Table } from '../ui/Table.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useApp } from '../StoreContext.tsx';
import { ChartFrame } from '../chart/ChartFrame.tsx';
import { Curve } from '../chart/Curve.tsx';
import { LossUnitChoice } from './LossUnitChoice.tsx';
import { useStepShape } from './useStepShape.ts';
import {
  LEFT,
  NAME_LEFT,
  stepScale,
  useCellRuns,
  useRightMargin,
  WIDEST_NUMBER,
  type CellRun,
} from '../chart/stepAxis.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import noteStyles from '../ui/note.module.css';
import plotStyles from '../chart/plot.module.css';
import chartFrameStyles from '../chart/ChartFrame.module.css';
import chartPanelStyles from './chartPanel.module.css';

const TOP = 10;
/** Pixels between two names. */
const NAME_DISTANCE = 16;
/** Pixels below the plot for the numbers and the title of the axis. */
const AXIS = 40;
/** The smallest value on the logarithmic axis, in any unit. */
const FLOOR = 1e-4;

/** The entropy of the text's character frequencies in nats: the loss of a network that knows nothing but the frequencies. */
function frequencyEntropy(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => (count > 0 ? sum - (count / total) * Math.log(count / total) : sum), 0);
}

/**
 * The number beside a model's name: its training loss. All models have their training loss at the same step, whereas the
 * newest held-out losses may be hundreds of steps apart.
 */
function latest({ run }: CellRun): number {
  return recentMean(run.loss, RECENT_STEPS);
}

/** The least height of the chart in pixels, without the key above it. */
const LEAST_PLOT = 200;

/** A loss in at most seven characters, for the room beside the end of its curve. */
function shortLoss(nats: number, unit: LossUnit): string {
  const value = lossIn(nats, unit);
  return value < 99.95 ? formatLoss(nats, unit, 3) : formatMagnitude(value);
}

/** The training and held-out loss of every model over training. */
export function LossChart() {
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const unit = useLossUnit();
  const cells = useCellRuns();
  const right = useRightMargin(cells);
  const ends = cells.flatMap((cell) => {
    const now = latest(cell);
    return Number.isFinite(now) ? [{ cell, now, name: `${cell.model.name} ${shortLoss(now, unit)}` }] : [];
  });
  const names = planNames({
    // The layout uses the widest possible number, so that it does not depend on numbers that change all the time.
    names: ends.map(({ cell }) => `${cell.model.name}${WIDEST_NUMBER}`),
    room: right - NAME_LEFT,
    height: height - AXIS - TOP - 8,
    distance: NAME_DISTANCE,
    keyWidth: width - LEFT,
  });
  const top = TOP + names.keyHeight;
  const bottom = top + plotHeight(height, top + AXIS);
  const counts = useApp((state) => state.text?.counts);
  const shape = useStepShape();
  const hasText = useApp(({ text }) => text !== null);
  const scored = useApp((state) => (state.text ? describeScored(state.text, state.ui.heldOutChoice) : null));
  const references = useMemo(() => {
    if (!counts || counts.length < 2) return [];
    const frequencies = frequencyEntropy(counts);
    return [
      {
        end: 'start' as const,
        name: `guessing ${formatLoss(Math.log(counts.length), unit)}`,
        value: Math.log(counts.length),
      },
      ...(frequencies > 0.05
        ? [{ end: 'end' as const, name: `character frequencies ${formatLoss(frequencies, unit)}`, value: frequencies }]
        : []),
    ];
  }, [counts, unit]);

  const seen = extent(cells.flatMap(({ run }) => [run.loss, run.heldOut]));
  const ceiling = lossIn(Math.max(seen?.[1] ?? 0, references[0]?.value ?? 4), unit);
  const lowest = lossIn(Math.min(seen?.[0] ?? Infinity, (references[1]?.value ?? 2) / 2), unit);
  const [low, high] = roundDomain(Math.max(FLOOR, lowest), Math.max(1.03 * ceiling, 0.01));
  const x = stepScale(cells, width, right);
  const axis = logScale([low, high], [bottom, top]);
  /** Position of a loss in nats on the axis, which has the chosen unit. */
  const y = (nats: number): number => axis(lossIn(nats, unit));

  const reading = (step: number): string => {
    const lines = cells.flatMap(({ model, run }) => {
      const training = valueAtStep(run.loss, step);
      if (!training) return [];
      const heldOut = valueAtStep(run.heldOut, step);
      const measured = heldOut
        ? `, held-out ${lossText(heldOut.value, unit, 3)} at step ${formatCount(heldOut.step)}`
        : '';
      return [
        `${model.name} step ${formatCount(training.step)}: training ${lossText(training.value, unit, 3)}${measured}`,
      ];
    });
    return lines.join('\n');
  };

  return (
    <section
      className={`${chartPanelStyles.panel} ${chartPanelStyles.growing}`}
      aria-labelledby="loss-title"
      {...pictureMark('loss')}
    >
      <div className={chartPanelStyles.panelHead}>
        <PictureTitle of="loss" id="loss-title">
          <Term id="loss">Loss</Term>, <Term id={unit}>{UNIT_IN_FULL[unit]}</Term>
        </PictureTitle>
        <LossUnitChoice />
        <p className={noteStyles.note}>
          thin: <Term id="training-loss">training</Term> · dots: <Term id="held-out">held-out</Term>,{' '}
          <Term id="step">step</Term> 0 at the left · number: last {RECENT_STEPS} steps
        </p>
      </div>
      <div
        ref={container}
        className={`${chartPanelStyles.chartContainer} ${chartPanelStyles.growing}`}
        style={{ minHeight: LEAST_PLOT + names.keyHeight }}
      >
        {width > 0 && (
          <ChartFrame
            width={width}
            height={height}
            x={x}
            y={axis}
            yTicks={8}
            floor={seen && lossIn(seen[0], unit) < FLOOR ? low : null}
            xTitle={
              shape ? `training step, ${formatCount(shape.batch * shape.unroll)} characters each` : 'training step'
            }
            reading={reading}
          >
            {references.map(({ name, value }) => (
              <path key={name} className={chartFrameStyles.reference} d={`M${LEFT} ${y(value)}H${width - right}`} />
            ))}
            {cells.map(({ model, run }) => (
              <CellCurves
                key={model.id}
                model={model}
                training={columnPoints(run.loss, x, y, 1, 'mean')}
                heldOut={allPoints(run.heldOut, x, y)}
                atZero={run.heldOut.length > 0 && run.heldOut.steps[0] === 0}
              />
            ))}
            {references.map(({ name, value, end }) => (
              <text
                key={name}
                className={plotStyles.referenceName}
                x={end === 'start' ? LEFT + 6 : width - right - 2}
                y={y(value) + (end === 'start' ? -4 : 13)}
                textAnchor={end}
              >
                {name}
              </text>
            ))}
            {names.atEnds ? (
              <EndNames
                className={chartFrameStyles.endLabel}
                data-part="end-label"
                ends={ends.map(({ cell: { model }, now }) => ({
                  name: model.name,
                  model,
                  y: y(now),
                  shown: (
                    <>
                      {model.name}
                      <tspan className={chartFrameStyles.number}> {shortLoss(now, unit)}</tspan>
                    </>
                  ),
                }))}
                x={width - right + NAME_LEFT}
                distance={NAME_DISTANCE}
                top={top + 4}
                bottom={bottom - 4}
              />
            ) : (
              <g transform={`translate(${LEFT} 0)`}>
                <LineKey lines={ends.map(({ cell, name }) => ({ name, model: cell.model }))} width={width - LEFT} />
              </g>
            )}
            {cells.every(({ run }) => run.loss.length === 0) && (
              <text
                className={chartFrameStyles.chartWaiting}
                x={(LEFT + width - right) / 2}
                y={(top + bottom) / 2 + 40}
                textAnchor="middle"
              >
                Press Train: curves appear here.
              </text>
            )}
          </ChartFrame>
        )}
      </div>
      <p className={`${noteStyles.note} ${chartPanelStyles.chartNote}`}>
        Lower is better. A model whose loss falls in training but not on held-out text{' '}
        <Term id="overfitting">learns by heart</Term>. Below the lower dashed line a model knows more than how often
        each character occurs.
        {scored ? ` Held-out is scored on ${scored}.` : hasText ? ' This text is too short to hold anything out.' : ''}
      </p>
      <div className="visually-hidden">
        <LossTable cells={cells} unit={unit} />
      </div>
    </section>
  );
}

function CellCurves(props: {
  readonly model: ModelIdentity;
  readonly training: readonly Point[];
  readonly heldOut: readonly Point[];
  /** Whether the first point is step 0, which has no position on a logarithmic axis: no line starts at it. */
  readonly atZero: boolean;
}) {
  return (
    <g {...cellMark(props.model)}>
      <Curve className={chartFrameStyles.thin} points={props.training} />
      <Curve className={chartFrameStyles.thick} points={props.atZero ? props.heldOut.slice(1) : props.heldOut} />
      {props.heldOut.map(({ x, y }, k) => (
        <circle key={k} className={chartFrameStyles.dot} cx={x} cy={y} r={2.6} />
      ))}
    </g>
  );
}

/** The newest numbers of the chart, for screen readers. */
function LossTable(props: { readonly cells: readonly CellRun[]; readonly unit: LossUnit }) {
  const { unit } = props;
  return (
    <Table
      isPlain
      caption="Loss, newest values"
      rows={props.cells}
      rowKey={({ model }) => model.id}
      columns={[
        { head: 'Cell', cell: ({ model }) => model.name },
        { head: 'Step', cell: ({ run }) => run.step },
        {
          head: `Training, mean of the last ${RECENT_STEPS} steps, ${UNIT_IN_FULL[unit]}`,
          cell: ({ run }) =>
            run.loss.length > 0 ? formatLoss(recentMean(run.loss, RECENT_STEPS), unit, 4) : 'none yet',
        },
        {
          head: `Held-out, ${UNIT_IN_FULL[unit]}`,
          cell: ({ run: { heldOut } }) =>
            heldOut.length > 0 ? formatLoss(heldOut.values[heldOut.length - 1], unit, 4) : 'none yet',
        },
      ]}
    />
  );
}
