import { useRef } from 'react';
import { selectedSlot } from '../picture/selectedTrace.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { Waiting } from '../picture/Waiting.tsx';
import { useApp } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';
import { mapLetter, mapName } from './mapKinds.ts';
import { useMapOptions } from './mapOptions.ts';
import { lineHeight, watchHeights } from './stackLayout.ts';

/** The frame of the maps before there is a trace, as tall and as wide as they will be, so that nothing jumps when they come. */
export function WaitingMaps() {
  const slot = useApp(selectedSlot);
  const selected = useApp((state) => state.cursor.channel);
  const hidden = useApp((state) => state.runs[state.cursor.slot]?.spec.hidden ?? state.settings.hidden);
  const { room: width } = useTimeWindow();
  const { shown } = useMapOptions();
  const narrow = useNarrow();
  const stack = useRef<HTMLDivElement>(null);
  const room = useElementSize(stack).height;
  const { cell } = slot;
  const keys = narrow ? [selected] : shown[cell];
  const heights = watchHeights(keys, hidden, room, narrow);
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
          ? keys.map((key) => (
              <div className="channel" key={key}>
                <div className="channel-gutter">
                  <span>
                    <span className="channel-letter">{mapLetter(key)}</span>{' '}
                    <span className="channel-name">{mapName(key)}</span>
                  </span>
                </div>
                <div
                  className="waiting-map"
                  style={{
                    width,
                    height: key === selected ? heights.selected.height : heights.other.height,
                    marginBottom: lineHeight(keys.length, key),
                  }}
                />
              </div>
            ))
          : null}
      </div>
    </div>
  );
}
