import { useCallback, useRef, useState } from 'react';
import type { ModelSpec } from '../../engine/spec.ts';
import { Popup } from '../ui/Popup.tsx';
import { useDismiss } from '../ui/useDismiss.ts';
import { type MapKey, mapKeys } from '../../state/mapKeys.ts';
import { UI, type Ui } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { isGradient, mapLetter, mapName } from './mapKinds.ts';
import { useShownKeys } from './shownKeys.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { RadioOptions } from '../ui/RadioOptions.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './ShownMenu.module.css';

const BY: Readonly<Record<Ui['mapsBy'], string>> = {
  layer: 'one layer: all that is ticked',
  channel: 'all layers: the selected channel',
};

/** The menu of the maps: which channels and gradients are shown, and for which layers. */
export function ShownMenu({ spec }: { readonly spec: ModelSpec }) {
  const [open, setOpen] = useState(false);
  const container = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(open, container, close);
  const store = useAppStore();
  const [shown] = useUi('shownMaps');
  const [by, setBy] = useUi('mapsBy');
  const channel = useApp(({ ui }) => ui.cursor.channel);
  const { by: shows, maps } = useShownKeys(spec.cell, spec.layers, channel);
  const all = mapKeys(spec.cell);
  const now = shown[spec.cell];
  const toggle = (key: MapKey): void => {
    const next = now.includes(key) ? now.filter((k) => k !== key) : [...now, key];
    // A channel that is ticked is to be seen. A gradient is also shown below one channel.
    store.getState().setUi({
      shownMaps: { ...shown, [spec.cell]: next },
      ...(isGradient(key) ? {} : { mapChannels: 'all' }),
    });
  };
  return (
    <div className={styles.shownMenu} ref={container}>
      <Button kind="text" aria-expanded={open} onClick={() => setOpen(!open)}>
        Shown <b>{shows === 'channel' ? `${spec.layers} layers` : `${maps.length} of ${all.length}`}</b>
      </Button>
      {open && (
        <Popup className={styles.shownPopup}>
          <fieldset>
            <legend>Maps of all channels</legend>
            {all.map((key) => (
              <Checkbox
                key={key}
                isChecked={now.includes(key)}
                disabled={now.length === 1 && now[0] === key}
                onCheck={() => toggle(key)}
              >
                <span className="mono">{mapLetter(key)}</span> {mapName(key)}
              </Checkbox>
            ))}
          </fieldset>
          {spec.layers > 1 && (
            <fieldset>
              <legend>Layers</legend>
              <RadioOptions value={by} options={UI.mapsBy.codec.values.map((key) => [key, BY[key]])} onChoose={setBy} />
            </fieldset>
          )}
          <p className={pictureStyles.pictureNote}>
            ∂L/∂h is the signed gradient of the traced text’s mean loss with respect to each unit’s state, from one
            backward pass through the whole text.
          </p>
        </Popup>
      )}
    </div>
  );
}
