import { useRef } from 'react';
import type { MapHeight } from '../../draw/mapLayout.ts';
import type { Theme } from '../../draw/ramps.ts';
import { CHANNELS } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { ChannelRow } from './ChannelRow.tsx';
import { isGradient, type MapKey } from './mapKinds.ts';
import { useFlips, useMapOptions } from './mapOptions.ts';
import { lineHeight, watchHeights } from './stackLayout.ts';
import { useRowOrder } from './useRowOrder.ts';
import { useSeenTrace } from './useSeenTrace.ts';
import { useWatchOptions } from './watchOptions.ts';

/** More maps than these leave no room for three lines beside each. */
const MOST_ROOMY = 6;

/** Every unit of the selected model over the text in view: one layer's channels, or one channel of all layers. */
export function Maps({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, layer, channel } = selected;
  const { trace, seen } = useSeenTrace(selected);
  const theme = useTheme();
  const narrow = useNarrow();
  const { shown, by } = useMapOptions();
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
  const frame = { selected, trace, isDifference: seen === 'difference', theme, heights, maps: keys.length };

  return (
    <>
      {narrow ? <ChannelChips selected={selected} /> : null}
      <div className="watch-stack" ref={stack} data-compact={(!narrow && keys.length > MOST_ROOMY) || undefined}>
        {room === 0 && !narrow ? null : byChannel ? (
          Array.from({ length: layers }, (_, k) => (
            <LayerMaps
              key={`${slot.id} ${k}`}
              {...frame}
              layer={k}
              keys={keys.slice(0, 1)}
              selectedKey={k === layer ? channel : null}
              showsLayer
            />
          ))
        ) : (
          <LayerMaps key={slot.id} {...frame} layer={layer} keys={keys} selectedKey={channel} showsLayer={false} />
        )}
      </div>
    </>
  );
}

/** Maps of one layer, their units in one order. */
function LayerMaps(props: {
  readonly selected: SelectedTrace;
  /** What the maps show of it. */
  readonly trace: Trace;
  readonly isDifference: boolean;
  readonly theme: Theme;
  readonly heights: { readonly selected: MapHeight; readonly other: MapHeight };
  /** Maps of all layers that are shown. */
  readonly maps: number;
  readonly layer: number;
  readonly keys: readonly MapKey[];
  readonly selectedKey: MapKey | null;
  readonly showsLayer: boolean;
}) {
  const { selected, trace, isDifference, theme, heights, maps, layer, keys, selectedKey, showsLayer } = props;
  const { slot, unit } = selected;
  const { order, scale } = useWatchOptions();
  const rows = useRowOrder(selected.trace, slot.id, layer, order, useFlips());
  return keys.map((key) => (
    <ChannelRow
      key={key}
      trace={trace}
      model={slot.name}
      mapKey={key}
      layer={layer}
      showsLayer={showsLayer}
      unit={unit}
      selected={key === selectedKey}
      order={rows.order}
      signs={rows.signs}
      isDifference={isDifference}
      mode={scale}
      theme={theme}
      map={key === selectedKey ? heights.selected : heights.other}
      lineHeight={lineHeight(maps, key)}
    />
  ));
}

/** On a narrow page one channel is shown at a time. */
function ChannelChips({ selected }: { readonly selected: SelectedTrace }) {
  const store = useAppStore();
  return (
    <fieldset className="watch-chips" aria-label="Channel to show">
      {CHANNELS[selected.trace.spec.cell].map((key) => (
        <button
          type="button"
          key={key}
          aria-pressed={key === selected.channel}
          onClick={() => store.getState().select({ channel: key })}
        >
          {key}
        </button>
      ))}
    </fieldset>
  );
}
