import { compareFalls, paceOf } from '../../analysis/decayFindings.ts';
import { type DecayFit, isFit, type LagRange, type NoFit } from '../../analysis/decayFit.ts';
import { formatSteps, NO_FIT_TEXT, describePace, describeRange, describeSpread } from './describePace.ts';

/** A gradient's fits, and its name inside a sentence: "the LSTM’s ∂L/∂c". */
export interface NamedFit {
  readonly name: string;
  /** The fit over its own lags. */
  readonly own: DecayFit | NoFit;
  /** The fit over the lags that all gradients have. */
  readonly common: DecayFit | null;
  /** Whether the others are compared with this one. */
  readonly isReference: boolean;
}

/**
 * The findings from the fits of one run, in sentences. Each gradient is compared with the reference over a range of
 * lags that the sentence names, and then over its own lags. Longer, shorter and no difference are reported in the same
 * way.
 */
export function lagFindings(fits: readonly NamedFit[], range: LagRange | null): readonly string[] {
  const reference = fits.find(({ isReference }) => isReference);
  if (!reference) return [];
  const others = fits.filter((fit) => fit !== reference);
  if (!isFit(reference.own)) return [reference, ...others].map(describeAlone);
  if (others.length === 0) return [`${describeAlone(reference)} Another cell is needed to compare it with.`];
  return others.map((fit, index) => {
    if (!isFit(fit.own) || !fit.common || !reference.common || !range) return describeAlone(fit);
    // The reference's own lags are mentioned once.
    const own = ownLags(index === 0 ? [fit, reference] : [fit], range);
    return [comparison(fit, fit.common, reference, reference.common, range), own].filter(Boolean).join(' ');
  });
}

function describeAlone({ name, own }: NamedFit): string {
  if (!isFit(own)) return `${capital(name)} ${NO_FIT_TEXT[own]}.`;
  return `${capital(name)} ${describePace(own.slope)} ${middleHalf(own)}, over lags ${describeRange(own)}.`;
}

function comparison(a: NamedFit, fitA: DecayFit, b: NamedFit, fitB: DecayFit, range: LagRange): string {
  const [paceA, paceB] = [paceOf(fitA.slope), paceOf(fitB.slope)];
  const both = `the one ${describePace(fitA.slope)} ${middleHalf(fitA)}, the other ${describePace(fitB.slope)} ${middleHalf(fitB)}`;
  const over = `Over lags ${describeRange(range)}, which all of them have,`;
  const verdict = compareFalls(fitA, fitB);
  if (verdict === 'same') return `${over} ${a.name} and ${b.name} do not differ by this measure: ${both}.`;
  if (paceA.kind === 'halves' && paceB.kind === 'halves') {
    const size = (steps: number, fit: DecayFit): string => `${formatSteps(steps)} steps ${middleHalf(fit)}`;
    return `${over} ${a.name} has a ${verdict === 'slower' ? 'longer' : 'shorter'} half-life than ${b.name}: ${size(paceA.steps, fitA)} against ${size(paceB.steps, fitB)}.`;
  }
  if (paceA.kind === 'doubles' && paceB.kind === 'doubles') {
    // The slope that falls more slowly grows faster.
    return `${over} ${a.name} grows ${verdict === 'slower' ? 'faster' : 'more slowly'} than ${b.name}: ${both}.`;
  }
  return `${over} ${a.name} ${describePace(fitA.slope)} ${middleHalf(fitA)}, while ${b.name} ${describePace(fitB.slope)} ${middleHalf(fitB)}.`;
}

/** "Over its own lags, 5–175, the LSTM’s ∂L/∂c halves every 4.6 steps.", for fits over other than the common lags. */
function ownLags(fits: readonly NamedFit[], range: LagRange): string {
  return fits
    .flatMap(({ name, own }) =>
      isFit(own) && (own.from !== range.from || own.to !== range.to)
        ? [`Over its own lags, ${describeRange(own)}, ${name} ${describePace(own.slope)}.`]
        : [],
    )
    .join(' ');
}

/** "(middle half of the losses 12.0 to 22.1)" */
function middleHalf({ slopes }: DecayFit): string {
  return `(middle half ${describeSpread(slopes)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
