/** Below this many characters nothing is held out: too little would be left on either side. */
export const HELD_OUT_FROM = 2_000;

/** Share of a text that is kept from training. */
const HELD_OUT_SHARE = 0.1;

/** How many characters at the start of a text are learned, and how many at its end are only used to measure. */
export interface HeldOutSplit {
  readonly train: number;
  readonly heldOut: number;
}

/** Holds out the last tenth of a text of `count` characters. */
export function heldOutSplit(count: number): HeldOutSplit {
  const heldOut = count >= HELD_OUT_FROM ? Math.floor(count * HELD_OUT_SHARE) : 0;
  return { train: count - heldOut, heldOut };
}
