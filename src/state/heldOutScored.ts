/** Which of the held-out characters are scored. */
import type { Range } from '../engine/range.ts';
import { parameterLayout } from '../engine/parameters.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { TextState } from './textState.ts';
import type { HeldOutChoice } from './ui.ts';

/** Characters that are read before the first prediction is scored. From the zero state, the loss would be off by 0.1 bits. */
export const WARM_UP = 1000;
/** Characters that are scored if not all are. */
export const SCORED = 4000;
/** If all are scored, they are read in stretches of this length, each after a warm-up, so that no call takes long. */
const STRETCH = 20_000;
/** Models with more parameters use stretches of `SCORED` characters, because they read more slowly. */
const LARGE = 300_000;

/** A stretch of text that is read to be scored. */
interface ScoredStretch {
  /** The first character that is read. */
  readonly from: number;
  /** The characters after which a prediction is scored. */
  readonly scored: Range;
}

/** Everything that a held-out loss is measured on. */
export interface HeldOutScored {
  readonly stretches: readonly ScoredStretch[];
  /** The number of scored predictions, and the number that could be scored. */
  readonly count: number;
  readonly of: number;
  /** Characters of a stretch, and those of its warm-up. */
  readonly stretch: number;
  readonly warmUp: number;
}

type Parts = Pick<TextState, 'trainCount'> & { readonly tokens: { readonly length: number } };

/**
 * The predictions of a text that are scored. The first held-out character is only read, so there is one prediction fewer than
 * there are held-out characters.
 *
 * @returns null if nothing is held out
 */
export function heldOutScored(text: Parts, choice: HeldOutChoice, spec: ModelSpec | null): HeldOutScored | null {
  const { trainCount } = text;
  const of = text.tokens.length - trainCount - 1;
  if (of < 1) return null;
  const count = choice === 'all' ? of : Math.min(of, SCORED);
  const isLarge = spec !== null && parameterLayout(spec).size > LARGE;
  const stretch = choice === 'all' && !isLarge ? STRETCH : SCORED;
  const stretches: ScoredStretch[] = [];
  for (let done = 0; done < count; done += stretch) {
    const first = trainCount + done;
    const scored = { from: first, to: first + Math.min(stretch, count - done) };
    stretches.push({ from: Math.max(0, first - WARM_UP), scored });
  }
  return { stretches, count, of, stretch: Math.min(stretch, count), warmUp: Math.min(WARM_UP, trainCount) };
}
