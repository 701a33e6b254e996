import { type BinaryLabel, type Label, type NumericLabel, where } from './label.ts';

const PAIRS = ['()', '[]', '{}'] as const;
type Pair = (typeof PAIRS)[number];

const NAMES: Readonly<Record<Pair, string>> = { '()': 'round', '[]': 'square', '{}': 'curly' };

/** Brackets of each of the three kinds: ASCII ones, and their counterparts in Chinese, Japanese and Korean texts. */
const KINDS: Readonly<Record<Pair, readonly string[]>> = {
  '()': ['()', '（）'],
  '[]': ['[]', '［］', '【】', '〔〕', '〖〗'],
  '{}': ['{}', '｛｝'],
};

/**
 * How many brackets of these kinds are open after each character, [T]. Each bracket pairs only with its own
 * counterpart. A closing bracket without an opening one does not count, and an unclosed one stays open to the end.
 */
export function bracketDepth(symbols: readonly string[], kinds: readonly Pair[]): Float32Array {
  const values = new Float32Array(symbols.length);
  for (const pair of kinds.flatMap((kind) => KINDS[kind])) {
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

/** Closing brackets of any kind. */
export const CLOSING_BRACKETS: ReadonlySet<string> = new Set(
  Object.values(KINDS).flatMap((pairs) => pairs.map((pair) => pair[1]!)),
);

const WIDE = 'full-width ones too';

/** Labels for brackets anywhere in a text. The opening bracket counts as inside, the closing one does not. */
export const BRACKET_LABELS: readonly Label[] = [
  insideOf('inside-bracket', 'inside any bracket', `of any of the three kinds ( ) [ ] { }, ${WIDE}`, PAIRS),
  ...PAIRS.map((pair) =>
    insideOf(`inside-${NAMES[pair]}`, `inside ${spaced(pair)}`, `of the kind ${describeKind(pair)}`, [pair]),
  ),
  counting(
    'bracket-depth',
    'bracket depth',
    `How many brackets of the three kinds ( ) [ ] { }, ${WIDE}, are open.`,
    PAIRS,
  ),
  ...PAIRS.map((pair) =>
    counting(
      `depth-${NAMES[pair]}`,
      `depth of ${spaced(pair)}`,
      `How many brackets of the kind ${describeKind(pair)} are open.`,
      [pair],
    ),
  ),
];

function spaced(pair: string): string {
  return `${pair[0]} ${pair[1]}`;
}

/** `[ ] or ［ ］ 【 】 〔 〕 〖 〗` */
function describeKind(pair: Pair): string {
  const [own, ...others] = KINDS[pair];
  return `${spaced(own!)} or ${others.map(spaced).join(' ')}`;
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
