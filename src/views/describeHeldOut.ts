/** What is said of the held-out part of a text: how much of it is scored, after which warm-up. */
import { formatCount } from '../draw/format.ts';
import { heldOutScored } from '../state/heldOutScored.ts';
import type { TextState } from '../state/textState.ts';
import type { HeldOutChoice } from '../state/ui.ts';

type Part = Pick<TextState, 'tokens' | 'trainCount'>;

/** "4,000 of 319,621 predictions, after 1,000 characters" ; null where nothing is held out. */
export function describeScored(text: Part, choice: HeldOutChoice): string | null {
  const scored = heldOutScored(text, choice, null);
  if (!scored) return null;
  const { count, of, warmUp } = scored;
  const many = count === of ? `all ${formatCount(of)}` : `the first ${formatCount(count)} of ${formatCount(of)}`;
  return `${many} predictions, after a warm-up of ${formatCount(warmUp)} characters`;
}

/** The choices among the settings; null where they do not differ. */
export function heldOutOptions(text: Part): readonly (readonly [HeldOutChoice, string])[] | null {
  const part = heldOutScored(text, 'part', null);
  if (!part || part.count === part.of) return null;
  return [
    ['part', `first ${formatCount(part.count)}`],
    ['all', `all ${formatCount(part.of)}`],
  ];
}
