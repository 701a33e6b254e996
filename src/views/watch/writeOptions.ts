import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { WriteRequest } from '../../store/state.ts';

/** How the next continuation is to be written. Kept while the page is open. */
export interface WriteOptions {
  readonly after: 'cursor' | 'text';
  readonly text: string;
  readonly length: number;
  readonly mode: WriteRequest['mode'];
  readonly k: number;
  readonly count: number;
}

const options = createStore<WriteOptions>(() => ({
  after: 'cursor',
  text: '',
  length: 200,
  mode: 'sample',
  k: 5,
  count: 3,
}));

export function useWriteOptions(): WriteOptions {
  return useStore(options);
}

export function setWriteOptions(change: Partial<WriteOptions>): void {
  options.setState(change);
}
