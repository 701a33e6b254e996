import { useRef } from 'react';
import { ROW_ORDERS, type RowOrder } from '../../analysis/rowOrder.ts';
import type { ScaleMode } from '../../draw/channelScale.ts';
import { SCALE_MODES } from '../../draw/channelScale.ts';
import type { MapHeight } from '../../draw/mapLayout.ts';
import type { Theme } from '../../draw/ramps.ts';
import { CHANNELS } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { ChannelRow } from './ChannelRow.tsx';
import { Freeze } from './Freeze.tsx';
import { isGradient, type MapKey } from './mapKinds.ts';
import { setMapOptions, useMapOptions } from './mapOptions.ts';
import { ShownMenu } from './ShownMenu.tsx';
import { lineHeight, watchHeights } from './stackLayout.ts';
import { useRowOrder } from './useRowOrder.ts';
import { useSeenTrace } from './useSeenTrace.ts';
import { ViewSwitch } from './ViewSwitch.tsx';
import { setWatchOptions, useWatchOptions } from './watchOptions.ts';

const ORDER_NAMES: Readonly<Record<RowOrder, string>> = {
  similarity: 'similarity',
  index: 'index',
  activity: 'mean activity',
  variance: 'variance',
};
const SCALE_NAMES: Readonly<Record<ScaleMode, string>> = {
  fixed: 'fixed',
  channel: 'per channel',
  unit: 'per unit',
};

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
    <div className="watch-maps">
      <Head selected={selected} />
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
    </div>
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
  const { flip } = useMapOptions();
  const rows = useRowOrder(selected.trace, slot.id, layer, order, flip);
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

function Head({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, trace, layer } = selected;
  const { order, scale } = useWatchOptions();
  const { flip } = useMapOptions();
  const isSimilarity = order === 'similarity';
  return (
    <div className="watch-head">
      <h2 className="picture-title">
        {slot.name}, layer {layer + 1}: {trace.spec.hidden} units
      </h2>
      <ViewSwitch />
      <p className="picture-note watch-note">
        {flip && isSimilarity
          ? 'Rows marked − are drawn with flipped sign. '
          : 'Look for rows that change where the text does. '}
        A row that follows a character has not shown that the model uses it.
      </p>
      <div className="picture-controls">
        <TraceStretch />
        <Freeze step={trace.step} />
        <ShownMenu spec={trace.spec} />
        <label>
          Unit order
          <select value={order} onChange={(event) => setWatchOptions({ order: event.target.value as RowOrder })}>
            {ROW_ORDERS.map((key) => (
              <option key={key} value={key}>
                {ORDER_NAMES[key]}
              </option>
            ))}
          </select>
        </label>
        <label title="Under the order by similarity a unit that goes against its neighbour is drawn with flipped sign, and marked −. Gates have no sign to flip.">
          <input
            type="checkbox"
            checked={flip && isSimilarity}
            disabled={!isSimilarity}
            onChange={(event) => setMapOptions({ flip: event.target.checked })}
          />
          Flip signs
        </label>
        <label>
          Colour scale
          <select value={scale} onChange={(event) => setWatchOptions({ scale: event.target.value as ScaleMode })}>
            {SCALE_MODES.map((key) => (
              <option key={key} value={key}>
                {SCALE_NAMES[key]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
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
