import type { Slot } from '../store/state.ts';
import { cellMark } from './cellMark.ts';

/** How a model's lines look. Decoration beside its name. */
export function LineSwatch({ slot }: { readonly slot: Slot }) {
  return (
    <svg className="line-swatch" width="26" height="8" viewBox="0 0 26 8" aria-hidden="true" {...cellMark(slot)}>
      <path d="M0 4H26" />
    </svg>
  );
}
