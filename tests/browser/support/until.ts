import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';

/** Resolves when `holds` is true of the store; rejects, with the notice that is shown, when that takes too long. */
export function until(
  store: AppStoreApi,
  holds: (state: AppState) => boolean,
  what: string,
  limit = 120_000,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const { notice, status, backendReason } = store.getState();
      const shown = [notice?.text ?? 'no notice', status, backendReason].join('; ');
      reject(new Error(`never happened: ${what} (${shown})`));
    }, limit);
    const check = (): void => {
      if (!holds(store.getState())) return;
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(check);
    check();
  });
}
