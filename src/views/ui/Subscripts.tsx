import { Fragment } from 'react';

/** A sentence in which `σ_max` and `W_hh` are set with subscripts, as beside pictures and in tables. */
export function Subscripts({ children }: { readonly children: string }) {
  const parts = children.split(/(?<=[σW])_(max|h[a-z])\b/);
  return parts.map((part, k) => (k % 2 === 1 ? <sub key={k}>{part}</sub> : <Fragment key={k}>{part}</Fragment>));
}
