/** Keys of a slider over a list: the arrows go to its neighbours, Home and End to its ends. */
const ENDS: Readonly<Record<string, number>> = { Home: -Infinity, End: Infinity };

/**
 * The entry to which a key moves from entry `at` of `count`; null for other keys.
 *
 * @param up direction of ArrowUp: `back` if the first entry is at the top, `on` if larger values are higher
 */
export function entryAfterKey(key: string, at: number, count: number, up: 'back' | 'on'): number | null {
  const vertical = up === 'back' ? 1 : -1;
  const arrows: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: vertical,
    ArrowUp: -vertical,
  };
  const by = arrows[key] ?? ENDS[key];
  return by === undefined ? null : Math.max(0, Math.min(count - 1, at + by));
}
