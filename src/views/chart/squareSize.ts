/** Pixels of a square plot's side. */
export const SQUARE = 104;
