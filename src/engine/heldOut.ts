/** Texts with fewer characters have no held-out part, because too little would be left on either side. */
export const HELD_OUT_FROM = 2_000;

/** The share of a text that is held out from training. */
const HELD_OUT_SHARE = 0.1;

/**
 * How many characters at the start of a text are for training, and how many at its end are held out for evaluation.
 */
export interface HeldOutSplit {
  readonly train: number;
  readonly heldOut: number;
}

/** Holds out the last tenth of a text of `count` characters. */
export function heldOutSplit(count: number): HeldOutSplit {
  const heldOut = count >= HELD_OUT_FROM ? Math.floor(count * HELD_OUT_SHARE) : 0;
  return { train: count - heldOut, heldOut };
}
