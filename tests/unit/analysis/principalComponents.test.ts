import { describe, expect, test } from 'vitest';
import { largestOfTridiagonal } from '../../../src/analysis/lanczos.ts';
import { projectStates, type PrincipalComponents, type Projection } from '../../../src/analysis/principalComponents.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { covarianceOf, jacobi } from './jacobi.ts';

function project(
  values: Float32Array,
  hidden: number,
  previous: PrincipalComponents | null = null,
  mostValues?: number,
): Projection | null {
  const work = projectStates(values, hidden, previous, mostValues);
  for (;;) {
    const { done, value } = work.next();
    if (done) return value ?? null;
  }
}

/** States with a mean, unequal variances and skewed mixing: nothing about them is symmetric. */
function states(steps: number, hidden: number, seed: number): Float32Array {
  const random = createRandom(seed, 'states');
  const mixing = Array.from({ length: hidden * hidden }, () => random.normal());
  const values = new Float32Array(steps * hidden);
  for (let t = 0; t < steps; t++) {
    const source = Array.from({ length: hidden }, (_, k) => (random.uniform() ** 2 - 0.2) / (1 + 0.4 * k));
    for (let j = 0; j < hidden; j++) {
      let sum = 0.3 * j;
      for (let k = 0; k < hidden; k++) sum += mixing[j * hidden + k]! * source[k]!;
      values[t * hidden + j] = sum;
    }
  }
  return values;
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
};

