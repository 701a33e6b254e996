import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RowOrder } from '../../analysis/rowOrder.ts';
import type { ScaleMode } from '../../draw/channelScale.ts';

/**
 * What stands beside the maps: the cell's update in numbers, one unit over the text, the state in two dimensions, what the
 * model writes, what a changed character does.
 */
export type WatchSideName = 'cell' | 'unit' | 'space' | 'write' | 'change';
export const WATCH_SIDES: readonly WatchSideName[] = ['cell', 'unit', 'space', 'write', 'change'];

/** Of a text with a changed character: the maps of the run on it, of the run on the unchanged one, or their difference. */
export type SeenRun = 'after' | 'before' | 'difference';
export const SEEN_RUNS: readonly SeenRun[] = ['after', 'before', 'difference'];

/** What stands in the main place: maps of all units, or the network unrolled around t. */
export type WatchView = 'maps' | 'unrolled';
export const WATCH_VIEWS: readonly WatchView[] = ['maps', 'unrolled'];

/** How the pictures are shown. Kept while the page is open, so that leaving Watch and coming back changes nothing. */
export interface WatchOptions {
  /** `score`: by how strongly units track the label that was chosen last in Find. */
  readonly order: RowOrder | 'score';
  readonly scale: ScaleMode;
  /** Part of one update that the diagram brings forward; "all" is none. */
  readonly part: string;
  /** Whether the diagram shows all units as strips in place of one unit's numbers. */
  readonly everyUnit: boolean;
  readonly side: WatchSideName;
  readonly seen: SeenRun;
  readonly view: WatchView;
  /** Copies of the cell in the unrolled network, where there is room for them. */
  readonly copies: number;
  /** Position of the loss whose gradient is drawn back; null for that of the last copy. */
  readonly lossAt: number | null;
}

const options = createStore<WatchOptions>(() => ({
  order: 'similarity',
  scale: 'fixed',
  part: 'all',
  everyUnit: false,
  side: 'cell',
  seen: 'difference',
  view: 'maps',
  copies: 7,
  lossAt: null,
}));

export function useWatchOptions(): WatchOptions {
  return useStore(options);
}

export function watchOptions(): WatchOptions {
  return options.getState();
}

export function setWatchOptions(change: Partial<WatchOptions>): void {
  options.setState(change);
}
