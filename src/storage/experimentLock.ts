/** Which tab an experiment belongs to, by the browser's locks: they go with the tab, however it ends. */

const PREFIX = 'unrolled.experiment.';

/** Ends a tab's claim on an experiment. */
export type Unlock = () => void;

/** Milliseconds between two attempts. */
const POLL_EVERY = 50;

/**
 * Claims an experiment for this tab; null if another tab has it.
 *
 * @param patience milliseconds in which a page that is just being left may let it go
 */
export async function lockExperiment(id: string, patience = 0): Promise<Unlock | null> {
  // Without a secure connection there are no locks.
  if (!('locks' in navigator)) return () => undefined;
  const end = performance.now() + patience;
  for (;;) {
    const unlock = await claim(PREFIX + id);
    if (unlock || performance.now() >= end) return unlock;
    await new Promise((resolve) => setTimeout(resolve, POLL_EVERY));
  }
}

function claim(name: string): Promise<Unlock | null> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((unlock) => resolve(() => unlock()));
    });
  });
}

/** The ids of the experiments that tabs have claimed. */
export async function lockedExperiments(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
}
