import { useRef } from 'react';
import { ROW_ORDERS, type RowOrder } from '../../analysis/rowOrder.ts';
import { CHANNELS } from '../../engine/spec.ts';
import { SCALE_MODES, type ScaleMode } from '../../draw/channelScale.ts';
import { formatCount } from '../../draw/format.ts';
import { ProvokedNote } from '../picture/ProvokedNote.tsx';
import { TraceStretch } from '../picture/TraceStretch.tsx';
import { useSelectedTrace, type SelectedTrace } from '../picture/selectedTrace.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import { WaitingMaps } from './WaitingMaps.tsx';
import { WatchSide } from './WatchSide.tsx';
import { lineHeight, watchHeights } from './stackLayout.ts';
import { useRowOrder } from './useRowOrder.ts';
import { setWatchOptions, useWatchOptions } from './watchOptions.ts';
import '../styles/picture.css';
import '../styles/watch.css';

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

/** Every unit of the selected model and layer over the visible text, and one unit's update in numbers. */
export function WatchWorkspace() {
  const selected = useSelectedTrace();
  return (
    <div className="watch">
      {selected ? (
        <>
          <Maps selected={selected} />
          <WatchSide selected={selected} />
        </>
      ) : (
        <WaitingMaps />
      )}
    </div>
  );
}

/** Holds the pictures while training goes on. */
function Freeze({ step }: { readonly step: number }) {
  const store = useAppStore();
  const isFrozen = useApp((state) => state.frozen);
  return (
    <span>
      <label>
        <input
          type="checkbox"
          checked={isFrozen}
          onChange={(event) => store.getState().setFrozen(event.target.checked)}
        />
        Freeze
      </label>
      {isFrozen && <b> frozen at step {formatCount(step)}</b>}
    </span>
  );
}

function Maps({ selected }: { readonly selected: SelectedTrace }) {
  const { slot, trace, layer, channel, unit } = selected;
  const store = useAppStore();
  const theme = useTheme();
  const narrow = useNarrow();
  const { start, columns, columnWidth } = useTimeWindow();
  const { order, scale } = useWatchOptions();
  const rows = useRowOrder(trace, slot.id, layer, order);
  const stack = useRef<HTMLDivElement>(null);
  const room = useElementSize(stack).height;
  const channels = CHANNELS[trace.spec.cell];
  const heights = watchHeights(trace.spec.cell, trace.spec.hidden, room, narrow);
  const shown = narrow ? [channel] : channels;

  return (
    <div className="watch-maps">
      <div className="watch-head">
        <h2 className="picture-title">
          {slot.name}, layer {layer + 1}: {trace.spec.hidden} units <ProvokedNote id={slot.id} />
        </h2>
        <div className="picture-controls">
          <TraceStretch />
          <Freeze step={trace.step} />
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
        <p className="picture-note watch-note">
          Look for rows that change where the text does. A row that follows a character has not shown that the model
          uses it. {trace.spec.cell === 'gru' ? 'z = 1 keeps the old state.' : ''}
        </p>
      </div>
      {narrow ? (
        <fieldset className="watch-chips" aria-label="Channel to show">
          {channels.map((key) => (
            <button
              type="button"
              key={key}
              aria-pressed={key === channel}
              onClick={() => store.getState().select({ channel: key })}
            >
              {key}
            </button>
          ))}
        </fieldset>
      ) : null}
      <div className="watch-stack" ref={stack}>
        {room > 0 || narrow
          ? shown.map((key) => (
              <ChannelRow
                key={key}
                trace={trace}
                model={slot.name}
                channel={key}
                layer={layer}
                unit={unit}
                selected={key === channel}
                order={rows}
                mode={scale}
                theme={theme}
                start={start}
                columns={columns}
                columnWidth={columnWidth}
                map={key === channel ? heights.selected : heights.other}
                lineHeight={lineHeight(trace.spec.cell, key)}
              />
            ))
          : null}
      </div>
    </div>
  );
}
