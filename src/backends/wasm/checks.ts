import { ShapeError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';

/** @throws ShapeError unless the array has that length. */
export function checkLength(what: string, array: { readonly length: number }, expected: number): void {
  if (array.length === expected) return;
  throw new ShapeError(MESSAGES.shapeMismatch(what, `${expected} long`, `${array.length} long`));
}

/**
 * @throws ShapeError unless there is one token per position and each is in the vocabulary: the kernels do not check.
 */
export function checkTokens(what: string, tokens: Int32Array, positions: number, vocab: number): void {
  checkLength(`the array ${what} of tokens`, tokens, positions);
  for (const token of tokens) {
    if (token >= 0 && token < vocab) continue;
    throw new ShapeError(MESSAGES.shapeMismatch(`every token of ${what}`, `below ${vocab}`, String(token)));
  }
}
