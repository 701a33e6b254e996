import { memo, useMemo } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { layerValues, valueAt } from '../../draw/channelValues.ts';
import { formatCount, formatMagnitude } from '../../draw/format.ts';
import { gradientScale } from '../../draw/gradientScale.ts';
import { sharedNote } from '../../draw/legendNote.ts';
import type { MapHeight } from '../../draw/mapLayout.ts';
import type { Theme } from '../../draw/ramps.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { cellMark } from '../chart/cellMark.ts';
import { Legend } from '../chart/Legend.tsx';
import { symbolAt } from '../ui/selectedTrace.ts';
import { TimeMap } from '../chart/TimeMap.tsx';
import { useAppStore, useUi } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { useRowOrder } from '../watch/useRowOrder.ts';
import type { ComparedModel } from './comparedModels.ts';
import { nameAtStep } from './comparedSteps.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import overTimePageStyles from './OverTimePage.module.css';
import styles from './GradientMaps.module.css';

/** |∂L/∂h_t| of every unit over the text in view, one map per model, all on one scale. */
export function GradientMaps(props: {
  readonly models: readonly ComparedModel[];
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
    <section
      className={overTimePageStyles.comparePanel}
      aria-label="Gradient of each unit over time"
      {...pictureMark('gradientMaps', true)}
    >
      <div className={`${pictureStyles.pictureHead} ${overTimePageStyles.compareWords}`}>
        <PictureTitle of="gradientMaps">
          Which units carry it{' '}
          <span className={pictureStyles.pictureNote}>
            |∂L/∂h<sub>t</sub>| of every unit. Look for rows in strong colours. Weak colours mean a small{' '}
            <Term id="gradient">gradient</Term>, not an idle unit.
          </span>
        </PictureTitle>
        <div className={styles.gradientLegend}>
          <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} note={shared} />
        </div>
      </div>
      {models.map((compared, index) => (
        <GradientMap key={compared.model.id} compared={compared} scale={scale} map={maps[index]} theme={theme} />
      ))}
    </section>
  );
}

const GradientMap = memo(function GradientMap(props: {
  readonly compared: ComparedModel;
  readonly scale: ColourScale;
  readonly map: MapHeight;
  readonly theme: Theme;
}) {
  const { compared, scale, map, theme } = props;
  const { model, trace, layer } = compared;
  const store = useAppStore();
  const rows = useRowOrder({
    trace,
    model: model.id,
    layer,
    flip: false,
    units: null,
    unit: 0,
    order: useUi('rowOrder')[0],
    channel: 'h',
  }).order;
  const of = useMemo(() => layerValues(trace.gradH, trace, layer), [trace, layer]);
  return (
    <div className={styles.gradientRow} {...cellMark(model)}>
      <b className={pictureStyles.plotCellName}>{nameAtStep(model.name, compared)}</b>
      <TimeMap
        of={of}
        order={rows}
        map={map}
        scale={scale}
        theme={theme}
        label={`Gradient at every unit of the ${model.name}, layer ${layer + 1}; colour is its size, the numbers have their sign`}
        reading={(t, unit) => {
          const symbol = readSymbol(symbolAt(store.getState(), trace, t), store.getState().text);
          return `${model.name} unit ${unit} · t ${formatCount(t)} ${symbol} · |∂L/∂h| ${formatMagnitude(valueAt(of, t, unit))}`;
        }}
        onPick={(unit) => store.getState().select({ model: model.id, unit, channel: 'h' })}
      />
    </div>
  );
});
