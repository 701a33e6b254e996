import { classify, inWords, SPACE } from './classes.ts';
import type { Label } from './label.ts';

/** Quoted speech. The opening mark counts as inside, the closing one does not. */
export const QUOTE_LABELS: readonly Label[] = [
  {
    id: 'double-quotes',
    name: 'inside double quotes',
    kind: 'binary',
    definition:
      'From an opening " (or “) to just before its closing one; \\" does not count, and a blank line ends what was never closed.',
    compute: insideDoubleQuotes,
  },
  {
    id: 'single-quotes',
    name: 'inside single quotes',
    kind: 'binary',
    definition:
      "From an opening ' (or ‘) to just before its closing one; an apostrophe after a letter opens none, one between letters closes none, and a blank line ends what was never closed.",
    compute: insideSingleQuotes,
  },
];

function insideDoubleQuotes(symbols: readonly string[]): Uint8Array {
  return quoted(symbols, (t, isOpen) => {
    const symbol = symbols[t]!;
    if (symbol === '“') return true;
    if (symbol === '”') return false;
    return symbol === '"' ? !isOpen : isOpen;
  });
}

function insideSingleQuotes(symbols: readonly string[]): Uint8Array {
  const words = inWords(symbols);
  const classes = classify(symbols);
  const isWord = (t: number): boolean => words[t] === 1;
  const isSpace = (t: number): boolean => t < 0 || t >= symbols.length || (classes[t]! & SPACE) !== 0;
  return quoted(symbols, (t, isOpen) => {
    const symbol = symbols[t]!;
    if (symbol === '‘') return true;
    if (symbol !== "'" && symbol !== '’') return isOpen;
    // Between two letters it is an apostrophe.
    if (isWord(t)) return isOpen;
    if (isOpen) return isSpace(t - 1);
    return symbol === "'" && !isWord(t - 1) && !isSpace(t + 1);
  });
}

/** @param after whether a quotation is open after character t, which no backslash takes away */
function quoted(symbols: readonly string[], after: (t: number, isOpen: boolean) => boolean): Uint8Array {
  const values = new Uint8Array(symbols.length);
  let isOpen = false;
  let isEscaped = false;
  for (let t = 0; t < values.length; t++) {
    if (isEscaped) {
      isEscaped = false;
    } else if (symbols[t] === '\\') {
      isEscaped = true;
    } else if (symbols[t] === '\n' && symbols[t - 1] === '\n') {
      isOpen = false;
    } else {
      isOpen = after(t, isOpen);
    }
    values[t] = isOpen ? 1 : 0;
  }
  return values;
}
