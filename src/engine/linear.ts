import { addProduct, fillRows, matrix, transpose, type Matrix } from './products.ts';

/**
 * Y = X Wᵀ + b for all rows of X at once.
 *
 * @param X [rows, I]
 * @param W [O, I], flat
 * @param b [O]
 * @param Y receives [rows, O], flat
 */
export function linear(
  rows: number,
  I: number,
  O: number,
  X: Matrix,
  W: Float64Array,
  b: Float64Array,
  Y: Float64Array,
): void {
  fillRows(rows, O, b, Y);
  addProduct(rows, O, I, X, matrix(W, 0, I), matrix(Y, 0, O));
}

/**
 * Input gradient of a linear layer: dX += dY W.
 *
 * @param dY [rows, O], flat
 * @param W [O, I], flat
 * @param dX [rows, I]
 * @param weightT scratch space for Wᵀ, at least I·O
 */
export function addLinearInputGradient(
  rows: number,
  I: number,
  O: number,
  dY: Float64Array,
  W: Float64Array,
  dX: Matrix,
  weightT: Float64Array,
): void {
  transpose(O, I, W, 0, weightT);
  addProduct(rows, I, O, matrix(dY, 0, O), matrix(weightT, 0, O), dX);
}

/** Scratch space for the transposed factors of a weight's gradient: at least [O, rows] and [I, rows]. */
export interface TransposedFactors {
  readonly rowsT: Float64Array;
  readonly columnsT: Float64Array;
}

/**
 * Weight gradient of a linear layer: dW += dYᵀ X.
 *
 * @param dY [rows, O], flat
 * @param X [rows, I], contiguous from its offset
 * @param dW [O, I], flat
 */
export function addLinearWeightGradient(
  rows: number,
  I: number,
  O: number,
  dY: Float64Array,
  X: Matrix,
  dW: Float64Array,
  { rowsT, columnsT }: TransposedFactors,
): void {
  transpose(rows, O, dY, 0, rowsT);
  transpose(rows, I, X.data, X.at, columnsT);
  addProduct(O, I, rows, matrix(rowsT, 0, rows), matrix(columnsT, 0, rows), matrix(dW, 0, I));
}
