import { pulse } from '../../engine/pulse.ts';

/** The Cholesky factor of a symmetric positive definite matrix, G = R Rᵀ, in place in its lower triangle; [D, D]. */
export function cholesky(G: Float64Array, D: number): Float64Array {
  for (let i = 0; i < D; i++) {
    pulse((i * i) / 2);
    for (let j = 0; j <= i; j++) {
      let sum = G[i * D + j]!;
      const p = i * D;
      const q = j * D;
      for (let k = 0; k < j; k++) sum -= G[p + k]! * G[q + k]!;
      if (i > j) G[p + j] = sum / G[q + j]!;
      else if (sum > 0) G[p + i] = Math.sqrt(sum);
      else throw new RangeError('the matrix is not positive definite');
    }
  }
  return G;
}

/** Solves R Rᵀ x = b in place. @param R lower triangle, [D, D] @param x b at first, [D] */
export function solveFactored(R: Float64Array, D: number, x: Float64Array): void {
  pulse(D * D);
  for (let i = 0; i < D; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= R[i * D + k]! * x[k]!;
    x[i] = sum / R[i * D + i]!;
  }
  for (let i = D - 1; i >= 0; i--) {
    const value = x[i]! / R[i * D + i]!;
    x[i] = value;
    for (let k = 0; k < i; k++) x[k]! -= R[i * D + k]! * value;
  }
}
