import { recurrentBound } from '../../analysis/recurrentBound.ts';
import { formatFixed } from '../../draw/format.ts';
import type { ModelSpec } from '../../engine/spec.ts';

/** Why a gradient may not grow although the bound allows it: where φ′ is below its maximum. */
const BELOW_MAXIMUM: Readonly<Record<ModelSpec['nonlinearity'], string>> = {
  tanh: 'φ′ is below 1 wherever tanh saturates',
  relu: 'φ′ is 0 for every unit that is off',
  sigmoid: 'φ′ is below ¼ wherever σ saturates',
};

/**
 * The bound of an RNN's layer and its consequence, without a full stop: "σ_max(W_hh) · max φ′ = 0.912, below 1: …".
 * Null for other cells. The consequence agrees with the rounded number.
 *
 * @param sigma σ_max(W_hh)
 */
export function describeBound(spec: ModelSpec, sigma: number): string | null {
  const bound = recurrentBound(spec, sigma);
  if (bound === null) return null;
  const shown = formatFixed(bound, 3);
  const number = `σ_max(W_hh) · max φ′ = ${shown}`;
  if (Math.abs(bound - 1) < 0.0005) return `${number}: it forces neither growth nor vanishing`;
  if (bound < 1) return `${number}, below 1: every small change shrinks at least by that with every step`;
  return `${number}, above 1: growth is possible, not certain, because ${BELOW_MAXIMUM[spec.nonlinearity]}`;
}
