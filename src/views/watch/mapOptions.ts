import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { CHANNELS, type CellKind } from '../../engine/spec.ts';
import { useWatchOptions } from './watchOptions.ts';
import { mapKeys, type MapKey } from './mapKinds.ts';

/** One layer's maps, or the selected channel's maps of all layers. */
export type MapsBy = 'layer' | 'channel';

/** Which maps are shown. Kept while the page is open. */
export interface MapOptions {
  /** Per cell; at least one each. */
  readonly shown: Readonly<Record<CellKind, readonly MapKey[]>>;
  readonly by: MapsBy;
  /** Whether rows that go against their neighbour are drawn with flipped sign (under the order by similarity). */
  readonly flip: boolean;
}

const options = createStore<MapOptions>(() => ({ shown: CHANNELS, by: 'layer', flip: false }));

export function useMapOptions(): MapOptions {
  return useStore(options);
}

/** Whether signs are flipped now: only the order by similarity has a use for it. */
export function useFlips(): boolean {
  const { order } = useWatchOptions();
  return useStore(options, (state) => state.flip) && order === 'similarity';
}

export function setMapOptions(change: Partial<Omit<MapOptions, 'shown'>>): void {
  options.setState(change);
}

/** Shows or hides one map; the last one stays. */
export function toggleMap(cell: CellKind, key: MapKey): void {
  const { shown } = options.getState();
  const now = shown[cell];
  const wanted = now.includes(key) ? now.filter((k) => k !== key) : [...now, key];
  if (wanted.length === 0) return;
  options.setState({ shown: { ...shown, [cell]: mapKeys(cell).filter((k) => wanted.includes(k)) } });
}
