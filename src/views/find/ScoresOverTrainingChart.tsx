import { memo, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { CheckpointScores } from '../../analysis/scores/scoresOverTraining.ts';
import { unitAt } from '../../analysis/scores/units.ts';
import { formatCount, formatFixed, formatTick } from '../../draw/format.ts';
import { scoreAxis } from '../../draw/scoreLines.ts';
import { pixel } from '../../draw/stepLine.ts';
import { nearestRow } from '../../draw/waterfall.ts';
import { plotWidth } from '../../draw/pictureSizes.ts';
import type { Search } from '../../state/findState.ts';
import { BottomAxis, GridLines } from '../chart/Axes.tsx';
import { EndNames } from '../chart/EndNames.tsx';
import { cellMark } from '../chart/cellMark.ts';
import { useSelectedModel } from '../useModels.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { entryAfterKey } from '../ui/sliderKeys.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import type { ScoreOverTrainingRow } from './scoreOverTrainingRows.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './ScoresOverTrainingChart.module.css';

const LEFT = 34;
const RIGHT = 112;
const TOP = 10;
const BOTTOM = 36;
const HEIGHT = 190;
const LABEL_DISTANCE = 14;

interface ScoresOverTrainingChartProps {
  readonly row: ScoreOverTrainingRow;
  readonly checkpointMetrics: readonly CheckpointScores[];
  readonly search: Search;
}

interface Line {
  readonly name: string;
  readonly className: string;
  readonly scores: readonly number[];
  readonly dotted?: boolean;
}

/** The scores of one label over training. A press on a step shows all pictures with the weights of that step. */
export const ScoresOverTrainingChart = memo(function ScoresOverTrainingChart({
  row,
  checkpointMetrics,
  search,
}: ScoresOverTrainingChartProps) {
  const store = useAppStore();
  const model = useSelectedModel(({ is }) => is);
  const viewed = useApp((state) => state.ui.viewedStep);
  const isPerturbed = useSelectedModel(({ perturbation }) => perturbation !== null);
  const frame = useRef<HTMLElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const width = plotWidth(useElementSize(frame).width, LEFT + RIGHT);
  const { finding, steps } = row;
  const { kind } = finding;
  const mark = search.chance?.marks[row.index];
  const position = unitAt(search.spec, finding.row);
  const lines = useMemo((): readonly Line[] => {
    const level = (score: number): readonly number[] => [score, score];
    return [
      { name: 'best unit', className: plotStyles.plotLine, scores: row.best },
      {
        name: `${position.channel} ${position.unit}`,
        className: plotStyles.plotLine,
        scores: row.followed,
        dotted: true,
      },
      ...(mark === undefined ? [] : [{ name: 'chance', className: scoresStyles.scoreChance, scores: level(mark) }]),
      { name: 'last 3', className: styles.scoreLevel, scores: level(finding.last3) },
    ];
  }, [row, position.channel, position.unit, mark, finding.last3]);
  const last = Math.max(1, steps[steps.length - 1]);
  const axis = useMemo(
    () =>
      scoreAxis(
        last,
        kind === 'binary' ? 0.5 : 0,
        lines.flatMap(({ scores }) => scores),
        width,
        HEIGHT,
      ),
    [last, kind, lines, width],
  );
  const shown = nearestRow(steps, viewed);
  const show = (at: number): void => store.getState().setUi({ viewedStep: steps[at], frozen: false });
  const rowAt = (event: PointerEvent<HTMLElement>): number => {
    const { x } = pointerOn(event.currentTarget, event);
    return nearestRow(
      steps.map((step) => axis.x(step)),
      x,
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = entryAfterKey(event.key, shown, steps.length, 'on');
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    show(to);
  };
  const reading = (at: number): string => {
    const best = checkpointMetrics[at].best[row.index];
    const unit = unitAt(search.spec, best.row);
    return `step ${formatCount(steps[at])}: best unit ${unit.channel} ${unit.unit}, ${formatFixed(best.score, 3)}; ${position.channel} ${position.unit}: ${formatFixed(row.followed[at], 3)}`;
  };
  return (
    <section
      ref={frame}
      aria-label={`“${finding.name}” over training`}
      {...cellMark(model)}
      {...pictureMark('scoreOverTraining')}
    >
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="scoreOverTraining" level={3}>
          “{finding.name}” over training
        </PictureTitle>
        <span className={pictureStyles.pictureNote}>
          <Term id={kind === 'binary' ? 'auc' : 'spearman'}>{kind === 'binary' ? 'AUC' : 'Spearman’s ρ'}</Term> against
          the <Term id="step">training step</Term>
        </span>
      </div>
      <p className={`${pictureStyles.pictureNote} ${styles.stepReading}`} role="status">
        {reading(hover ?? shown)}
      </p>
      <div className={styles.scoreChart} style={{ height: TOP + HEIGHT + BOTTOM }}>
        <svg
          className={plotStyles.pictureSvg}
          width={LEFT + width + RIGHT}
          height={TOP + HEIGHT + BOTTOM}
          role="img"
          aria-label={`From ${formatFixed(row.best[0], 3)} at step ${formatCount(steps[0])} to ${formatFixed(row.best[row.best.length - 1], 3)} at step ${formatCount(last)}. The list gives every label's numbers.`}
        >
          <g transform={`translate(${LEFT} ${TOP})`}>
            <GridLines
              right={width}
              ticks={axis.yTicks.map((tick) => ({ at: axis.y(tick), text: formatFixed(tick, 1) }))}
            />
            <BottomAxis
              y={HEIGHT}
              right={width}
              ticks={axis.xTicks.map((step) => ({ at: axis.x(step), text: formatTick(step) }))}
              title="training step"
            />
            <path className={plotStyles.fallMark} d={`M${pixel(axis.x(steps[hover ?? shown]))} 0V${HEIGHT}`} />
            {lines.map((line) => (
              <path
                key={line.name}
                className={line.className}
                data-dotted={line.dotted || undefined}
                d={axis.path(line.scores.length === steps.length ? steps : [0, last], line.scores)}
              />
            ))}
            <EndNames
              className={styles.lineName}
              ends={lines.map(({ name, scores }) => ({
                name,
                y: axis.y(scores[scores.length - 1]),
                shown: (
                  <>
                    {name} <tspan className="n">{formatFixed(scores[scores.length - 1], 3)}</tspan>
                  </>
                ),
              }))}
              x={width + 8}
              distance={LABEL_DISTANCE}
              bottom={HEIGHT + 4}
            />
            {row.best.map((score, k) => (
              <circle key={steps[k]} className={styles.stepDot} cx={axis.x(steps[k])} cy={axis.y(score)} r={2.5} />
            ))}
          </g>
        </svg>
        <div
          ref={area}
          className={styles.stepSlider}
          style={{ left: LEFT, top: TOP, width, height: HEIGHT }}
          role="slider"
          tabIndex={0}
          aria-label="Weights of training step"
          aria-valuemin={0}
          aria-valuemax={steps.length - 1}
          aria-valuenow={shown}
          aria-valuetext={`step ${formatCount(steps[shown])}`}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            if (event.button === 0) show(rowAt(event));
          }}
          onPointerMove={(event) => {
            const at = rowAt(event);
            setHover(at);
            showTooltip(reading(at), event);
          }}
          onPointerLeave={() => {
            setHover(null);
            hideTooltip();
          }}
        />
      </div>
      <p className={pictureStyles.pictureNote}>
        {isPerturbed
          ? 'The pictures show weights changed by hand: undo that to see those of another step.'
          : 'Press a step to see every picture with its weights.'}{' '}
        {viewed === null ? null : (
          <Button kind="text" onClick={() => store.getState().setUi({ viewedStep: null, frozen: false })}>
            Back to the newest weights
          </Button>
        )}
      </p>
    </section>
  );
});
