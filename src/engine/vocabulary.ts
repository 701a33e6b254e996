import { pulseAt } from './pulse.ts';

/** The symbols of a text. A symbol is one code point, never half of a surrogate pair. This is plain data. */
export interface Vocabulary {
  /** Symbol of every token. */
  readonly symbols: readonly string[];
  /** V */
  readonly size: number;
  /** How often each symbol occurs in the text, [V]. */
  readonly counts: Float64Array;
}

/** Thrown when a text has a symbol that is not in the vocabulary. */
export class UnknownSymbolError extends Error {
  /** @param index position in the text, counted in code points */
  constructor(
    readonly symbol: string,
    readonly index: number,
  ) {
    super(`the vocabulary has no ${JSON.stringify(symbol)} (character ${index})`);
    this.name = 'UnknownSymbolError';
  }
}

/** Code points below this one take one UTF-16 unit. */
const ASTRAL = 0x10000;

/**
 * The symbols of a text in code point order (JavaScript's own order is by UTF-16 unit, which differs above U+FFFF).
 */
export function buildVocabulary(text: string): Vocabulary {
  const low = new Float64Array(ASTRAL);
  const high = new Map<number, number>();
  for (let at = 0; at < text.length; at++) {
    pulseAt(at);
    const point = text.codePointAt(at)!;
    if (point < ASTRAL) low[point]!++;
    else {
      high.set(point, (high.get(point) ?? 0) + 1);
      at++;
    }
  }
  const counted: [point: number, count: number][] = [...high];
  for (let point = 0; point < ASTRAL; point++) if (low[point]! > 0) counted.push([point, low[point]!]);
  counted.sort(([a], [b]) => a - b);
  const symbols = counted.map(([point]) => String.fromCodePoint(point));
  return vocabularyOf(
    symbols,
    Float64Array.from(counted, ([, count]) => count),
  );
}

/**
 * A vocabulary in a given order, such as the h e l o of lectures or the order in a file.
 *
 * @param counts [V]; zeros if nothing was counted
 * @throws RangeError if a symbol is not exactly one code point, if a symbol occurs twice, or if there are not V
 *   counts.
 */
export function vocabularyOf(symbols: readonly string[], counts = new Float64Array(symbols.length)): Vocabulary {
  for (const symbol of symbols) {
    if ([...symbol].length !== 1) throw new RangeError(`${JSON.stringify(symbol)} is not one code point`);
  }
  if (new Set(symbols).size !== symbols.length) throw new RangeError('a symbol stands twice in the vocabulary');
  if (counts.length !== symbols.length) throw new RangeError(`${counts.length} counts for ${symbols.length} symbols`);
  return { symbols, size: symbols.length, counts };
}

/**
 * One token per code point.
 *
 * @throws UnknownSymbolError at the first symbol that is not in the vocabulary.
 */
export function encode(vocabulary: Vocabulary, text: string): Int32Array<ArrayBuffer> {
  const low = new Int32Array(ASTRAL).fill(-1);
  const high = new Map<number, number>();
  for (const [token, symbol] of vocabulary.symbols.entries()) {
    const point = symbol.codePointAt(0)!;
    if (point < ASTRAL) low[point] = token;
    else high.set(point, token);
  }
  const tokens = new Int32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    pulseAt(at);
    const point = text.codePointAt(at)!;
    const token = point < ASTRAL ? low[point]! : (high.get(point) ?? -1);
    if (token < 0) throw new UnknownSymbolError(String.fromCodePoint(point), count);
    if (point >= ASTRAL) at++;
    tokens[count++] = token;
  }
  return count === tokens.length ? tokens : tokens.slice(0, count);
}

/** @throws RangeError if a token is not below V. */
/** The text of some tokens. */
export function decode(vocabulary: Vocabulary, tokens: ArrayLike<number>): string {
  const { symbols } = vocabulary;
  let text = '';
  for (let t = 0; t < tokens.length; t++) {
    const symbol = symbols[tokens[t]!];
    if (symbol === undefined) throw new RangeError(`token ${tokens[t]} is not below ${symbols.length}`);
    text += symbol;
  }
  return text;
}
