import { pulse } from '../engine/pulse.ts';

/**
 * Iterations after which a missing eigenvalue counts as an error. With the two ad hoc shifts no matrix is known to
 * need as many.
 */
const MOST_STEPS = 300;
const EPSILON = 2 ** -52;

/** Eigenvalues as real and imaginary parts, [n] each, in no particular order. */
export interface Eigenvalues {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * All eigenvalues of a real n × n matrix: Householder reduction to Hessenberg form, then implicit double-shift QR
 * steps. They are the exact eigenvalues of a matrix within a small multiple of 2⁻⁵² ‖A‖ of A. About 13 n³
 * multiplications.
 *
 * Source: Golub and Van Loan, "Matrix computations", 4th edition, algorithms 7.4.2 and 7.5.1; deflation and ad hoc
 * shifts as in EISPACK's `orthes` and `hqr` (Smith et al., 1976), by way of JAMA.
 *
 * @param matrix row-major; not changed
 * @throws RangeError if an entry is not finite, or if the iteration does not converge
 */
export function eigenvalues(matrix: ArrayLike<number>, n: number): Eigenvalues {
  const A = Float64Array.from({ length: n * n }, (_, k) => matrix[k]);
  if (!A.every(Number.isFinite)) throw new RangeError('a matrix with entries that are not finite has no eigenvalues');
  toHessenberg(A, n);
  return hessenbergEigenvalues(A, n);
}

/** Largest absolute value of an eigenvalue. */
export function spectralRadius(matrix: ArrayLike<number>, n: number): number {
  const { re, im } = eigenvalues(matrix, n);
  return re.reduce((most, x, k) => Math.max(most, Math.hypot(x, im[k])), 0);
}

/** A ← Qᵀ A Q with zeros below the first subdiagonal, column by column. */
function toHessenberg(A: Float64Array, n: number): void {
  const u = new Float64Array(n);
  for (let m = 1; m < n - 1; m++) {
    pulse(2 * n * n);
    let scale = 0;
    for (let i = m; i < n; i++) scale += Math.abs(A[i * n + m - 1]);
    if (scale === 0) continue;
    let h = 0;
    for (let i = m; i < n; i++) {
      u[i] = A[i * n + m - 1] / scale;
      h += u[i] * u[i];
    }
    const g = u[m] > 0 ? -Math.sqrt(h) : Math.sqrt(h);
    h -= u[m] * g;
    u[m] -= g;
    // (I − u uᵀ / h) A (I − u uᵀ / h)
    for (let j = m; j < n; j++) {
      let f = 0;
      for (let i = m; i < n; i++) f += u[i] * A[i * n + j];
      f /= h;
      for (let i = m; i < n; i++) A[i * n + j] -= f * u[i];
    }
    for (let i = 0; i < n; i++) {
      let f = 0;
      for (let j = m; j < n; j++) f += u[j] * A[i * n + j];
      f /= h;
      for (let j = m; j < n; j++) A[i * n + j] -= f * u[j];
    }
    A[m * n + m - 1] = scale * g;
    for (let i = m + 1; i < n; i++) A[i * n + m - 1] = 0;
  }
}

/** Deflates eigenvalues, one or two at a time, from the last row up. A is destroyed. */
function hessenbergEigenvalues(A: Float64Array, n: number): Eigenvalues {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  let norm = 0;
  for (const entry of A) norm += Math.abs(entry);
  /** The sum of the ad hoc shifts that were subtracted from the diagonal. */
  let shifted = 0;
  for (let last = n - 1, steps = 0; last >= 0; ) {
    const first = activeFrom(A, n, last, norm);
    if (first === last) {
      re[last] = A[last * n + last] + shifted;
      last--;
      steps = 0;
    } else if (first === last - 1) {
      setPair(A, n, last, shifted, re, im);
      last -= 2;
      steps = 0;
    } else {
      if (++steps > MOST_STEPS) throw new RangeError('the eigenvalues did not converge');
      const shift = shiftOf(A, n, last, steps);
      if (shift.taken !== 0) {
        for (let i = 0; i <= last; i++) A[i * n + i] -= shift.taken;
        shifted += shift.taken;
      }
      doubleStep(A, n, first, last, shift);
    }
  }
  return { re, im };
}

/** The first row of the block that ends at `last` and has no negligible subdiagonal entry. */
function activeFrom(A: Float64Array, n: number, last: number, norm: number): number {
  for (let row = last; row > 0; row--) {
    const size = Math.abs(A[(row - 1) * n + row - 1]) + Math.abs(A[row * n + row]);
    if (Math.abs(A[row * n + row - 1]) <= EPSILON * (size === 0 ? norm : size)) return row;
  }
  return 0;
}

/** The two eigenvalues of the last 2 × 2 block. */
function setPair(A: Float64Array, n: number, last: number, shifted: number, re: Float64Array, im: Float64Array): void {
  const product = A[last * n + last - 1] * A[(last - 1) * n + last];
  const corner = A[last * n + last] + shifted;
  const half = (A[(last - 1) * n + last - 1] - A[last * n + last]) / 2;
  const discriminant = half * half + product;
  const root = Math.sqrt(Math.abs(discriminant));
  if (discriminant >= 0) {
    const z = half >= 0 ? half + root : half - root;
    re[last - 1] = corner + z;
    re[last] = z === 0 ? corner : corner - product / z;
  } else {
    re[last - 1] = re[last] = corner + half;
    im[last - 1] = root;
    im[last] = -root;
  }
}

/** Trace and determinant of the shift are x + y and x y − w; `taken` is subtracted from the diagonal first. */
interface Shift {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly taken: number;
}

function shiftOf(A: Float64Array, n: number, last: number, steps: number): Shift {
  const x = A[last * n + last];
  const y = A[(last - 1) * n + last - 1];
  const w = A[last * n + last - 1] * A[(last - 1) * n + last];
  // Matrices such as a cyclic permutation are fixed points of the usual shift, so a different shift is used.
  if (steps % 20 === 11) {
    const size = Math.abs(A[last * n + last - 1]) + Math.abs(A[(last - 1) * n + last - 2]);
    return { x: 0.75 * size, y: 0.75 * size, w: -0.4375 * size * size, taken: x };
  }
  return { x, y, w, taken: 0 };
}

/** One implicit double QR step on rows and columns first … last. */
function doubleStep(A: Float64Array, n: number, first: number, last: number, shift: Shift): void {
  const at = (i: number, j: number): number => A[i * n + j];
  let p = 0;
  let q = 0;
  let r = 0;
  let m = last - 2;
  // Two consecutive small subdiagonal entries allow the step to start further down.
  for (; ; m--) {
    const z = at(m, m);
    const [toX, toY] = [shift.x - z, shift.y - z];
    p = (toX * toY - shift.w) / at(m + 1, m) + at(m, m + 1);
    q = at(m + 1, m + 1) - z - toX - toY;
    r = at(m + 2, m + 1);
    const size = Math.abs(p) + Math.abs(q) + Math.abs(r);
    p /= size;
    q /= size;
    r /= size;
    if (m === first) break;
    const around = Math.abs(at(m - 1, m - 1)) + Math.abs(z) + Math.abs(at(m + 1, m + 1));
    if (Math.abs(at(m, m - 1)) * (Math.abs(q) + Math.abs(r)) < EPSILON * Math.abs(p) * around) break;
  }
  for (let i = m + 2; i <= last; i++) {
    A[i * n + i - 2] = 0;
    if (i > m + 2) A[i * n + i - 3] = 0;
  }
  pulse(10 * (last - m) * (last - first));
  for (let k = m; k < last; k++) {
    const isThree = k < last - 1;
    let size = 1;
    if (k > m) {
      p = at(k, k - 1);
      q = at(k + 1, k - 1);
      r = isThree ? at(k + 2, k - 1) : 0;
      size = Math.abs(p) + Math.abs(q) + Math.abs(r);
      if (size === 0) continue;
      p /= size;
      q /= size;
      r /= size;
    }
    const s = p < 0 ? -Math.hypot(p, q, r) : Math.hypot(p, q, r);
    if (s === 0) continue;
    if (k > m) A[k * n + k - 1] = -s * size;
    else if (first !== m) A[k * n + k - 1] = -A[k * n + k - 1];
    reflect(A, n, k, first, last, [(p + s) / s, q / s, r / s, q / (p + s), r / (p + s)], isThree);
  }
}

/** Applies the Householder reflection of rows and columns k, k + 1 and, if `isThree`, k + 2, from both sides. */
function reflect(
  A: Float64Array,
  n: number,
  k: number,
  first: number,
  last: number,
  [x, y, z, q, r]: readonly [number, number, number, number, number],
  isThree: boolean,
): void {
  for (let j = k; j <= last; j++) {
    const sum = A[k * n + j] + q * A[(k + 1) * n + j] + (isThree ? r * A[(k + 2) * n + j] : 0);
    if (isThree) A[(k + 2) * n + j] -= sum * z;
    A[k * n + j] -= sum * x;
    A[(k + 1) * n + j] -= sum * y;
  }
  for (let i = first; i <= Math.min(last, k + 3); i++) {
    const sum = x * A[i * n + k] + y * A[i * n + k + 1] + (isThree ? z * A[i * n + k + 2] : 0);
    if (isThree) A[i * n + k + 2] -= sum * r;
    A[i * n + k] -= sum;
    A[i * n + k + 1] -= sum * q;
  }
}
