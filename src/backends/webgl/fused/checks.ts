import { ShapeError } from '../../../limits/errors.ts';
import { MESSAGES } from '../../../limits/messages.ts';

/** @throws ShapeError unless the array has that length */
export function checkLength(what: string, array: ArrayLike<number>, expected: number): void {
  if (array.length === expected) return;
  throw new ShapeError(MESSAGES.shapeMismatch(what, `${expected} numbers long`, `${array.length}`));
}

/** @throws ShapeError unless each token is in the vocabulary: the programs do not check */
export function checkTokens(what: string, tokens: Int32Array, vocab: number): void {
  const stray = tokens.find((token) => token < 0 || token >= vocab);
  if (stray === undefined) return;
  throw new ShapeError(MESSAGES.shapeMismatch(what, `below ${vocab}`, `${stray} at one place`));
}
