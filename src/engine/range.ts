/** Whole numbers from `from` up to, but not including, `to`: timesteps, characters of a text, rows. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export function lengthOf({ from, to }: Range): number {
  return to - from;
}

/** Whether a number lies in a range. */
export function holds({ from, to }: Range, k: number): boolean {
  return k >= from && k < to;
}