describe('principal components of states', () => {
  test.each([
    [40, 3],
    [200, 9],
    [30, 40],
    [500, 70],
  ])('of %i timesteps and %i units are the eigenvectors that Jacobi rotations find', (steps, hidden) => {
    const values = states(steps, hidden, steps + hidden);
    const expected = jacobi(covarianceOf(values, hidden));
    const { basis } = project(values, hidden)!;
    expect(basis.rows).toBe(steps);
    const total = expected.values.reduce((a, b) => a + b, 0);
    expect(basis.total / total).toBeCloseTo(1, 10);
    for (let k = 0; k < 3; k++) {
      expect(basis.variances[k]! / expected.values[k]!).toBeCloseTo(1, 8);
      expect(Math.abs(dot(basis.components[k]!, expected.vectors[k]!))).toBeCloseTo(1, 8);
    }
  });

  test('the coordinates have mean 0, the components’ variances, and no covariance', () => {
    const values = states(300, 12, 8);
    const { basis, points } = project(values, 12)!;
    const covariance = covarianceOf(points, 3);
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 3; b++) {
        expect(covariance[a]![b]).toBeCloseTo(a === b ? basis.variances[a]! : 0, 5);
      }
    }
    let sum = 0;
    for (let t = 0; t < 300; t++) sum += points[t * 3]! / 300;
    expect(sum).toBeCloseTo(0, 5);
  });

  test('two directions of equal variance are both found, and a third of none', () => {
    // A circle in units 0 and 1; units 2 and 3 never move.
    const values = new Float32Array(64 * 4);
    for (let t = 0; t < 64; t++) {
      const angle = (2 * Math.PI * t) / 64;
      values.set([2 * Math.cos(angle), 2 * Math.sin(angle), 0.5, 7], t * 4);
    }
    const { basis } = project(values, 4)!;
    expect(basis.variances[0]).toBeCloseTo(2, 6);
    expect(basis.variances[1]).toBeCloseTo(2, 6);
    expect(basis.variances[2]).toBeCloseTo(0, 6);
    expect(dot(basis.components[0]!, basis.components[1]!)).toBeCloseTo(0, 10);
    for (const k of [0, 1]) expect(Math.hypot(basis.components[k]![0]!, basis.components[k]![1]!)).toBeCloseTo(1, 6);
  });

  test('the largest loading of each component is positive', () => {
    const { components } = project(states(100, 8, 5), 8)!.basis;
    for (const vector of components) {
      const largest = [...vector].sort((a, b) => Math.abs(b) - Math.abs(a))[0]!;
      expect(largest).toBeGreaterThan(0);
    }
  });

  test('when the states changed a little the picture does not flip, even where the earlier signs were the other way', () => {
    const values = states(100, 8, 5);
    const { basis } = project(values, 8)!;
    const turned = {
      ...basis,
      components: basis.components.map((vector, k) => (k === 1 ? vector : vector.map((x) => -x))),
    };
    const random = createRandom(1, 'change');
    const changed = values.map((x) => x + 0.01 * random.normal());
    const next = project(changed, 8, turned)!.basis;
    for (let k = 0; k < 3; k++) expect(dot(next.components[k]!, turned.components[k]!)).toBeGreaterThan(0.9);
    // An earlier basis of another model's size says nothing.
    expect(project(changed, 8, project(states(50, 5, 2), 5)!.basis)!.basis.variances[0]).toBeCloseTo(
      next.variances[0]!,
      8,
    );
  });

  test('an earlier basis is a place to begin and changes no result', () => {
    const before = project(states(150, 30, 3), 30)!.basis;
    const values = states(150, 30, 4);
    const [cold, warm] = [project(values, 30)!.basis, project(values, 30, before)!.basis];
    for (let k = 0; k < 3; k++) {
      expect(warm.variances[k]! / cold.variances[k]!).toBeCloseTo(1, 9);
      expect(Math.abs(dot(warm.components[k]!, cold.components[k]!))).toBeCloseTo(1, 8);
    }
  });

  test('of a long stretch every k-th timestep decides the directions, and all timesteps are placed', () => {
    const values = states(100, 4, 6);
    const thinned = values.filter((_, k) => Math.floor(k / 4) % 3 === 0);
    const { basis, points } = project(values, 4, null, 140)!;
    expect([basis.stride, basis.rows]).toEqual([3, 34]);
    expect(points.length).toBe(300);
    const expected = project(thinned, 4)!;
    expect(basis.variances[0]).toBeCloseTo(expected.basis.variances[0]!, 10);
    expect(points[9 * 3]).toBeCloseTo(expected.points[3 * 3]!, 6);
  });

  test('timesteps that hold no number are left out and have no place; states that never change have no directions', () => {
    const values = states(60, 5, 7);
    const kept = project(values.slice(5), 5)!;
    values[2] = NaN;
    const { basis, points } = project(values, 5)!;
    expect(basis.rows).toBe(59);
    expect(basis.variances[0]).toBeCloseTo(kept.basis.variances[0]!, 10);
    expect(Array.from(points.subarray(0, 3))).toEqual([NaN, NaN, NaN]);
    expect(project(new Float32Array(50).fill(0.25), 5)).toBeNull();
    expect(project(new Float32Array(50).fill(NaN), 5)).toBeNull();
  });

  test('one unit has one component, and the others’ coordinates are 0', () => {
    const { basis, points } = project(Float32Array.of(1, 3, 2, 6), 1)!;
    expect(basis.variances.length).toBe(1);
    expect(basis.variances[0]).toBeCloseTo(3.5, 12);
    expect(Array.from(points.subarray(9))).toEqual([3, 0, 0]);
  });
});

test('the largest eigenpair of a tridiagonal matrix is the one that Jacobi rotations find', () => {
  const random = createRandom(4, 'tridiagonal');
  for (const n of [1, 2, 5, 17]) {
    const alpha = Array.from({ length: n }, () => random.normal());
    const beta = Array.from({ length: n - 1 }, () => random.normal());
    const dense = alpha.map((a, i) =>
      alpha.map((_, j) => (i === j ? a : Math.abs(i - j) === 1 ? beta[Math.min(i, j)]! : 0)),
    );
    const expected = jacobi(dense);
    const { value, vector } = largestOfTridiagonal(alpha, beta);
    expect(value).toBeCloseTo(expected.values[0]!, 12);
    expect(Math.abs(dot(vector, expected.vectors[0]!))).toBeCloseTo(1, 12);
  }
});
