import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ScaleMode } from '../../draw/channelScale.ts';

/** What the unit's colours are scaled to. Kept while the page is open. */
const options = createStore<{ readonly scale: ScaleMode }>(() => ({ scale: 'unit' }));

export function useFindScale(): ScaleMode {
  return useStore(options, (state) => state.scale);
}

export function setFindScale(scale: ScaleMode): void {
  options.setState({ scale });
}
