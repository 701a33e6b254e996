import { CLOSING_BRACKETS } from './brackets.ts';
import { classify, LETTER, SPACE } from './classes.ts';
import { type Label, where } from './label.ts';
import { QUOTE_MARKS } from './quoteMarks.ts';

/** Labels about addresses and markup inside a text. */
export const MARK_LABELS: readonly Label[] = [
  {
    id: 'url',
    name: 'inside a URL',
    kind: 'binary',
    definition:
      'From http://, https://, ftp:// or www. to just before the next space, quote, bracket or angle; the beginning is looked up ahead.',
    compute(symbols) {
      const classes = classify(symbols);
      const ends = new Set(['<', '>', '`', ...CLOSING_BRACKETS, ...QUOTE_MARKS.keys()]);
      let isInside = false;
      return where(symbols, (t) => {
        if (isInside) isInside = (classes[t]! & SPACE) === 0 && !ends.has(symbols[t]!);
        else isInside = (classes[t - 1]! & LETTER) === 0 && STARTS.some((start) => standsAt(symbols, t, start));
        return isInside;
      });
    },
  },
  {
    id: 'tag',
    name: 'inside a markup tag',
    kind: 'binary',
    definition:
      'From a < before a letter, / ! or ? to just before its >, which is looked up ahead: a < with no > before the next < is no tag.',
    compute(symbols) {
      const classes = classify(symbols);
      const isTag = closedAngles(symbols);
      let isInside = false;
      return where(symbols, (t) => {
        if (symbols[t] === '>') isInside = false;
        else if (isTag[t]) {
          const next = symbols[t + 1]!;
          isInside = (classes[t + 1]! & LETTER) !== 0 || next === '/' || next === '!' || next === '?';
        }
        return isInside;
      });
    },
  },
];

const STARTS = ['http://', 'https://', 'ftp://', 'www.'];

function standsAt(symbols: readonly string[], t: number, wanted: string): boolean {
  for (let k = 0; k < wanted.length; k++) if (symbols[t + k]?.toLowerCase() !== wanted[k]) return false;
  return true;
}

/** 1 at each < that is followed by a > before the next <. */
function closedAngles(symbols: readonly string[]): Uint8Array {
  const found = new Uint8Array(symbols.length);
  let opening = -1;
  for (let t = 0; t < found.length; t++) {
    if (symbols[t] === '<') opening = t;
    else if (symbols[t] === '>') {
      if (opening >= 0) found[opening] = 1;
      opening = -1;
    }
  }
  return found;
}
