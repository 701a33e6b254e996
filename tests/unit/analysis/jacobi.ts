/** Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5): slow and plain. */
export function jacobi(matrix: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (a[p]![q] === 0) continue;
        const tau = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
        const c = 1 / Math.hypot(1, t);
        const s = t * c;
        for (const m of [a, v]) {
          for (let k = 0; k < n; k++) {
            const [x, y] = [m[k]![p]!, m[k]![q]!];
            m[k]![p] = c * x - s * y;
            m[k]![q] = s * x + c * y;
          }
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p]![k]!, a[q]![k]!];
          a[p]![k] = c * x - s * y;
          a[q]![k] = s * x + c * y;
        }
      }
    }
  }
  const order = a.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return { values: order.map((i) => a[i]![i]!), vectors: order.map((i) => v.map((row) => row[i]!)) };
}

/** Centred covariance of [T, H], divided by T. */
export function covarianceOf(values: ArrayLike<number>, hidden: number): number[][] {
  const T = values.length / hidden;
  const at = (t: number, j: number): number => values[t * hidden + j]!;
  const mean = Array.from({ length: hidden }, (_, j) => {
    let sum = 0;
    for (let t = 0; t < T; t++) sum += at(t, j) / T;
    return sum;
  });
  return mean.map((m, i) =>
    mean.map((n, j) => {
      let sum = 0;
      for (let t = 0; t < T; t++) sum += ((at(t, i) - m) * (at(t, j) - n)) / T;
      return sum;
    }),
  );
}
