import { useRef } from 'react';
import type { MapHeight } from '../../draw/mapLayout.ts';
import { CELLS } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useAppStore, useUi } from '../StoreContext.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import type { MapKey } from '../../state/mapKeys.ts';
import { isGradient } from './mapKinds.ts';
import { useFlips } from './useFlips.ts';
import { lineHeight, watchHeights } from './stackLayout.ts';
import { useRowOrder } from './useRowOrder.ts';
import { useSeenTrace } from './useSeenTrace.ts';
import { Button } from '../ui/Button.tsx';
import channelStyles from './channel.module.css';
import styles from './Maps.module.css';

/** The most maps that leave room for three lines of text beside each. */
const MOST_ROOMY = 6;

/** Maps of all units over the text in view: the channels of one layer, or one channel of all layers. */
export function Maps({ selected }: { readonly selected: SelectedTrace }) {
  const { model, layer, channel } = selected;
  const { trace, seen } = useSeenTrace(selected);
  const narrow = useNarrow();
  const [shown] = useUi('shownMaps');
  const [by] = useUi('mapsBy');
  const stack = useRef<HTMLDivElement>(null);
  const room = useElementSize(stack).height;
  const { cell, hidden, layers } = trace.spec;
  const byChannel = by === 'channel' && layers > 1;
  const keys = byChannel
    ? Array.from({ length: layers }, (): MapKey => channel)
    : narrow
      ? [channel, ...shown[cell].filter(isGradient)]
      : shown[cell];
  const heights = watchHeights(keys, hidden, room, narrow);
  const frame = { selected, trace, isDifference: seen === 'difference', heights, maps: keys.length };

  return (
    <>
      {narrow ? <ChannelChips selected={selected} /> : null}
      <div
        className={channelStyles.watchStack}
        ref={stack}
        data-compact={(!narrow && keys.length > MOST_ROOMY) || undefined}
      >
        {room === 0 && !narrow ? null : byChannel ? (
          Array.from({ length: layers }, (_, k) => (
            <LayerMaps
              key={`${model.id} ${k}`}
              {...frame}
              layer={k}
              keys={keys.slice(0, 1)}
              selectedKey={k === layer ? channel : null}
              showsLayer
            />
          ))
        ) : (
          <LayerMaps key={model.id} {...frame} layer={layer} keys={keys} selectedKey={channel} showsLayer={false} />
        )}
      </div>
    </>
  );
}

/** The maps of one layer, with the same order of units in all of them. */
function LayerMaps(props: {
  readonly selected: SelectedTrace;
  /** The trace that the maps show: the selected one, that of the unchanged text, or the difference. */
  readonly trace: Trace;
  readonly isDifference: boolean;
  readonly heights: { readonly selected: MapHeight; readonly other: MapHeight };
  /** Number of maps of all layers. */
  readonly maps: number;
  readonly layer: number;
  readonly keys: readonly MapKey[];
  readonly selectedKey: MapKey | null;
  readonly showsLayer: boolean;
}) {
  const { selected, trace, isDifference, heights, maps, layer, keys, selectedKey, showsLayer } = props;
  const { model, unit } = selected;
  const [order] = useUi('rowOrder');
  const [scale] = useUi('mapScale');
  const rows = useRowOrder(selected.trace, model.id, layer, order, useFlips());
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
      mode={scale}
      map={key === selectedKey ? heights.selected : heights.other}
      lineHeight={lineHeight(maps, key)}
    />
  ));
}

/** The choice of the one channel that a narrow page shows. */
function ChannelChips({ selected }: { readonly selected: SelectedTrace }) {
  const store = useAppStore();
  return (
    <fieldset className={styles.watchChips} data-unsaved aria-label="Channel to show">
      {CELLS[selected.trace.spec.cell].channels.map((key) => (
        <Button
          kind="bare"
          key={key}
          aria-pressed={key === selected.channel}
          onClick={() => store.getState().select({ channel: key })}
        >
          {key}
        </Button>
      ))}
    </fieldset>
  );
}
