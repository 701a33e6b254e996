/** Changes of a model's weights by hand, and their descriptions. */
import { perturb, type Perturbation } from '../analysis/perturbation.ts';
import type { ModelRun } from './model.ts';

/** The weights that the pictures show: those of the run, perturbed if necessary. */
export function shownParams(run: ModelRun, perturbation: Perturbation | null): Float32Array {
  return perturbation ? perturb(run.params, run.spec, perturbation) : run.params;
}

const RESETS = { identity: 'identity', orthogonal: 'orthogonal', gaussian: 'Gaussian' } as const;

/** "W_hh × 1.8", "W_hf = 1.2 · orthogonal, forget bias −2" */
export function describePerturbation({ block, reset, scale, forgetShift }: Perturbation): string {
  const name = block === 'all' ? 'W_hh' : `W_h${block}`;
  const rounded = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '\u2212');
  const weights = reset
    ? `${name} = ${reset.gain * scale === 1 ? '' : `${rounded(reset.gain * scale)} · `}${RESETS[reset.kind]}`
    : scale === 1
      ? null
      : `${name} × ${rounded(scale)}`;
  const bias = forgetShift === 0 ? null : `forget bias ${forgetShift > 0 ? '+' : ''}${rounded(forgetShift)}`;
  return [weights, bias].filter((part) => part !== null).join(', ');
}

/**
 * Descriptions of all changes of a run's weights by hand.
 *
 * @param now the current perturbation, which has not been trained further
 */
export function changesByHand(run: Pick<ModelRun, 'perturbed'>, now: Perturbation | null, step: number): string[] {
  const changes = run.perturbed.map(({ step: at, what }) => `${what} at step ${at}, trained on`);
  if (now) changes.push(`${describePerturbation(now)} at step ${step}, not trained`);
  return changes;
}
