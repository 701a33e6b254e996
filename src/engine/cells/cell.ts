/**
 * What the three cells share. A cell works on one row at a time: the H units of one sequence at one timestep of one
 * layer. Arrays are passed whole with the offset at which the row begins (`at` in arrays of row length H, `zAt` in arrays
 * of row length G·H, `prevAt` in the arrays of the previous state), because the loops over time must not allocate.
 */

/** σ(a) = 1 / (1 + e^−a), the true logistic function. */
export function sigmoid(a: number): number {
  return 1 / (1 + Math.exp(-a));
}
