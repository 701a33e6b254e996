import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Which memory task is to be learned next. Kept while the page is open. */
export interface MemoryOptions {
  readonly task: string;
  readonly lag: number;
}

const options = createStore<MemoryOptions>(() => ({ task: 'recall', lag: 20 }));

export function useMemoryOptions(): MemoryOptions {
  return useStore(options);
}

export function setMemoryOptions(change: Partial<MemoryOptions>): void {
  options.setState(change);
}
