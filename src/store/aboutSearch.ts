import { PENALTY } from '../analysis/scores/probe.ts';
import { LEAST_SHIFT } from '../analysis/scores/shifts.ts';
import { weighsTopLayerOnly } from '../analysis/scores/fitProbes.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { VERSION } from '../limits/version.ts';
import type { AppState } from './state.ts';

/** One fact: its name and its value. */
export type Fact = readonly [name: string, value: string | number];

/**
 * All that is needed to repeat the search of the selected model: text, stretch, seed, model and settings, training step, and
 * what was changed by hand.
 *
 * @returns null where nothing has been found yet
 */
export function aboutSearch({ cursor, searches, text, runs, slots }: AppState): readonly Fact[] | null {
  const search = searches[cursor.slot];
  const findings = search?.findings;
  const run = runs[cursor.slot];
  if (!search || !findings || !text || !run) return null;
  const { stretch } = findings;
  const { spec } = search;
  return [
    ['made by', 'Unrolled'],
    ['version', VERSION],
    ['text', text.name],
    ['characters of the text', text.tokens.length],
    ['first character read', stretch.from],
    ['characters read', stretch.count],
    ['of them to choose the unit', stretch.half],
    ['streams side by side', stretch.streams],
    ['warm-up of a stream, characters', stretch.warmUp],
    ['positions sampled for chance and probe', stretch.sampled],
    ['characters for the untrained network', stretch.untrained],
    ['shifts', search.chance?.shifts ?? 0],
    ['least shift, share of what is read', LEAST_SHIFT],
    ['probe weighs', weighsTopLayerOnly(spec) ? 'the state of the top layer' : 'the whole state'],
    ['probe penalty', PENALTY],
    ['seed', search.seed],
    ['model', slots.find(({ id }) => id === cursor.slot)?.name ?? cursor.slot],
    ['training step', search.step],
    ['weights changed by hand', search.changes.join('; ')],
    ...(Object.keys(spec) as (keyof ModelSpec)[]).map((key): Fact => [`model ${key}`, spec[key]]),
    ...Object.entries(run.settings).map(([key, value]): Fact => [`setting ${key}`, String(value)]),
    ['labels not in the text', findings.absent.join('; ')],
  ];
}
