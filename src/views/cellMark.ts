import type { Slot } from '../store/state.ts';

/** Attributes by which the style sheets draw a model: its cell's hue, and the dash that tells it from others of its hue. */
export interface CellMark {
  readonly 'data-cell': string;
  readonly 'data-variant': number | undefined;
}

export function cellMark({ hue, variant }: Pick<Slot, 'hue' | 'variant'>): CellMark {
  return { 'data-cell': hue, 'data-variant': variant > 0 ? variant : undefined };
}
