/** What was done to a model's weights by hand, in words and as state. */
import { provoke, type Provocation } from '../analysis/provoke.ts';
import type { SlotRun } from './state.ts';

/** The weights that pictures show: the run's newest, provoked where they are to be. */
export function shownParams(run: SlotRun, provocation: Provocation | undefined): Float32Array {
  return provocation ? provoke(run.params, run.spec, provocation) : run.params;
}

const RESETS = { identity: 'identity', orthogonal: 'orthogonal', gaussian: 'Gaussian' } as const;

/** "W_hh × 1.8", "W_hf = 1.2 · orthogonal, forget bias −2" */
export function provocationWords({ block, reset, scale, forgetShift }: Provocation): string {
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
 * How weights came to be other than training alone would have made them, one entry for each time; empty if they did not.
 *
 * @param now what is changed by hand in them at their step, and not trained on
 */
export function changesByHand(run: Pick<SlotRun, 'provoked'>, now: Provocation | undefined, step: number): string[] {
  const changes = run.provoked.map(({ step: at, what }) => `${what} at step ${at}, trained on`);
  if (now) changes.push(`${provocationWords(now)} at step ${step}, not trained`);
  return changes;
}
