/** The stack behind Undo and Redo. Pure. */

/** An action, and what leads to the other side of it: back while it is done, forth once it is undone. */
export interface Entry<T> {
  /** What was done, in words. */
  readonly what: string;
  /** Actions with the same key that follow one another quickly are one entry; null: an entry of its own. */
  readonly key: string | null;
  /** Milliseconds on a clock that never goes back, at the newest action of the entry. */
  readonly at: number;
  readonly memento: T;
}

export interface History<T> {
  /** Oldest first. */
  readonly past: readonly Entry<T>[];
  /** What was undone; the next to be redone last. */
  readonly future: readonly Entry<T>[];
}

export interface Bounds<T> {
  readonly entries: number;
  readonly bytes: number;
  /** Bytes that these hold together. What several of them share counts once. */
  readonly bytesOf: (mementos: readonly T[]) => number;
}

export type Direction = 'undo' | 'redo';

export const NO_HISTORY: History<never> = { past: [], future: [] };

/** Milliseconds within which changes of one thing are one entry, such as the steps of a drag. */
export const SAME_CHANGE_WITHIN = 1000;

/** The entry that is undone or redone next; null where there is none. */
export function nextEntry<T>({ past, future }: History<T>, direction: Direction): Entry<T> | null {
  return (direction === 'undo' ? past : future).at(-1) ?? null;
}

/** The history after an action. What had been undone can no longer be redone. */
export function recorded<T>({ past, future }: History<T>, entry: Entry<T>, bounds: Bounds<T>): History<T> {
  const last = past.at(-1);
  const isSameChange =
    entry.key !== null && last?.key === entry.key && future.length === 0 && entry.at - last.at < SAME_CHANGE_WITHIN;
  if (isSameChange) return { past: [...past.slice(0, -1), { ...last, at: entry.at }], future: [] };
  return bounded({ past: [...past, entry], future: [] }, 'past', bounds);
}

/**
 * The history after its next entry has been undone or redone.
 *
 * @param other what leads back to what stood until now
 */
export function moved<T>({ past, future }: History<T>, direction: Direction, other: T, bounds: Bounds<T>): History<T> {
  const [from, to] = direction === 'undo' ? [past, future] : [future, past];
  const entry = from.at(-1);
  if (!entry) return { past, future };
  const shorter = from.slice(0, -1);
  // What a person does next is an action of its own.
  const longer = [...to, { ...entry, key: null, memento: other }];
  return direction === 'undo'
    ? bounded({ past: shorter, future: longer }, 'future', bounds)
    : bounded({ past: longer, future: shorter }, 'past', bounds);
}

/**
 * The history within its bounds. The oldest actions go first, then what would be redone last. The newest entry stays, however
 * large it is.
 *
 * @param newest which of both ends with the newest entry
 */
function bounded<T>(history: History<T>, newest: keyof History<T>, bounds: Bounds<T>): History<T> {
  let { past, future } = history;
  const isTooMuch = (): boolean => {
    const all = [...past, ...future];
    return all.length > bounds.entries || bounds.bytesOf(all.map(({ memento }) => memento)) > bounds.bytes;
  };
  while (past.length + future.length > 1 && isTooMuch()) {
    if (past.length > (newest === 'past' ? 1 : 0)) past = past.slice(1);
    else future = future.slice(1);
  }
  return { past, future };
}
