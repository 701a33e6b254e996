/** Products with one-hot rows, done as what they are: fetching a column or a row, and adding to it on the way back. */

/** Y[p, :] += W[:, tokens[p]]: the product of W [O, V] with a one-hot column, for every position; Y [positions, O]. */
export function addColumns(V: number, O: number, tokens: Int32Array, W: Float64Array, Y: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const column = tokens[p]!;
    for (let r = 0; r < O; r++) Y[p * O + r]! += W[r * V + column]!;
  }
}

/** dW[:, tokens[p]] += dY[p, :]: the way back of `addColumns`. */
export function addToColumns(V: number, O: number, tokens: Int32Array, dY: Float64Array, dW: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const column = tokens[p]!;
    for (let r = 0; r < O; r++) dW[r * V + column]! += dY[p * O + r]!;
  }
}

/** X[p, :] = table[tokens[p], :]: the embedding, table [V, E], of every position; X [positions, E]. */
export function fetchRows(E: number, tokens: Int32Array, table: Float64Array, X: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const row = tokens[p]! * E;
    for (let e = 0; e < E; e++) X[p * E + e] = table[row + e]!;
  }
}

/** dTable[tokens[p], :] += dX[p, :]: the way back of `fetchRows`. */
export function addToRows(E: number, tokens: Int32Array, dX: Float64Array, dTable: Float64Array): void {
  for (let p = 0; p < tokens.length; p++) {
    const row = tokens[p]! * E;
    for (let e = 0; e < E; e++) dTable[row + e]! += dX[p * E + e]!;
  }
}
