import { useCallback, useRef, useState } from 'react';
import type { ModelSpec } from '../../engine/spec.ts';
import { useDismiss } from '../shell/useDismiss.ts';
import { mapKeys, mapLetter, mapName } from './mapKinds.ts';
import { setMapOptions, toggleMap, useMapOptions, type MapsBy } from './mapOptions.ts';

const BY: Readonly<Record<MapsBy, string>> = {
  layer: 'one layer: all that is ticked',
  channel: 'all layers: the selected channel',
};

/** Which maps are shown: channels, the loss's gradients, and of which layers. */
export function ShownMenu({ spec }: { readonly spec: ModelSpec }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(open, place, close);
  const { shown, by } = useMapOptions();
  const all = mapKeys(spec.cell);
  const now = shown[spec.cell];
  return (
    <div className="shown-menu" ref={place}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        Shown <b>{spec.layers > 1 && by === 'channel' ? `${spec.layers} layers` : `${now.length} of ${all.length}`}</b>
      </button>
      {open && (
        <div className="popup shown-popup">
          <fieldset>
            <legend>Maps of a layer</legend>
            {all.map((key) => (
              <label key={key}>
                <input
                  type="checkbox"
                  checked={now.includes(key)}
                  disabled={now.length === 1 && now[0] === key}
                  onChange={() => toggleMap(spec.cell, key)}
                />
                <span className="mono">{mapLetter(key)}</span> {mapName(key)}
              </label>
            ))}
          </fieldset>
          {spec.layers > 1 && (
            <fieldset>
              <legend>Layers</legend>
              {(['layer', 'channel'] as const).map((key) => (
                <label key={key}>
                  <input type="radio" name="maps-by" checked={by === key} onChange={() => setMapOptions({ by: key })} />
                  {BY[key]}
                </label>
              ))}
            </fieldset>
          )}
          <p className="picture-note">
            ∂L/∂h is the gradient of the mean loss of the traced text by each unit’s state, sign kept, from one backward
            pass through all of it.
          </p>
        </div>
      )}
    </div>
  );
}
