import { useRef } from 'react';
import { channelName } from '../../draw/channelValues.ts';
import { CHANNELS } from '../../engine/spec.ts';
import { selectedSlot } from '../picture/selectedTrace.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { Waiting } from '../picture/Waiting.tsx';
import { useApp } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';
import { lineHeight, watchHeights } from './stackLayout.ts';

/** The frame of the maps before there is a trace, as tall and as wide as they will be, so that nothing jumps when they come. */
export function WaitingMaps() {
  const slot = useApp(selectedSlot);
  const selected = useApp((state) => state.cursor.channel);
  const hidden = useApp((state) => state.runs[state.cursor.slot]?.spec.hidden ?? state.settings.hidden);
  const { capacity, columnWidth } = useTimeWindow();
  const narrow = useNarrow();
  const stack = useRef<HTMLDivElement>(null);
  const room = useElementSize(stack).height;
  const { cell } = slot;
  const channels = narrow ? CHANNELS[cell].filter((channel) => channel === selected) : CHANNELS[cell];
  const heights = watchHeights(cell, hidden, room, narrow);
  return (
    <div className="watch-maps">
      <div className="watch-head watch-head-waiting">
        <h2 className="picture-title">
          {slot.name}: {hidden} units
        </h2>
        <Waiting model={slot.name} />
      </div>
      <div className="watch-stack" ref={stack} aria-hidden="true">
        {room > 0 || narrow
          ? channels.map((channel) => (
              <div className="channel" key={channel}>
                <div className="channel-gutter">
                  <span>
                    <span className="channel-letter">{channel}</span>{' '}
                    <span className="channel-name">{channelName(channel)}</span>
                  </span>
                </div>
                <div
                  className="waiting-map"
                  style={{
                    width: capacity * columnWidth,
                    height: channel === selected ? heights.selected.height : heights.other.height,
                    marginBottom: lineHeight(cell, channel),
                  }}
                />
              </div>
            ))
          : null}
      </div>
    </div>
  );
}
