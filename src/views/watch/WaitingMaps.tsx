import { useRef } from 'react';
import { FEW_UNITS } from '../../analysis/changingUnits.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { useApp, useUi } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { countShown } from './MapsExtent.tsx';
import { mapLetter, mapName } from './mapKinds.ts';
import { useShownKeys } from './shownKeys.ts';
import { lineHeight, watchHeights } from './stackLayout.ts';
import pictureStyles from '../ui/picture.module.css';
import channelStyles from './channel.module.css';
import watchWorkspaceStyles from './WatchWorkspace.module.css';
import styles from './WaitingMaps.module.css';

/** A placeholder for Watch until the models are there, so that the layout does not shift. */
export function WaitingMaps() {
  const model = useSelectedModel(({ is }) => is);
  const channel = useApp((state) => state.ui.cursor.channel);
  const hidden = useApp((state) => state.settings.hidden);
  const layers = useApp((state) => state.settings.layers);
  const [units] = useUi('mapUnits');
  return (
    <div className={watchWorkspaceStyles.watchMaps} data-part="watch-maps">
      <div className={`${watchWorkspaceStyles.watchHead} ${styles.watchHeadWaiting}`} data-part="watch-head">
        <h2 className={pictureStyles.pictureTitle}>
          {model.name}: {countShown(units, hidden)} units
        </h2>
        <Waiting model={model.name} />
      </div>
      <WaitingStack cell={model.cell} hidden={hidden} layers={layers} channel={channel} />
    </div>
  );
}

interface WaitingStackProps extends Pick<ModelSpec, 'cell' | 'hidden' | 'layers'> {
  /** The selected channel. */
  readonly channel: Channel;
}

/** A placeholder of the maps' size. */
export function WaitingStack({ cell, hidden, layers, channel }: WaitingStackProps) {
  const { room: width } = useTimeWindow();
  const [units] = useUi('mapUnits');
  const narrow = useNarrow();
  const stack = useRef<HTMLDivElement>(null);
  const room = useElementSize(stack).height;
  const { by, maps: keys, lines } = useShownKeys(cell, layers, channel);
  const rows = units === 'all' ? hidden : Math.min(FEW_UNITS, hidden);
  const heights = watchHeights({ maps: keys, rows, lines: lines.length, room, narrow });
  return (
    <div className={channelStyles.watchStack} ref={stack} aria-hidden="true">
      {room > 0 || narrow
        ? keys.map((key, k) => (
            <div className={channelStyles.channel} data-part="channel" key={k}>
              <div className={channelStyles.channelGutter}>
                <span>
                  <span className={channelStyles.channelLetter}>{mapLetter(key)}</span>{' '}
                  <span className={channelStyles.channelName}>{mapName(key)}</span>
                </span>
              </div>
              <div
                className={styles.waitingMap}
                style={{
                  width,
                  height: key === channel ? heights.selected.height : heights.other.height,
                  marginBottom: by === 'one' && k === 0 ? 0 : lineHeight(keys.length, key),
                }}
              />
            </div>
          ))
        : null}
    </div>
  );
}
