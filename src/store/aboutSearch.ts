import { PENALTY } from '../analysis/scores/probe.ts';
import { LEAST_SHIFT } from '../analysis/scores/shifts.ts';
import { weighsTopLayerOnly } from '../analysis/scores/fitProbes.ts';
import { aboutModel, aboutText, type Fact } from './aboutModel.ts';
import type { AppState } from './state.ts';

/**
 * All that is needed to repeat the search of the selected model: text, stretch, seed, model and settings, training step, and
 * what was changed by hand.
 *
 * @returns null where nothing has been found yet
 */
export function aboutSearch(state: AppState): readonly Fact[] | null {
  const { cursor, searches, text, runs } = state;
  const search = searches[cursor.slot];
  const findings = search?.findings;
  if (!search || !findings || !text || !runs[cursor.slot]) return null;
  const { stretch } = findings;
  const { spec } = search;
  return [
    ...aboutText(state),
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
    ...aboutModel(state, cursor.slot, spec, search),
    ['labels not in the text', findings.absent.join('; ')],
  ];
}
