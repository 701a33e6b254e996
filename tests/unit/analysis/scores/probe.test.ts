import { expect, test } from 'vitest';
import { cholesky, solveFactored } from '../../../../src/analysis/scores/linearAlgebra.ts';
import { PENALTY, ProbeFitter, probeScores } from '../../../../src/analysis/scores/probe.ts';
import { plainRowProducts } from '../../../../src/analysis/scores/rankProducts.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { bruteAuc, bruteSolve } from './brute.ts';

const D = 6;
const n = 400;
const random = createRandom(12, 'probe');
const truth = [1.5, -0.7, 0, 0.4, -2, 0.1];

/** Correlated, standardised columns, [D, n]. */
const x = new Float32Array(D * n);
for (let t = 0; t < n; t++) {
  const shared = random.normal();
  for (let j = 0; j < D; j++) x[j * n + t] = 0.6 * shared + (0.4 + 0.1 * j) * random.normal();
}
for (let j = 0; j < D; j++) {
  const column = x.subarray(j * n, (j + 1) * n);
  const mean = column.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  for (let t = 0; t < n; t++) column[t] = (column[t]! - mean) / deviation;
}
const clean = probeScores(x, D, Float64Array.from([...truth, 0.5]));
const binary = Uint8Array.from(clean, (z) => (random.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0));

test('the probe of a number is the closed form of ridge regression', async () => {
  const y = Float32Array.from(clean, (z) => z + random.normal());
  const fitter = await ProbeFitter.open(x, D, plainRowProducts);
  const { weights, bias } = fitter.ridge(y);
  const mean = y.reduce((sum, value) => sum + value, 0) / n;
  const gram = truth.map((_, i) =>
    truth.map((__, j) => {
      let sum = i === j ? PENALTY : 0;
      for (let t = 0; t < n; t++) sum += (x[i * n + t]! * x[j * n + t]!) / n;
      return sum;
    }),
  );
  const right = Array.from({ length: D }, (_, i) =>
    y.reduce((sum, value, t) => sum + (x[i * n + t]! * (value - mean)) / n, 0),
  );
  for (const [j, value] of bruteSolve(gram, right).entries()) expect(weights[j]).toBeCloseTo(value, 5);
  expect(bias).toBeCloseTo(mean, 6);
});

test('the gradient of the logistic loss is that of central differences', async () => {
  const fitter = await ProbeFitter.open(x, D, plainRowProducts);
  const w = Float64Array.of(0.3, -0.2, 0.5, 0.1, -0.9, 0.7, -0.4);
  const gradient = new Float64Array(D + 1);
  const spare = new Float64Array(D + 1);
  fitter.logisticLoss(w, binary, gradient);
  for (let j = 0; j <= D; j++) {
    const moved = (by: number): number =>
      fitter.logisticLoss(
        w.map((value, i) => (i === j ? value + by : value)),
        binary,
        spare,
      );
    expect(gradient[j]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
  }
});

test('the logistic probe ends where no direction leads further down', async () => {
  const fitter = await ProbeFitter.open(x, D, plainRowProducts);
  const { weights, bias } = fitter.logistic(binary);
  const w = Float64Array.from([...weights, bias]);
  const gradient = new Float64Array(D + 1);
  const least = fitter.logisticLoss(w, binary, gradient);
  expect(Math.hypot(...gradient)).toBeLessThan(2e-4);
  for (let k = 0; k < 50; k++) {
    const elsewhere = w.map((value) => value + 0.3 * random.normal());
    expect(fitter.logisticLoss(elsewhere, binary, gradient)).toBeGreaterThan(least);
  }
  expect(bruteAuc(probeScores(x, D, w), binary)).toBeGreaterThan(bruteAuc(clean, binary) - 0.005);
});

test('a label that a plane separates does not drive the weights to infinity', async () => {
  const fitter = await ProbeFitter.open(x, D, plainRowProducts);
  const { weights } = fitter.logistic(clean.map((z) => (z > 0 ? 1 : 0)));
  expect(weights.every((value) => Math.abs(value) < 20)).toBe(true);
});

test('a matrix that is not positive definite is refused', () => {
  expect(() => cholesky(Float64Array.of(1, 0, 2, 1), 2)).toThrow(RangeError);
});

test('a factored system gives its solution', () => {
  const G = [4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2];
  const b = [1, -2, 3];
  const solution = Float64Array.from(b);
  solveFactored(cholesky(Float64Array.from(G), 3), 3, solution);
  for (const [i, value] of b.entries()) {
    expect(G.slice(3 * i, 3 * i + 3).reduce((sum, g, j) => sum + g * solution[j]!, 0)).toBeCloseTo(value, 12);
  }
});
