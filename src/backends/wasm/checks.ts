import { ShapeError } from '../../limits/errors.ts';
import { SENTENCES } from '../../limits/sentences.ts';

/** @throws ShapeError unless the array has that length. */
export function checkLength(what: string, array: { readonly length: number }, expected: number): void {
  if (array.length === expected) return;
  throw new ShapeError(SENTENCES.shapeMismatch(what, `${expected} long`, `${array.length} long`));
}

/** @throws ShapeError unless there are as many tokens as positions and each is a symbol: the kernels do not look. */
export function checkTokens(what: string, tokens: Int32Array, positions: number, vocab: number): void {
  checkLength(`the array ${what} of tokens`, tokens, positions);
  for (const token of tokens) {
    if (token >= 0 && token < vocab) continue;
    throw new ShapeError(SENTENCES.shapeMismatch(`every token of ${what}`, `below ${vocab}`, String(token)));
  }
}
