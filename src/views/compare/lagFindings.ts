import { compareHalfLives } from '../../analysis/decayFindings.ts';
import type { DecayFit } from '../../analysis/lagCurves.ts';
import { formatFixed } from '../../draw/format.ts';

/** A fitted decay with its name as a sentence has it: "the LSTM’s ∂L/∂c". */
export interface NamedFit {
  readonly name: string;
  readonly fit: DecayFit | null;
  /** What the others are compared with. */
  readonly isReference: boolean;
}

/** `4.3`, `128`, `∞` where nothing falls. */
export function formatHalfLife(lags: number): string {
  return lags === Infinity ? '∞' : formatFixed(lags, lags < 99.95 ? 1 : 0);
}

/**
 * What the half-lives of one run say, in sentences: every other fit against the reference. No answer is expected: longer,
 * shorter and no difference are said alike.
 */
export function lagFindings(fits: readonly NamedFit[]): readonly string[] {
  const reference = fits.find(({ isReference }) => isReference);
  if (!reference) return [];
  const others = fits.filter((fit) => fit !== reference);
  if (!reference.fit) return [`${capital(reference.name)} falls too fast for a half-life to be fitted.`];
  if (others.length === 0)
    return [
      `${capital(reference.name)} halves every ${inWords(reference.fit)}. Another cell is needed to compare it with.`,
    ];
  return others.map(({ name, fit }) => {
    if (!fit) return `${capital(name)} falls too fast for a half-life to be fitted.`;
    const verdict = compareHalfLives(fit, reference.fit!);
    const both = `${inWords(fit)} against ${inWords(reference.fit!)}`;
    if (verdict === 'same') return `${capital(name)} and ${reference.name} do not differ by this measure: ${both}.`;
    return `${capital(name)} has a ${verdict} half-life than ${reference.name}: ${both}.`;
  });
}

/** "16.5 characters (middle half of the losses 12.0 to 22.1)" */
function inWords({ halfLife, halfLives: [low, , high] }: DecayFit): string {
  const size = halfLife === Infinity ? 'no fall at all' : `${formatHalfLife(halfLife)} characters`;
  return `${size} (middle half ${formatHalfLife(low)} to ${formatHalfLife(high)})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
