import { useApp } from '../StoreContext.tsx';

/** Whether signs are flipped. Only the order by similarity flips them. */
export function useFlips(): boolean {
  return useApp(({ ui }) => ui.flip && ui.rowOrder === 'similarity');
}
