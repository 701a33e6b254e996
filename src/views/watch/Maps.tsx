import { useRef } from 'react';
import { FEW_UNITS } from '../../analysis/changingUnits.ts';
import type { Trace } from '../../engine/trace.ts';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useUi } from '../StoreContext.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import type { MapKey } from '../../state/mapKeys.ts';
import { isGradient } from './mapKinds.ts';
import { useFlips } from './useFlips.ts';
import { type ShownKeys, useShownKeys } from './shownKeys.ts';
import { lineHeight, watchHeights, type WatchHeights } from './stackLayout.ts';
import { UnitLineRow } from './UnitLineRow.tsx';
import { useChangingUnits } from './useChangingUnits.ts';
import { useRowOrder } from './useRowOrder.ts';
import { useSeenTrace } from './useSeenTrace.ts';
import channelStyles from './channel.module.css';

/** The most maps that leave room for three lines of text beside each. */
const MOST_ROOMY = 6;

/** Maps over the text in view: one channel of a layer with the selected unit's lines, all its channels, or one of all layers. */
export function Maps({ selected }: { readonly selected: SelectedTrace }) {
  const { model, layer, channel, unit } = selected;
  const { trace, seen } = useSeenTrace(selected);
  const narrow = useNarrow();
  const [units] = useUi('mapUnits');
  const stack = useRef<HTMLDivElement>(null);
  const room = useElementSize(stack).height;
  const { cell, hidden, layers } = trace.spec;
  const { by, maps, lines } = useShownKeys(cell, layers, channel);
  const rows = units === 'all' ? hidden : Math.min(FEW_UNITS, hidden);
  const heights = watchHeights({ maps, rows, lines: lines.length, room, narrow });
  const isDifference = seen === 'difference';
  const frame = { selected, trace, isDifference, heights, maps: maps.length, by };

  return (
    <div
      className={channelStyles.watchStack}
      ref={stack}
      data-compact={(!narrow && maps.length > MOST_ROOMY) || undefined}
      data-numbered={by !== 'all' || undefined}
    >
      {room === 0 && !narrow ? null : by === 'channel' ? (
        maps.map((key, k) => (
          <LayerMaps
            key={`${model.id} ${k}`}
            {...frame}
            layer={k}
            keys={[key]}
            selectedKey={k === layer ? channel : null}
            showsLayer
          />
        ))
      ) : (
        <LayerMaps key={model.id} {...frame} layer={layer} keys={maps} selectedKey={channel} showsLayer={false} />
      )}
      {room === 0 && !narrow
        ? null
        : lines.map((key) => (
            <UnitLineRow
              key={key}
              {...{ trace, isDifference, layer, unit }}
              model={model.name}
              channel={key}
              selected={key === channel}
              height={heights.unitLine}
            />
          ))}
    </div>
  );
}

/** The maps of one layer, with the same units in the same order in all of them. */
function LayerMaps(props: {
  readonly selected: SelectedTrace;
  /** The trace that the maps show: the selected one, that of the unchanged text, or the difference. */
  readonly trace: Trace;
  readonly isDifference: boolean;
  readonly heights: WatchHeights;
  /** Number of maps of all layers. */
  readonly maps: number;
  readonly by: ShownKeys['by'];
  readonly layer: number;
  readonly keys: readonly MapKey[];
  readonly selectedKey: MapKey | null;
  readonly showsLayer: boolean;
}) {
  const { selected, trace, isDifference, heights, maps, by, layer, keys, selectedKey, showsLayer } = props;
  const { model, unit, channel } = selected;
  const [order] = useUi('rowOrder');
  const [mode] = useUi('mapScale');
  const flip = useFlips();
  const of = { trace: selected.trace, model: model.id, layer, channel, unit };
  const units = useChangingUnits({ ...of, mode });
  const rows = useRowOrder({ ...of, order, flip, units });
  return keys.map((key) => (
    <ChannelRow
      key={key}
      trace={trace}
      model={model.name}
      mapKey={key}
      layer={layer}
      showsLayer={showsLayer}
      unit={unit}
      selected={key === selectedKey}
      order={rows.order}
      signs={rows.signs}
      isDifference={isDifference}
      mode={mode}
      map={key === selectedKey ? heights.selected : heights.other}
      isNumbered={by !== 'all'}
      lineHeight={by === 'one' && !isGradient(key) ? 0 : lineHeight(maps, key)}
    />
  ));
}
