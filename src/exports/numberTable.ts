import type { CsvCell } from '../formats/csv.ts';
import type { Results } from '../state/results.ts';

export type Rows = readonly (readonly CsvCell[])[];
export type Kind = 'lags' | 'chain' | 'jacobian';
export type Report<K extends Kind> = NonNullable<Results[K]>['of'];

/** The rows of one model's report under the heads of its table. */
export interface NumberTable<K extends Kind> {
  readonly heads: readonly string[];
  readonly rows: (of: Report<K>) => Rows;
}

/** The tables of one kind of measurement. */
export interface NumberFile<K extends Kind> extends NumberTable<K> {
  readonly kind: K;
  /** Further tables under the first one. */
  readonly more?: readonly NumberTable<K>[];
}
