/** What may be said beside the measured gradients: why they do not differ, and what they do not show. */
export interface ReachFacts {
  /** Whether there is one model alone. */
  readonly isAlone: boolean;
  /** Whether all weights are those before training, as they were drawn at random. */
  readonly isBefore: boolean;
  /** Whether any weights were changed by hand. */
  readonly isByHand: boolean;
  /** Whether no two gradients differ. */
  readonly isAlike: boolean;
  /** Names of the models whose held-out loss rises, "RNN and the GRU"; empty if there is none. */
  readonly byHeart: string;
  /** Whether the text is a memory task, in which an answer has to be carried. */
  readonly isTask: boolean;
}

export function reasonOf({ isAlone, isBefore, isByHand, isAlike, byHeart, isTask }: ReachFacts): {
  readonly words: string;
  /** Whether a text on which cells have to carry something far is offered. */
  readonly offersText: boolean;
} {
  if (isAlone) return { words: 'Another cell is needed to compare it with.', offersText: false };
  if (isByHand) {
    const words = 'This is what weights changed by hand let through. No training has made them so.';
    return { words, offersText: false };
  }
  if (!isAlike) {
    const words = isBefore
      ? 'Nothing is learned yet: the cells and their initial weights alone decide this.'
      : 'A low line does not say that a cell forgets. It says that little more is learned from that far back.';
    return { words, offersText: false };
  }
  if (isBefore) {
    const words = 'Nothing is learned yet, and these initial weights let about as much through.';
    return { words, offersText: !isTask };
  }
  if (byHeart !== '') {
    const words = `The ${byHeart} learned this text by heart. What is left says more on held-out text.`;
    return { words, offersText: !isTask };
  }
  if (isTask) return { words: 'After this training they send about as much back.', offersText: false };
  const words =
    'The text may be the reason: where the next character depends on the few before it, nothing has to be carried that far.';
  return { words, offersText: true };
}
