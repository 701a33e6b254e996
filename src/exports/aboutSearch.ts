import { lengthOf } from '../engine/range.ts';
import type { AbsentLabel, Findings } from '../analysis/scores/findings.ts';
import { PENALTY } from '../analysis/scores/probe.ts';
import { LEAST_SHIFT } from '../analysis/scores/shifts.ts';
import { weighsTopLayerOnly } from '../analysis/scores/fitProbes.ts';
import { aboutModel, aboutText, type Fact } from './aboutModel.ts';
import { selectedModel } from '../state/models.ts';
import type { AppState } from '../state/state.ts';

/**
 * Everything that is needed to repeat the search of the selected model: text, range, seed, model, settings, training step, and
 * changes by hand.
 *
 * @returns null if nothing has been found yet
 */
export function aboutSearch(state: AppState): readonly Fact[] | null {
  const { text } = state;
  const { cursor } = state.ui;
  const { run, results } = selectedModel(state);
  const { search } = results;
  const findings = search?.findings;
  if (!search || !findings || !text || !run) return null;
  const { stretch } = findings;
  const { spec } = search;
  return [
    ...aboutText(state),
    ['first character read', stretch.from],
    ['characters read', lengthOf(stretch)],
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
    ...aboutModel(state, cursor.model, spec, search),
    ...absentFacts(findings),
    ...findings.doubts.map(
      ({ name, unpaired, marks, first }): Fact => [
        `quotation marks without a partner, ${name}`,
        `${unpaired} of ${marks}, the first at character ${first}`,
      ],
    ),
  ];
}

/** The names of facts about labels that could not be scored. */
export const ABSENT_FACTS: Readonly<Record<AbsentLabel['why'], string>> = {
  nowhere: 'labels on nowhere in what was read',
  everywhere: 'labels on everywhere in what was read',
  rare: 'labels too rare to be scored',
  constant: 'numbers that do not change',
};

function absentFacts({ absent }: Findings): Fact[] {
  const whys = Object.keys(ABSENT_FACTS) as AbsentLabel['why'][];
  return whys.map((why) => [ABSENT_FACTS[why], namesOf(absent.filter((one) => one.why === why))]);
}

function namesOf(labels: readonly AbsentLabel[]): string {
  return labels.map(({ name }) => name).join('; ');
}
