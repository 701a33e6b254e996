import type { SlotId } from './state.ts';

/** The record with nothing kept for this model. */
export function without<T>(record: Readonly<Record<SlotId, T>>, id: SlotId): Record<SlotId, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
}
