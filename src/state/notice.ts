/** Messages to the person, and what they offer. */
import type { ModelId } from './model.ts';

/** A message, and what a person can do next. */
export interface Notice {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action: string | null;
  /** A button beside the message. */
  readonly offer?: Offer;
}

/** A button beside a message. */
interface Offer {
  readonly label: string;
  readonly does: OfferedAction;
}

/**
 * goOn: takes these models back to their last sound weights, if they are not back already, and trains · undo: undoes the newest
 * action.
 */
export type OfferedAction = { readonly kind: 'goOn'; readonly goBack: readonly ModelId[] } | { readonly kind: 'undo' };
