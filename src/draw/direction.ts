/** The direction of a text. */
import { RIGHT_TO_LEFT } from './symbols.ts';

const LETTER = /^\p{L}$/u;

/** `rtl` if the first letter belongs to a right-to-left script (rules P2 and P3 of the bidirectional algorithm). */
export function textDirection(symbols: Iterable<string>): 'ltr' | 'rtl' {
  for (const symbol of symbols) if (LETTER.test(symbol)) return RIGHT_TO_LEFT.test(symbol) ? 'rtl' : 'ltr';
  return 'ltr';
}

/** Right-to-left scripts that are named in the note about the time axis. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/^\p{Script=Hebrew}$/u, 'Hebrew'],
  [/^\p{Script=Arabic}$/u, 'Arabic'],
  [/^\p{Script=Syriac}$/u, 'Syriac'],
  [/^\p{Script=Thaana}$/u, 'Thaana'],
  [/^\p{Script=Nko}$/u, 'N’Ko'],
];

/**
 * The right-to-left script of a text, by name; null if it has none. A few letters in a text of another script count,
 * too, because there the time axis also runs against the direction of reading. Digits do not count: they are read
 * from left to right.
 *
 * @param symbols every distinct symbol of the text
 * @param counts how often each symbol occurs
 */
export function rightToLeftScript(symbols: readonly string[], counts: ArrayLike<number>): string | null {
  let most = 0;
  let name: string | null = null;
  for (const [script, its] of SCRIPTS) {
    const count = symbols.reduce(
      (sum, symbol, k) => sum + (LETTER.test(symbol) && script.test(symbol) ? Math.max(1, counts[k] ?? 0) : 0),
      0,
    );
    if (count > most) [most, name] = [count, its];
  }
  return name;
}
