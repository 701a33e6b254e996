import { CELLS, type ModelSpec } from '../spec.ts';
import type { CellEquations } from './cell.ts';

/** The equations of a model's cell in its variant. */
export function cellEquations(spec: ModelSpec): CellEquations {
  return CELLS[spec.cell].equations(spec);
}

/** The gate blocks whose weight_hh multiplies the saved value instead of h, as [from, to); null if there are none. */
export function blocksOnResetState(spec: ModelSpec): { readonly from: number; readonly to: number } | null {
  const products = cellEquations(spec).forward.flatMap((phase) => phase.products);
  return products.find(({ operand }) => operand === 'saved') ?? null;
}
