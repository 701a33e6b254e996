import { CLOSING_BRACKETS } from './brackets.ts';
import { CAPITAL, classify, DIGIT, inWords, SPACE } from './classes.ts';
import { type Label, where } from './label.ts';
import { countSince } from './lines.ts';
import { QUOTE_MARKS } from './quoteMarks.ts';

/** Stops that are not followed by a space. The next character begins a new sentence. */
const WIDE_STOPS = /^[。｡．！？]$/u;
/** Stops of all scripts. Before a letter or digit they do not end a sentence: 1.5, e.g. */
const STOPS = /^[\p{Sentence_Terminal}…]$/u;

/**
 * Labels about words and sentences. A word is a run of letters, digits, underscores and the apostrophes between them.
 */
export const WORD_LABELS: readonly Label[] = [
  {
    id: 'word-position',
    name: 'position in word',
    kind: 'numeric',
    definition: 'Which character of its word this is: 1 for the first, 0 outside words.',
    compute(symbols) {
      const words = inWords(symbols);
      return countSince(symbols, (t) => words[t] === 0);
    },
  },
  {
    id: 'word-remaining',
    name: 'characters to the word’s end',
    kind: 'numeric',
    definition:
      'Characters from this one to the last of its word, which is looked up ahead; 0 there and outside words.',
    compute(symbols) {
      const words = inWords(symbols);
      const values = new Float32Array(symbols.length);
      for (let t = values.length - 2; t >= 0; t--) values[t] = words[t] && words[t + 1] ? values[t + 1]! + 1 : 0;
      return values;
    },
  },
  {
    id: 'word-start',
    name: 'first of a word',
    kind: 'binary',
    definition: 'The first character of a word.',
    compute(symbols) {
      const words = inWords(symbols);
      return where(symbols, (t) => words[t] === 1 && words[t - 1] !== 1);
    },
  },
  {
    id: 'capitalised-word',
    name: 'inside a capitalised word',
    kind: 'binary',
    definition: 'In a word that begins with a capital letter.',
    compute(symbols) {
      const words = inWords(symbols);
      const classes = classify(symbols);
      let isCapitalised = false;
      return where(symbols, (t) => {
        if (words[t] === 0) isCapitalised = false;
        else if (words[t - 1] !== 1) isCapitalised = (classes[t]! & CAPITAL) !== 0;
        return isCapitalised;
      });
    },
  },
  {
    id: 'sentence-position',
    name: 'position in sentence',
    kind: 'numeric',
    definition:
      'Characters read since the last sentence ended: with . ! ? … or a stop of another script (؟ ।) before a space, a quote or a closing bracket, with 。 ． ！ or ？ before anything, or with a blank line.',
    compute(symbols) {
      const classes = classify(symbols);
      const isAfterEnd = (t: number): boolean =>
        t + 1 >= symbols.length ||
        (classes[t + 1]! & SPACE) !== 0 ||
        QUOTE_MARKS.has(symbols[t + 1]!) ||
        CLOSING_BRACKETS.has(symbols[t + 1]!);
      return countSince(symbols, (t) => {
        const symbol = symbols[t]!;
        const isPoint = symbol === '．' && (classes[t + 1]! & DIGIT) !== 0;
        if (WIDE_STOPS.test(symbol)) return !isPoint;
        if (symbol === '\n') return symbols[t - 1] === '\n';
        return STOPS.test(symbol) && isAfterEnd(t);
      });
    },
  },
];
