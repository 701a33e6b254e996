import { ShapeError } from '../../../limits/errors.ts';
import { SENTENCES } from '../../../limits/sentences.ts';

/** @throws ShapeError unless the array has that length */
export function checkLength(what: string, array: ArrayLike<number>, expected: number): void {
  if (array.length === expected) return;
  throw new ShapeError(SENTENCES.shapeMismatch(what, `${expected} numbers long`, `${array.length}`));
}

/** @throws ShapeError unless each token is a symbol of the vocabulary: the programs do not look */
export function checkTokens(what: string, tokens: Int32Array, vocab: number): void {
  const stray = tokens.find((token) => token < 0 || token >= vocab);
  if (stray === undefined) return;
  throw new ShapeError(SENTENCES.shapeMismatch(what, `below ${vocab}`, `${stray} at one place`));
}
