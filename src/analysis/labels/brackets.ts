import { type BinaryLabel, type Label, type NumericLabel, where } from './label.ts';

const PAIRS = ['()', '[]', '{}'] as const;
type Pair = (typeof PAIRS)[number];

const NAMES: Readonly<Record<Pair, string>> = { '()': 'round', '[]': 'square', '{}': 'curly' };

/**
 * How many brackets of these pairs are open after each character, [T]. Pairs are counted apart, a closing bracket without
 * an opening one counts as nothing, and one that is never closed stays open to the end.
 */
export function bracketDepth(symbols: readonly string[], pairs: readonly Pair[]): Float32Array {
  const values = new Float32Array(symbols.length);
  for (const pair of pairs) {
    const [opening, closing] = pair;
    let depth = 0;
    for (let t = 0; t < values.length; t++) {
      if (symbols[t] === opening) depth++;
      else if (symbols[t] === closing && depth > 0) depth--;
      values[t]! += depth;
    }
  }
  return values;
}

/** Brackets, wherever they stand. The opening one counts as inside, the closing one does not. */
export const BRACKET_LABELS: readonly Label[] = [
  insideOf('inside-bracket', 'inside any bracket', 'of any of the three kinds ( ) [ ] { }', PAIRS),
  ...PAIRS.map((pair) =>
    insideOf(`inside-${NAMES[pair]}`, `inside ${spaced(pair)}`, `of the kind ${spaced(pair)}`, [pair]),
  ),
  counting('bracket-depth', 'bracket depth', 'How many brackets of the three kinds ( ) [ ] { } are open.', PAIRS),
  ...PAIRS.map((pair) =>
    counting(
      `depth-${NAMES[pair]}`,
      `depth of ${spaced(pair)}`,
      `How many brackets of the kind ${spaced(pair)} are open.`,
      [pair],
    ),
  ),
];

function spaced(pair: Pair): string {
  return `${pair[0]} ${pair[1]}`;
}

function insideOf(id: string, name: string, which: string, pairs: readonly Pair[]): BinaryLabel {
  return {
    id,
    name,
    kind: 'binary',
    definition: `From an opening bracket ${which} to just before its closing one, or to the end of the text if there is none.`,
    compute(symbols) {
      const values = bracketDepth(symbols, pairs);
      return where(symbols, (t) => values[t]! > 0);
    },
  };
}

function counting(id: string, name: string, definition: string, pairs: readonly Pair[]): NumericLabel {
  return { id, name, definition, kind: 'numeric', compute: (symbols) => bracketDepth(symbols, pairs) };
}
