import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CharacterClass } from '../../analysis/characterClass.ts';
import { OPEN, SHUT } from '../../analysis/saturation.ts';
import type { Channel } from '../../engine/spec.ts';

/** What the points of the state's plane are coloured by. */
export type SpaceColour = 'time' | 'class' | 'surprise';
export const SPACE_COLOURS: readonly SpaceColour[] = ['time', 'class', 'surprise'];

/** Pairs of principal components, counted from 0: across, then up. */
export type Axes = '0-1' | '0-2' | '1-2';
export const AXES: readonly Axes[] = ['0-1', '0-2', '1-2'];

/** How the panels beside the maps show what they show. Kept while the page is open. */
export interface PanelOptions {
  /** A gate below this counts as shut, one from `above` on as open; hundredths. */
  readonly below: number;
  readonly above: number;
  /** Which state's plane is shown; the other cells show h. */
  readonly state: Extract<Channel, 'c' | 'h'>;
  readonly colour: SpaceColour;
  readonly axes: Axes;
  /** The class that is brought forward; null for all alike. */
  readonly only: CharacterClass | null;
}

const options = createStore<PanelOptions>(() => ({
  below: SHUT,
  above: OPEN,
  state: 'h',
  colour: 'class',
  axes: '0-1',
  only: null,
}));

export function usePanelOptions(): PanelOptions {
  return useStore(options);
}

export function setPanelOptions(change: Partial<PanelOptions>): void {
  options.setState(change);
}
