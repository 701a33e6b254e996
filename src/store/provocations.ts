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
