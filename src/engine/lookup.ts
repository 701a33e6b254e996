/**
 * Products with one-hot rows, computed as lookups: the forward pass fetches a column or a row, the backward pass adds
 * to it.
 */

import { pulse } from './pulse.ts';

/**
 * Y[p, :] += W[:, tokens[p]]: the product of W [O, V] with a one-hot column at every position; Y is [positions, O].
 */
export function addColumns(V: number, O: number, tokens: Int32Array, W: Float64Array, Y: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const column = tokens[p]!;
    pulse(O);
    for (let r = 0; r < O; r++) Y[p * O + r]! += W[r * V + column]!;
  }
}

/** dW[:, tokens[p]] += dY[p, :]: the gradient of `addColumns`. */
export function addToColumns(V: number, O: number, tokens: Int32Array, dY: Float64Array, dW: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const column = tokens[p]!;
    pulse(O);
    for (let r = 0; r < O; r++) dW[r * V + column]! += dY[p * O + r]!;
  }
}

/** X[p, :] = table[tokens[p], :]: the embedding of every position; the table is [V, E], X is [positions, E]. */
export function fetchRows(E: number, tokens: Int32Array, table: Float64Array, X: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const row = tokens[p]! * E;
    for (let e = 0; e < E; e++) X[p * E + e] = table[row + e]!;
  }
}

/** dTable[tokens[p], :] += dX[p, :]: the gradient of `fetchRows`. */
export function addToRows(E: number, tokens: Int32Array, dX: Float64Array, dTable: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const row = tokens[p]! * E;
    for (let e = 0; e < E; e++) dTable[row + e]! += dX[p * E + e]!;
  }
}
