/**
 * Eigenvalues of a symmetric tridiagonal matrix, ascending: QL steps with implicit shifts, without eigenvectors.
 * Source: Martin and Wilkinson, "The implicit QL algorithm", Numerische Mathematik 12, 1968.
 *
 * @param d diagonal, [n]; overwritten
 * @param e off-diagonal in e[1 …], [n]; overwritten
 * @throws RangeError if the iteration does not converge.
 */
export function tridiagonalEigenvalues(d: Float64Array, e: Float64Array): Float64Array {
  implicitQl(d, e, d.length);
  return d.sort();
}

/** The largest number of QL steps for one eigenvalue; three are usual. */
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

/** One QL step with an implicit shift on rows l … m. */
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
