import type { ReactNode } from 'react';

/** One of several values in a cell of a table. In a saved table it has a column of its own, under this name. */
export function CellPart({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return <span data-value-name={name}>{children}</span>;
}
