import type { ModelIdentity } from '../../state/model.ts';

/** Attributes by which style sheets draw a model: its cell's hue, and a dash for further models of this hue. */
export interface CellMark {
  readonly 'data-cell': string;
  readonly 'data-variant': number | undefined;
}

export function cellMark({ hue, variant }: Pick<ModelIdentity, 'hue' | 'variant'>): CellMark {
  return { 'data-cell': hue, 'data-variant': variant > 0 ? variant : undefined };
}
