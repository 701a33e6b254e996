import { memo, useMemo, useRef } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { layerValues, valueAt } from '../../draw/channelValues.ts';
import { formatMagnitude } from '../../draw/format.ts';
import { gradientScale } from '../../draw/gradientScale.ts';
import { sharedNote } from '../../draw/legendNote.ts';
import { rowAt, type MapHeight } from '../../draw/mapLayout.ts';
import type { Theme } from '../../draw/ramps.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { cellMark } from '../cellMark.ts';
import { CursorColumn } from '../picture/CursorColumn.tsx';
import { Legend } from '../picture/Legend.tsx';
import { symbolAt } from '../picture/selectedTrace.ts';
import { useTimePointer } from '../picture/useTimePointer.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { Heatmap } from '../watch/Heatmap.tsx';
import { useRowOrder } from '../watch/useRowOrder.ts';
import { useWatchOptions } from '../watch/watchOptions.ts';
import type { ComparedModel } from './comparedModels.ts';

/** |∂L/∂h_t| of every unit over the text in view, one map per model, all on one scale. */
export function GradientMaps(props: {
  readonly models: readonly ComparedModel[];
  /** One height per model. */
  readonly maps: readonly MapHeight[];
}) {
  const { models, maps } = props;
  const theme = useTheme();
  const largest = useMemo(() => {
    let size = 0;
    for (const { trace, layer } of models) {
      const { values } = layerValues(trace.gradH, trace, layer);
      for (let k = 0; k < values.length; k++) {
        const absolute = Math.abs(values[k]);
        if (absolute > size && absolute < Infinity) size = absolute;
      }
    }
    return size;
  }, [models]);
  const scale = useMemo(() => gradientScale(largest), [largest]);
  const { stepsPerColumn } = useTimeWindow();
  const shared = sharedNote('extreme', Math.max(...maps.map((map) => map.unitsPerRow)), stepsPerColumn);
  return (
    <section className="compare-panel" aria-label="Gradient of each unit over time">
      <div className="picture-head">
        <h2 className="picture-title">
          Which units carry it{' '}
          <span className="picture-note">
            |∂L/∂h<sub>t</sub>| of every unit. Look for rows at the strong end. Weak means a small gradient, not an idle
            unit.
          </span>
        </h2>
        <div className="gradient-legend">
          <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} note={shared} />
        </div>
      </div>
      {models.map((model, index) => (
        <GradientMap key={model.slot.id} model={model} scale={scale} map={maps[index]} theme={theme} />
      ))}
    </section>
  );
}

const GradientMap = memo(function GradientMap(props: {
  readonly model: ComparedModel;
  readonly scale: ColourScale;
  readonly map: MapHeight;
  readonly theme: Theme;
}) {
  const { model, scale, map, theme } = props;
  const { slot, trace, layer } = model;
  const store = useAppStore();
  const area = useRef<HTMLDivElement>(null);
  const { start, columns, columnWidth, stepsPerColumn, width } = useTimeWindow();
  const rows = useRowOrder(trace, slot.id, layer, useWatchOptions().order, false).order;
  const of = useMemo(() => layerValues(trace.gradH, trace, layer), [trace, layer]);
  const unitAt = (y: number) => rows[rowAt(map, of.hidden, y)];
  const pointer = useTimePointer({
    ref: area,
    reading: (t, y) => {
      const unit = unitAt(y);
      const symbol = visibleSymbol(symbolAt(store.getState(), trace, t));
      return `${slot.name} unit ${unit} · t ${t} "${symbol}" · |∂L/∂h| ${formatMagnitude(valueAt(of, t, unit))}`;
    },
    onPick: (_, y) => store.getState().select({ slot: slot.id, unit: unitAt(y), channel: 'h' }),
  });
  return (
    <div className="gradient-row" {...cellMark(slot)}>
      <b className="plot-cell-name">{slot.name}</b>
      <div className="channel-map" ref={area} style={{ width }} {...pointer}>
        <Heatmap
          of={of}
          order={rows}
          start={start}
          columns={columns}
          stepsPerColumn={stepsPerColumn}
          unitsPerRow={map.unitsPerRow}
          scale={scale}
          theme={theme}
          width={width}
          height={map.height}
          label={`Gradient at every unit of the ${slot.name}, layer ${layer + 1}; colour is its size, the numbers have their sign`}
        />
        <CursorColumn start={start} columns={columns} columnWidth={columnWidth} />
      </div>
    </div>
  );
});
