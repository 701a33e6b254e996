/**
 * Eigenvalues of a symmetric matrix, ascending: Householder's reduction to tridiagonal form, then QL steps with implicit
 * shifts, without vectors. Source: Martin, Reinsch and Wilkinson, "Householder's tridiagonalization of a symmetric
 * matrix", and Martin and Wilkinson, "The implicit QL algorithm", Numerische Mathematik 11 and 12, 1968.
 *
 * @param A [n, n]; overwritten
 * @throws RangeError if the steps do not converge (numbers that are not finite).
 */
export function symmetricEigenvalues(A: Float64Array, n: number): Float64Array {
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  tridiagonalise(A, n, d, e);
  return tridiagonalEigenvalues(d, e);
}

/**
 * Eigenvalues of a symmetric tridiagonal matrix, ascending.
 *
 * @param d diagonal, [n]; overwritten  @param e what stands beside it in e[1 …], [n]; overwritten
 * @throws RangeError if the steps do not converge.
 */
export function tridiagonalEigenvalues(d: Float64Array, e: Float64Array): Float64Array {
  implicitQl(d, e, d.length);
  return d.sort();
}

/** Leaves the diagonal in d and what stands beside it in e[1 …]. */
function tridiagonalise(A: Float64Array, n: number, d: Float64Array, e: Float64Array): void {
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(A[row + k]);
    if (i === 1 || scale === 0) {
      e[i] = A[row + i - 1];
      d[i] = A[row + i];
      continue;
    }
    let h = 0;
    for (let k = 0; k < i; k++) {
      A[row + k] /= scale;
      h += A[row + k] ** 2;
    }
    const f = A[row + i - 1];
    const g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
    e[i] = scale * g;
    h -= f * g;
    A[row + i - 1] = f - g;
    // p = A u / h, then A −= u qᵀ + q uᵀ with q = p − (uᵀ p / 2h) u; only the lower half is kept.
    let sum = 0;
    for (let j = 0; j < i; j++) {
      let p = 0;
      for (let k = 0; k <= j; k++) p += A[j * n + k] * A[row + k];
      for (let k = j + 1; k < i; k++) p += A[k * n + j] * A[row + k];
      e[j] = p / h;
      sum += e[j] * A[row + j];
    }
    const half = sum / (h + h);
    for (let j = 0; j < i; j++) {
      const u = A[row + j];
      const q = e[j] - half * u;
      e[j] = q;
      for (let k = 0; k <= j; k++) A[j * n + k] -= u * e[k] + q * A[row + k];
    }
    d[i] = A[row + i];
  }
  d[0] = A[0];
  e[0] = 0;
}

/** Most QL steps for one eigenvalue; three are usual. */
const MOST_STEPS = 60;

function implicitQl(d: Float64Array, e: Float64Array, n: number): void {
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let step = 0; ; step++) {
      let m = l;
      for (; m < n - 1; m++) {
        const size = Math.abs(d[m]) + Math.abs(d[m + 1]);
        if (Math.abs(e[m]) <= Number.EPSILON * size) break;
      }
      if (m === l) break;
      if (step === MOST_STEPS) throw new RangeError('the eigenvalues do not settle');
      shiftedStep(d, e, l, m);
    }
  }
}

/** One QL step with an implicit shift on the rows l … m. */
function shiftedStep(d: Float64Array, e: Float64Array, l: number, m: number): void {
  let g = (d[l + 1] - d[l]) / (2 * e[l]);
  let r = Math.hypot(g, 1);
  g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}
