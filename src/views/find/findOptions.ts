import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ScaleMode } from '../../draw/channelScale.ts';
import type { RowOrder } from './scoreRows.ts';

/** What Find shows and how. Kept while the page is open. */
export interface FindOptions {
  /** What the unit's colours are scaled to. */
  readonly scale: ScaleMode;
  /** On the page Cause: whether the text shows the unit's value or what each prediction loses with it held. */
  readonly colour: 'value' | 'change';
  /** Only labels that say this are listed. */
  readonly filter: string;
  readonly order: RowOrder;
  /** Whether the table shows each label's best unit or the selected one. */
  readonly units: 'best' | 'selected';
  /** What stands under the text: the selected unit's channels, or all units on the chosen label. */
  readonly below: 'channels' | 'units';
}

const options = createStore<FindOptions>(() => ({
  scale: 'unit',
  colour: 'change',
  filter: '',
  order: 'verdict',
  units: 'best',
  below: 'channels',
}));

export function useFindOption<K extends keyof FindOptions>(key: K): FindOptions[K] {
  return useStore(options, (state) => state[key]);
}

export function setFindOptions(change: Partial<FindOptions>): void {
  options.setState(change);
}
