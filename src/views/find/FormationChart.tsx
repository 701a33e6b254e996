import { memo, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { FormationMoment } from '../../analysis/scores/formation.ts';
import { unitAt } from '../../analysis/scores/units.ts';
import { formatCount, formatFixed, formatTick } from '../../draw/format.ts';
import { scoreAxis } from '../../draw/formationChart.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import { nearestRow } from '../../draw/waterfall.ts';
import type { Search } from '../../store/findState.ts';
import { cellMark } from '../cellMark.ts';
import { selectedSlot } from '../picture/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import type { FormationRow } from './formationRows.ts';

const LEFT = 34;
const RIGHT = 112;
const TOP = 10;
const BOTTOM = 36;
const HEIGHT = 190;
const LABEL_DISTANCE = 14;

export interface FormationChartProps {
  readonly row: FormationRow;
  readonly moments: readonly FormationMoment[];
  readonly search: Search;
}

interface Line {
  readonly name: string;
  readonly className: string;
  readonly scores: readonly number[];
  readonly dotted?: boolean;
}

/** One label's scores over training. A press shows every picture with the weights of that step. */
export const FormationChart = memo(function FormationChart({ row, moments, search }: FormationChartProps) {
  const store = useAppStore();
  const slot = useApp(selectedSlot);
  const viewed = useApp((state) => state.viewedStep);
  const isProvoked = useApp((state) => state.provocations[state.cursor.slot] !== undefined);
  const frame = useRef<HTMLElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const width = Math.max(120, useElementSize(frame).width - LEFT - RIGHT);
  const { finding, steps } = row;
  const { kind } = finding;
  const mark = search.chance?.marks[row.index];
  const place = unitAt(search.spec, finding.row);
  const lines = useMemo((): readonly Line[] => {
    const level = (score: number): readonly number[] => [score, score];
    return [
      { name: 'best unit', className: 'plot-line', scores: row.best },
      { name: `${place.channel} ${place.unit}`, className: 'plot-line', scores: row.followed, dotted: true },
      ...(mark === undefined ? [] : [{ name: 'chance', className: 'score-chance', scores: level(mark) }]),
      { name: 'last 3', className: 'formation-level', scores: level(finding.last3) },
    ];
  }, [row, place.channel, place.unit, mark, finding.last3]);
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
  const ends = spreadLabels(
    lines.map(({ scores }) => axis.y(scores[scores.length - 1])),
    LABEL_DISTANCE,
    4,
    HEIGHT + 4,
  );
  const framed = nearestRow(steps, viewed);
  const show = (at: number): void => store.getState().viewStep(steps[at]);
  const rowAt = (event: PointerEvent<HTMLElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return nearestRow(
      steps.map((step) => axis.x(step)),
      x,
    );
  };
  const keys: Readonly<Record<string, number>> = {
    ArrowRight: Math.min(steps.length - 1, framed + 1),
    ArrowUp: Math.min(steps.length - 1, framed + 1),
    ArrowLeft: Math.max(0, framed - 1),
    ArrowDown: Math.max(0, framed - 1),
    Home: 0,
    End: steps.length - 1,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    show(to);
  };
  const reading = (at: number): string => {
    const best = moments[at].best[row.index];
    const unit = unitAt(search.spec, best.row);
    return `step ${formatCount(steps[at])}: best unit ${unit.channel} ${unit.unit}, ${formatFixed(best.score, 3)}; ${place.channel} ${place.unit}: ${formatFixed(row.followed[at], 3)}`;
  };
  return (
    <section ref={frame} aria-label={`“${finding.name}” over training`} {...cellMark(slot)}>
      <div className="picture-head">
        <h3 className="picture-title">“{finding.name}” over training</h3>
        <span className="picture-note">{kind === 'binary' ? 'AUC' : 'Spearman’s |ρ|'} against the training step</span>
      </div>
      <p className="picture-note formation-reading" role="status">
        {reading(hover ?? framed)}
      </p>
      <div className="formation-chart" style={{ height: TOP + HEIGHT + BOTTOM }}>
        <svg
          className="picture-svg"
          width={LEFT + width + RIGHT}
          height={TOP + HEIGHT + BOTTOM}
          role="img"
          aria-label={`From ${formatFixed(row.best[0], 3)} at step ${formatCount(steps[0])} to ${formatFixed(row.best[row.best.length - 1], 3)} at step ${formatCount(last)}. The list gives every label's numbers.`}
        >
          <g transform={`translate(${LEFT} ${TOP})`}>
            {axis.yTicks.map((tick) => (
              <g key={tick}>
                <path className="picture-grid" d={`M0 ${pixel(axis.y(tick))}H${width}`} />
                <text x={-6} y={axis.y(tick) + 4} textAnchor="end">
                  {formatFixed(tick, 1)}
                </text>
              </g>
            ))}
            <path className="picture-axis" d={`M0 ${HEIGHT + 0.5}H${width}`} />
            {axis.xTicks.map((step) => (
              <text key={step} x={axis.x(step)} y={HEIGHT + 16} textAnchor="middle">
                {formatTick(step)}
              </text>
            ))}
            <text x={width / 2} y={HEIGHT + 32} textAnchor="middle">
              training step
            </text>
            <path className="fall-mark" d={`M${pixel(axis.x(steps[hover ?? framed]))} 0V${HEIGHT}`} />
            {lines.map((line, k) => (
              <g key={line.name}>
                <path
                  className={line.className}
                  data-dotted={line.dotted || undefined}
                  d={axis.path(line.scores.length === steps.length ? steps : [0, last], line.scores)}
                />
                <text x={width + 8} y={ends[k] + 4} className="formation-name">
                  {line.name} <tspan className="n">{formatFixed(line.scores[line.scores.length - 1], 3)}</tspan>
                </text>
              </g>
            ))}
            {row.best.map((score, k) => (
              <circle key={steps[k]} className="formation-dot" cx={axis.x(steps[k])} cy={axis.y(score)} r={2.5} />
            ))}
          </g>
        </svg>
        <div
          ref={area}
          className="formation-slider"
          style={{ left: LEFT, top: TOP, width, height: HEIGHT }}
          role="slider"
          tabIndex={0}
          aria-label="Weights of training step"
          aria-valuemin={0}
          aria-valuemax={steps.length - 1}
          aria-valuenow={framed}
          aria-valuetext={`step ${formatCount(steps[framed])}`}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            if (event.button === 0) show(rowAt(event));
          }}
          onPointerMove={(event) => {
            const at = rowAt(event);
            setHover(at);
            showTooltip(reading(at), event.clientX, event.clientY);
          }}
          onPointerLeave={() => {
            setHover(null);
            hideTooltip();
          }}
        />
      </div>
      <p className="picture-note">
        {isProvoked
          ? 'The pictures show weights changed by hand: undo that to see those of another step.'
          : 'Press a step to see every picture with its weights.'}{' '}
        {viewed === null ? null : (
          <button type="button" className="provoke-switch" onClick={() => store.getState().viewStep(null)}>
            Back to the newest weights
          </button>
        )}
      </p>
    </section>
  );
});
