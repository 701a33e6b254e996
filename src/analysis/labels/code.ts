import { bracketDepth } from './brackets.ts';
import { inWords } from './classes.ts';
import { type Label, where } from './label.ts';

/** The part of C-like code to which a character belongs. */
const CODE = 0;
const LINE_COMMENT = 1;
const BLOCK_COMMENT = 2;
const STRING = 3;

/**
 * Comments, strings and conditions of program code. The opening character counts as inside, the closing one does not.
 */
export const CODE_LABELS: readonly Label[] = [
  {
    id: 'line-comment',
    name: 'inside a // comment',
    kind: 'binary',
    definition: 'From the second / of // outside strings and other comments to just before the line break.',
    compute(symbols) {
      const parts = codeParts(symbols);
      return where(symbols, (t) => parts[t] === LINE_COMMENT);
    },
  },
  {
    id: 'block-comment',
    name: 'inside a /* */ comment',
    kind: 'binary',
    definition:
      'From the * of /* outside strings and other comments to just before the / of the next */, or to the end of the text.',
    compute(symbols) {
      const parts = codeParts(symbols);
      return where(symbols, (t) => parts[t] === BLOCK_COMMENT);
    },
  },
  {
    id: 'hash-comment',
    name: 'inside a # comment',
    kind: 'binary',
    definition: 'From a # outside strings to just before the line break.',
    compute: (symbols) => hashComments(symbols),
  },
  {
    id: 'string',
    name: 'inside a string literal',
    kind: 'binary',
    definition:
      'From an opening " (or a \' that follows no letter) outside comments to just before the same mark without a backslash, or to the line’s end.',
    compute(symbols) {
      const parts = codeParts(symbols);
      return where(symbols, (t) => parts[t] === STRING);
    },
  },
  {
    id: 'if-condition',
    name: 'inside if ( )',
    kind: 'binary',
    definition: 'From the ( after the word if to just before the ) that closes it, or to the end of the text.',
    compute: ifConditions,
  },
];

/** Tracks string literals and the mark that closes the open one. */
class StringReader {
  private closing = '';
  private isEscaped = false;
  private readonly words: Uint8Array;

  constructor(private readonly symbols: readonly string[]) {
    this.words = inWords(symbols);
  }

  /** Consumes character t and returns whether a string is open after it. */
  read(t: number): boolean {
    const symbol = this.symbols[t]!;
    if (this.closing === '') {
      const opens = symbol === '"' || (symbol === "'" && this.words[t] === 0 && this.words[t - 1] !== 1);
      if (opens) this.closing = symbol;
    } else if (symbol === '\n') {
      this.closing = '';
      this.isEscaped = false;
    } else if (this.isEscaped) {
      this.isEscaped = false;
    } else if (symbol === '\\') {
      this.isEscaped = true;
    } else if (symbol === this.closing) {
      this.closing = '';
    }
    return this.closing !== '';
  }
}

function codeParts(symbols: readonly string[]): Uint8Array {
  const strings = new StringReader(symbols);
  const parts = new Uint8Array(symbols.length);
  let part = CODE;
  /** The previous character if it may be half of a mark. The * that opens a comment does not also close it. */
  let before = '';
  for (let t = 0; t < parts.length; t++) {
    const symbol = symbols[t]!;
    if (part === LINE_COMMENT) {
      if (symbol === '\n') part = CODE;
    } else if (part === BLOCK_COMMENT) {
      const closes = before === '*' && symbol === '/';
      if (closes) part = CODE;
      before = closes ? '' : symbol;
    } else if (before === '/' && (symbol === '/' || symbol === '*')) {
      part = symbol === '/' ? LINE_COMMENT : BLOCK_COMMENT;
      before = '';
    } else {
      part = strings.read(t) ? STRING : CODE;
      before = part === CODE ? symbol : '';
    }
    parts[t] = part;
  }
  return parts;
}

function hashComments(symbols: readonly string[]): Uint8Array {
  const strings = new StringReader(symbols);
  let isComment = false;
  let isString = false;
  return where(symbols, (t) => {
    if (isComment) {
      isComment = symbols[t] !== '\n';
    } else if (!isString && symbols[t] === '#') {
      isComment = true;
    } else {
      isString = strings.read(t);
    }
    return isComment;
  });
}

function ifConditions(symbols: readonly string[]): Uint8Array {
  const depth = bracketDepth(symbols, ['()']);
  const words = inWords(symbols);
  /** Nesting depth inside the open condition; 0 outside. */
  let inside = 0;
  let isAfterIf = false;
  return where(symbols, (t) => {
    if (inside > 0) {
      if (depth[t]! < inside) inside = 0;
      return inside > 0;
    }
    if (isAfterIf && symbols[t] === '(') {
      inside = depth[t]!;
      isAfterIf = false;
      return true;
    }
    const isIf = symbols[t] === 'f' && symbols[t - 1] === 'i' && words[t - 2] !== 1 && words[t + 1] !== 1;
    isAfterIf = isIf || (isAfterIf && (symbols[t] === ' ' || symbols[t] === '\t'));
    return false;
  });
}
