import type { AppStoreApi, SlotId, SlotRun } from './state.ts';

/** Changes what is known of one slot's training; nothing where it is gone. */
export function changeRun(store: AppStoreApi, id: SlotId, change: (run: SlotRun) => Partial<SlotRun>): void {
  store.setState((s) => {
    const run = s.runs[id];
    return run ? { runs: { ...s.runs, [id]: { ...run, ...change(run) } } } : {};
  });
}
