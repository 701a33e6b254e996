import { useRef } from 'react';
import { formatCount, formatFixed, formatMagnitude } from '../../draw/format.ts';
import { columnPoints, exceedances, extent, logScale, roundDomain, valueAtStep } from '../../draw/lineChart.ts';
import { cellMark } from '../chart/cellMark.ts';
import { EndNames } from '../chart/EndNames.tsx';
import { nameWidth } from '../chart/textWidth.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { allModels } from '../../state/models.ts';
import { useApp } from '../StoreContext.tsx';
import { Table } from '../ui/Table.tsx';
import { ChartFrame } from '../chart/ChartFrame.tsx';
import { Curve } from '../chart/Curve.tsx';
import {
  clipName,
  LEFT,
  NAME_LEFT,
  stepScale,
  useCellRuns,
  useClipNorms,
  useRightMargin,
  WIDEST_NUMBER,
} from '../chart/stepAxis.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import noteStyles from '../ui/note.module.css';
import plotStyles from '../chart/plot.module.css';
import chartFrameStyles from '../chart/ChartFrame.module.css';
import chartPanelStyles from './chartPanel.module.css';

const PLOT = 104;
const TOP = 8;
/** Height of the row with a model's clip ticks. */
const ROW = 14;
/** The same with the model's name above the ticks, for names that have no room beside them. */
const NAMED_ROW = 26;
const ROWS_TOP = TOP + PLOT + 14;
/** The smallest value on the logarithmic axis. */
const FLOOR = 1e-12;

/** The gradient norm of every model over training, with the steps that exceeded its clip norm. */
export function GradientNormChart() {
  const container = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(container);
  const cells = useCellRuns();
  const modelCount = useApp((state) => allModels(state).length);
  const limits = useClipNorms(cells);
  const right = useRightMargin(cells);
  const lines = [...new Set(limits.filter((limit) => limit !== null))].sort((a, b) => b - a);
  const clips = lines.length > 0;

  const curves = cells.map(({ run }) => run.gradNorm);
  const seen = extent(curves);
  const [low, high] = roundDomain(
    Math.max(FLOOR, Math.min(seen?.[0] ?? Infinity, (lines.at(-1) ?? 1) / 10)),
    Math.max(seen?.[1] ?? 0, (lines[0] ?? 1) * 2),
  );
  const x = stepScale(cells, width, right);
  const y = logScale([low, high], [TOP + PLOT, TOP]);
  const reading = (step: number): string =>
    cells
      .flatMap(({ model, run }) => {
        const at = valueAtStep(run.gradNorm, step);
        return at ? [`${model.name} step ${formatCount(at.step)}: gradient norm ${formatMagnitude(at.value)}`] : [];
      })
      .join('\n');
  const rows = cells.flatMap(({ model, run }, k) => {
    const limit = limits[k];
    return limit === null ? [] : [{ model, limit, ...exceedances(run.gradNorm, limit, x, 2) }];
  });
  const isNamedBeside = cells.every(({ model }) => nameWidth(`${model.name}${WIDEST_NUMBER}`) <= right - NAME_LEFT);
  const rowHeight = isNamedBeside ? ROW : NAMED_ROW;

  return (
    <section className={chartPanelStyles.panel} aria-labelledby="norm-title" {...pictureMark('gradientNorm')}>
      <div className={chartPanelStyles.panelHead}>
        <PictureTitle of="gradientNorm" id="norm-title">
          <Term id="gradient-norm">Gradient norm before clipping</Term>
        </PictureTitle>
        <p className={noteStyles.note}>
          {clips
            ? 'largest per 3 pixels · ticks: steps above the clip norm of each model, with their number'
            : 'largest per 3 pixels'}
        </p>
      </div>
      <div ref={container} className={chartPanelStyles.chartContainer}>
        {width > 0 && (
          <ChartFrame
            width={width}
            height={ROWS_TOP + modelCount * rowHeight}
            x={x}
            y={y}
            yTicks={5}
            floor={seen && seen[0] < FLOOR ? low : null}
            xTitle={null}
            reading={reading}
          >
            {lines.map((limit) => (
              <path key={limit} className={chartFrameStyles.clip} d={`M${LEFT} ${y(limit)}H${width - right}`} />
            ))}
            <EndNames
              className=""
              ends={lines.map((limit) => ({ name: clipName(limit), y: y(limit) }))}
              x={width - right + NAME_LEFT}
              distance={13}
              top={TOP + 4}
              bottom={TOP + PLOT}
            />
            {cells.map(({ model, run }) => (
              <g key={model.id} {...cellMark(model)}>
                <Curve points={columnPoints(run.gradNorm, x, y, 3, 'largest')} />
              </g>
            ))}
            {rows.map(({ model, positions, count }, k) => (
              <g
                key={model.id}
                {...cellMark(model)}
                transform={`translate(0 ${ROWS_TOP + k * rowHeight + rowHeight - ROW})`}
              >
                <path className={plotStyles.pictureGrid} d={`M${LEFT} 0.5H${width - right}`} />
                <path
                  className={chartFrameStyles.clipTick}
                  d={positions.map((at) => `M${at.toFixed(1)} -4v9`).join('')}
                />
                <text
                  className={chartFrameStyles.rowLabel}
                  data-part="row-label"
                  x={isNamedBeside ? width - right + NAME_LEFT : LEFT}
                  y={isNamedBeside ? 4 : -8}
                >
                  {model.name} <tspan className={chartFrameStyles.number}>{formatCount(count)}</tspan>
                </text>
              </g>
            ))}
          </ChartFrame>
        )}
      </div>
      <p className={`${noteStyles.note} ${chartPanelStyles.chartNote}`}>
        A spike is a step on which one stretch of text had a large gradient. A small norm does not say why it is small:
        the loss may be near its minimum, or on a plateau. Nor does it say that{' '}
        <Term id="vanishing">gradients vanish</Term> in time.
      </p>
      <div className="visually-hidden">
        <Table
          isPlain
          caption="Gradient norm before clipping, newest values"
          rows={cells}
          rowKey={({ model }) => model.id}
          columns={[
            { head: 'Model', cell: ({ model }) => model.name },
            {
              head: 'Gradient norm',
              cell: ({ run: { gradNorm } }) =>
                gradNorm.length > 0 ? formatFixed(gradNorm.values[gradNorm.length - 1], 4) : 'none yet',
            },
            { head: 'Clip norm', cell: (_, k) => (limits[k] === null ? 'none' : String(limits[k])) },
            { head: 'Steps above it', cell: ({ model }) => rows.find((row) => row.model === model)?.count ?? '–' },
          ]}
        />
      </div>
    </section>
  );
}
