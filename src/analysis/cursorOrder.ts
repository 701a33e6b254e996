/** Orders of units by what they do at one timestep, the cursor's. */
export type CursorOrder = 'value' | 'change';
export const CURSOR_ORDERS: readonly CursorOrder[] = ['value', 'change'];

export function isCursorOrder(order: string): order is CursorOrder {
  return CURSOR_ORDERS.some((one) => one === order);
}

/**
 * Units from top to bottom, [H]. value: largest value first. change: largest |value − value before| first. Ties, and units whose
 * score is not a number, are in order of index, the latter at the end.
 *
 * @param now values of a channel at the timestep, [H]
 * @param before values one timestep earlier, [H]; null if there are none: then nothing has changed
 */
export function cursorOrder(order: CursorOrder, now: Float32Array, before: Float32Array | null): Int32Array {
  const scores = Float64Array.from(now, (value, j) =>
    order === 'value' ? value : before ? Math.abs(value - before[j]) : 0,
  );
  const rank = scores.map((score) => (Number.isNaN(score) ? -Infinity : score));
  return Int32Array.from(now.keys()).sort((a, b) => (rank[a] === rank[b] ? a - b : rank[b] - rank[a]));
}

/**
 * The `count` rows that say most of such an order: by change the first, by value half of them from each end. The selected unit is
 * always among them, in its place.
 *
 * @param all all units in the order
 */
export function fewAtCursor(order: CursorOrder, all: Int32Array, count: number, selected: number): Int32Array {
  if (all.length <= count) return all;
  const first = order === 'change' ? count : Math.ceil(count / 2);
  const rows = Int32Array.from([...all.subarray(0, first), ...all.subarray(all.length - count + first)]);
  if (!rows.includes(selected)) rows[first - 1] = selected;
  return rows;
}
