import type { ColourScale } from '../../draw/channelScale.ts';
import { channelName } from '../../draw/channelValues.ts';
import { formatCount, formatPower } from '../../draw/format.ts';
import { channelRow } from '../../engine/trace.ts';
import { UNIT_NAME, useLossUnit } from '../lossUnits.ts';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { useAppStore } from '../StoreContext.tsx';
import { CopyDrawing } from './CopyDrawing.tsx';
import { Wire } from './DiagramParts.tsx';
import { boxLeft, type UnrolledLayout } from './unrolledLayout.ts';
import type { CopyReading } from './unrolledReading.ts';
import plotStyles from '../chart/plot.module.css';
import styles from './UnrolledPicture.module.css';

interface UnrolledPictureProps {
  readonly selected: SelectedTrace;
  readonly t: number;
  readonly position: number | null;
  readonly readings: readonly CopyReading[];
  readonly layout: UnrolledLayout;
  /** The colours of the gradients' norms. */
  readonly scale: ColourScale;
  readonly narrow: boolean;
}

/** Copies of the cell side by side, with the characters below, the predictions above, and the chosen loss's gradient. */
export function UnrolledPicture(props: UnrolledPictureProps) {
  const { selected, t, position, readings, layout, scale, narrow } = props;
  const { model, trace, layer, unit } = selected;
  const store = useAppStore();
  const { columnWidth, boxWidth, left, width, height } = layout;
  const states = layout.layers.flatMap((row) => row.states);
  const before = readings[0].t - 1;
  const stateBefore = (channel: 'c' | 'h'): number => channelRow(trace, channel, layer, before)[unit];
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${styles.unrolledSvg}`}
      width={width}
      height={height}
      role="img"
      aria-label={pictureLabel(model.name, readings, layer, unit, position)}
    >
      <Labels selected={selected} layout={layout} narrow={narrow} />
      {readings.map(({ t: at }, k) => (
        <rect
          key={k}
          className={styles.unrolledColumn}
          data-current={at === t || undefined}
          x={boxLeft(layout, k) - (columnWidth - boxWidth) / 4}
          y={layout.predictions - layout.predictionLine}
          width={boxWidth + (columnWidth - boxWidth) / 2}
          height={height - layout.predictions + layout.predictionLine}
          onClick={() => store.getState().moveTo(at)}
        />
      ))}
      {states.map(({ channel, wire }) => (
        <Wire key={channel} d={`M${left} ${wire}H${boxLeft(layout, 0)}`} value={stateBefore(channel)} />
      ))}
      {layout.layers.map((row) =>
        row.states.length === 0 ? (
          <path
            key={row.layer}
            className={styles.unrolledPlain}
            d={`M${left} ${(row.top + row.bottom) / 2}H${width}`}
          />
        ) : null,
      )}
      {readings.map((copy, k) => (
        <g key={copy.t} transform={`translate(${boxLeft(layout, k)} 0)`}>
          <CopyDrawing
            trace={trace}
            copy={copy}
            layer={layer}
            isCurrent={copy.t === t}
            isLoss={copy.t === position}
            layout={layout}
            scale={scale}
          />
        </g>
      ))}
    </svg>
  );
}

function pictureLabel(
  model: string,
  readings: readonly CopyReading[],
  layer: number,
  unit: number,
  position: number | null,
): string {
  const first = readings[0];
  const last = readings[readings.length - 1];
  const what = `The ${model} unrolled from t = ${formatCount(first.t)} to ${formatCount(last.t)}, layer ${layer + 1}, unit ${unit}.`;
  const from = first.gradH[layer];
  const at = readings.find(({ t }) => t === position)?.gradH[layer];
  if (position === null || !from || !at) return what;
  return `${what} The loss at ${formatCount(position)} has a gradient of ${formatPower(at.norm, 3)} at h of ${formatCount(position)} and of ${formatPower(from.norm, 3)} at h of ${formatCount(first.t)}. The table below gives every number.`;
}

/** The names of the rows, in the gutter. */
function Labels(props: {
  readonly selected: SelectedTrace;
  readonly layout: UnrolledLayout;
  readonly narrow: boolean;
}) {
  const { selected, layout, narrow } = props;
  const { unit } = selected;
  const lossUnit = UNIT_NAME[useLossUnit()];
  const { predictions, predictionLine, symbol, time } = layout;
  return (
    <g>
      <text x={0} y={20}>
        {narrow ? lossUnit : `loss, ${lossUnit}`}
      </text>
      {narrow ? null : (
        <text x={0} y={predictions}>
          next character
          <tspan x={0} y={predictions + predictionLine}>
            ▸ the true one
          </tspan>
        </text>
      )}
      {layout.layers.map((row) =>
        row.states.length === 0 ? (
          <text key={row.layer} x={0} y={(row.top + row.bottom) / 2 + 4}>
            {narrow ? row.layer + 1 : `layer ${row.layer + 1}`}
          </text>
        ) : (
          row.states.map(({ channel, wire, arrow, norm, unit: unitLine }) => (
            <g key={channel}>
              <text x={0} y={wire + 4}>
                <tspan className={`mono ${plotStyles.ink} ${styles.unrolledLetter}`}>{channel}</tspan>
                {narrow ? '' : ` ${channelName(channel)}`}
              </text>
              {narrow ? (
                <text x={0} y={norm}>
                  ∂L/∂{channel}
                </text>
              ) : (
                <>
                  <text x={0} y={(arrow + norm) / 2 + 4}>
                    ‖∂L/∂{channel}‖
                  </text>
                  <text x={0} y={unitLine}>
                    unit {unit}
                  </text>
                </>
              )}
            </g>
          ))
        ),
      )}
      <text x={0} y={symbol}>
        <tspan className={`mono ${plotStyles.ink} ${styles.unrolledLetter}`}>x</tspan>
        {narrow ? '' : ' character'}
      </text>
      <text x={0} y={time}>
        t
      </text>
    </g>
  );
}
