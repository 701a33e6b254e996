/** Which tab an experiment belongs to, by the browser's locks: they go with the tab, however it ends. */

const PREFIX = 'unrolled.experiment.';
/** On it a tab asks who has an experiment, and the tab that has it answers. */
const CHANNEL = 'unrolled.experiments';

/** Ends a tab's claim on an experiment. */
export type Unlock = () => void;

/** Milliseconds after which a tab that neither answers nor lets its experiment go counts as one that has it. */
const SILENCE = 15_000;

interface Asked {
  readonly wanted: string;
}

interface Answered {
  readonly held: string;
}

/** Claims an experiment for this tab; null if another tab has it. */
export async function lockExperiment(id: string): Promise<Unlock | null> {
  return claim(id, { ifAvailable: true });
}

/**
 * The same after a reload: the page that was here before may still hold the experiment, and lets it go as it ends. A tab that is
 * there answers that it has it.
 */
export async function lockAfterReload(id: string): Promise<Unlock | null> {
  const abort = new AbortController();
  const { signal } = abort;
  const channel = new BroadcastChannel(CHANNEL);
  const timer = setTimeout(() => abort.abort(), SILENCE);
  channel.addEventListener('message', ({ data }: MessageEvent<Asked | Answered>) => {
    if ('held' in data && data.held === id) abort.abort();
  });
  try {
    const claimed = claim(id, { signal });
    channel.postMessage({ wanted: id } satisfies Asked);
    return await claimed;
  } finally {
    clearTimeout(timer);
    channel.close();
  }
}

async function claim(id: string, options: LockOptions): Promise<Unlock | null> {
  // Without a secure connection there are no locks.
  if (!('locks' in navigator)) return () => undefined;
  return new Promise((resolve) => {
    const held = navigator.locks.request(PREFIX + id, options, (lock) => {
      if (!lock) return resolve(null);
      const silence = answerFor(id);
      return new Promise<void>((unlock) => {
        resolve(() => {
          silence();
          unlock();
        });
      });
    });
    // Broken off: another tab has it.
    held.catch(() => resolve(null));
  });
}

/** Tells tabs that ask that this one has the experiment, until it is told to be silent. */
function answerFor(id: string): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<Asked | Answered>) => {
    if ('wanted' in data && data.wanted === id) channel.postMessage({ held: id } satisfies Answered);
  });
  return () => channel.close();
}

/** The ids of the experiments that tabs have claimed. */
export async function lockedExperiments(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
}
