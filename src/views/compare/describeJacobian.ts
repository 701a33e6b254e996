import type { JacobianSpectrum, StateJacobian } from '../../analysis/jacobian.ts';
import { formatCount, formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';
import { hasC, type ModelSpec } from '../../engine/spec.ts';
import { describeBound } from './describeBound.ts';

/** The largest power of ten that float64 represents with all digits. */
const FAR = 300;

/** A singular value: `0.603`, `2.30·10⁻⁵⁰`. If it may be due to rounding alone, only an upper bound is given. */
export function formatSigma(sigma: number, noise: number): string {
  if (Number.isNaN(sigma)) return 'not finite';
  if (sigma > 0 && sigma <= noise) return `< ${formatSigma(noise, 0)}`;
  if (sigma > 10 ** FAR) return `> ${formatPowerOfTen(FAR)}`;
  if (sigma > 0 && sigma < 10 ** -FAR) return `< ${formatPowerOfTen(-FAR)}`;
  return formatMagnitude(sigma);
}

/** Numbers of the state's directions: all, those that are stretched, and those that rounding hides. */
export interface DirectionCounts {
  readonly all: number;
  /** Singular values that are above 1, and not because of rounding. */
  readonly grown: number;
  /** Singular values that cannot be distinguished from 0. */
  readonly unknown: number;
}

export function directionCounts({ values, noise }: Pick<JacobianSpectrum, 'values' | 'noise'>): DirectionCounts {
  return {
    all: values.length,
    grown: values.filter((value) => value > 1 && value > noise).length,
    unknown: values.filter((value) => value <= noise).length,
  };
}

/** The lag of the findings: the last at which all singular values are known, at most 20. */
export function findingLag({ lags, spectra }: Pick<StateJacobian, 'lags' | 'spectra'>): number {
  const known = spectra.map(({ lag }) => lag).filter((lag) => lag <= FINDING_LAG);
  return known.at(-1) ?? Math.min(FINDING_LAG, lags);
}
const FINDING_LAG = 20;

/**
 * The finding for one model in a sentence that agrees with the rounded numbers: "σ_max 12.4 at lag 20: some small
 * changes of the state (h, c) have grown (10 of 64 directions)."
 */
export function jacobianFinding(name: string, of: StateJacobian): string {
  const k = findingLag(of);
  const { largest, noise } = of.curves[0];
  const course = describeCourse(of.spec, largest[k], noise[k], of.spectra.find(({ lag }) => lag === k) ?? null);
  const bound = describeBound(of.spec, of.gates[0].sigma);
  const measured = `${name}: σ_max ${formatSigma(largest[k], noise[k])} at lag ${formatCount(k)}: ${course}.`;
  return bound === null ? measured : `${measured} The bound is ${bound}.`;
}

function describeCourse(
  spec: ModelSpec,
  sigma: number,
  noise: number,
  spectrum: Pick<JacobianSpectrum, 'values' | 'noise'> | null,
): string {
  const state = hasC(spec) ? 'the state (h, c)' : 'the state h';
  if (Number.isNaN(sigma)) return `a number of ${state} is not finite`;
  if (sigma === 0) return `no small change of ${state} has reached t`;
  if (sigma <= noise) return `rounding hides all small changes of ${state}`;
  // By the shown digits: 1.0004 is shown as 1.00, which is no growth.
  const shown = Number(sigma.toPrecision(3));
  if (shown < 1) return `every small change of ${state} has shrunk`;
  if (shown === 1) return `no small change of ${state} has grown`;
  const counts = spectrum && directionCounts(spectrum);
  return `some small changes of ${state} have grown${counts ? ` (${counts.grown} of ${counts.all} directions)` : ''}`;
}
