import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** How much of the trace the lines show. Kept while the page is open. */
export type Extent = 'view' | 'whole';

const options = createStore<{ readonly extent: Extent }>(() => ({ extent: 'view' }));

export function useExtent(): Extent {
  return useStore(options, (state) => state.extent);
}

export function setExtent(extent: Extent): void {
  options.setState({ extent });
}
