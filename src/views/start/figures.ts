/** What the small pictures of the first page show: measured by `npm run pretrain`, in the networks that the cards open. */
import type { CellKind } from '../../engine/spec.ts';
import measured from './figures.json';

export interface Figures {
  /** Gradient norms relative to lag 0, by lag, in the networks of delayed recall before their training. */
  readonly reach: readonly {
    readonly cell: CellKind;
    readonly before: readonly number[];
  }[];
  /** The state and the forget gate of the cell that counts the characters of a line, from timestep `at` on. */
  readonly gate: {
    readonly symbols: string;
    readonly at: number;
    readonly state: readonly number[];
    readonly gate: readonly number[];
  };
  /** The cell of quotation marks, and whether each character stands inside them. */
  readonly text: {
    readonly symbols: string;
    readonly values: readonly number[];
    readonly inside: readonly number[];
  };
}

export const FIGURES = measured as Figures;
