import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Provocation } from '../../analysis/provoke.ts';

/** How much of the trace the lines show. Kept while the page is open. */
export type Extent = 'view' | 'whole';

const options = createStore<{ readonly extent: Extent }>(() => ({ extent: 'view' }));

export function useExtent(): Extent {
  return useStore(options, (state) => state.extent);
}

export function setExtent(extent: Extent): void {
  options.setState({ extent });
}

/** What the next provocation is of: kept while the page is open. */
interface ProvokeOptions {
  /** Whether it stands open beside the pictures. */
  readonly open: boolean;
  readonly block: Provocation['block'];
  readonly gain: number;
}

const provokeOptions = createStore<ProvokeOptions>(() => ({ open: false, block: 'all', gain: 1 }));

export function useProvokeOptions(): ProvokeOptions {
  return useStore(provokeOptions);
}

export function setProvokeOptions(change: Partial<ProvokeOptions>): void {
  provokeOptions.setState(change);
}
