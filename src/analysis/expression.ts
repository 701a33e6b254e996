/**
 * Regular expressions as people type them: /…/flags or the bare pattern, with Unicode rules. JavaScript's own \w, \d
 * and \b know only English letters and digits, even with the flag u, so they are expanded here first.
 */
import { WORD_CLASS } from './labels/classes.ts';

/** The parts of an expression. */
interface Written {
  readonly body: string;
  readonly flags: string;
}

/** The pattern between two slashes, inside which slashes are escaped or in brackets, and the flags after it. */
const LITERAL = /^\/((?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/(\p{L}*)$/su;

/** The allowed flags: i, s and v change something, the others are always in effect or have no effect. */
const FLAGS = 'dgimsuv';

function parts(typed: string): Written {
  const [, body = typed, flags = ''] = LITERAL.exec(typed) ?? [];
  return { body, flags };
}

/** The expression between slashes, for display. */
export function formatExpression(typed: string): string {
  return LITERAL.test(typed) ? typed : `/${typed}/`;
}

/** The error in an expression, as a sentence with a next action; null if it is valid. */
export function expressionError(typed: string): string | null {
  const { flags } = parts(typed);
  const unknown = Array.from(flags).filter((flag, k) => !FLAGS.includes(flag) || flags.indexOf(flag) !== k);
  if (unknown.length > 0) {
    return `“${flags}” after the last / is not understood. Give each flag once: i takes capitals and small letters for the same, s lets a dot match line breaks, v reads sets of sets. To look for slashes write \\/ for each.`;
  }
  try {
    compileExpression(typed);
    return null;
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: (\/.*\/\w*: )?/s, '') : '';
    return `This is no regular expression${reason === '' ? '' : ` (${reason})`}.`;
  }
}

/**
 * A regular expression that finds every match in a text, with the indices of its groups. ^ and $ match at every line,
 * and a dot matches no line break unless the flag s is given. \w is every letter, mark and digit of any script and
 * the underscore, \d is every decimal digit, and \b is where a run of \w begins or ends. A backslash before a
 * character without a special meaning is dropped.
 *
 * @throws SyntaxError if it is not a valid regular expression
 */
export function compileExpression(typed: string): RegExp {
  const { body, flags } = parts(typed);
  const isSets = flags.includes('v');
  const others = Array.from('is').filter((flag) => flags.includes(flag));
  return new RegExp(new Translation(body, isSets).source, `dgm${isSets ? 'v' : 'u'}${others.join('')}`);
}

const IN_WORD = `[${WORD_CLASS}]`;
const NOT_IN_WORD = `[^${WORD_CLASS}]`;
const BOUNDARY = `(?:(?<=${IN_WORD})(?!${IN_WORD})|(?<!${IN_WORD})(?=${IN_WORD}))`;
const NO_BOUNDARY = `(?:(?<=${IN_WORD})(?=${IN_WORD})|(?<!${IN_WORD})(?!${IN_WORD}))`;

/** Escapes for sets of characters, and for boundaries between them, whose meaning differs from JavaScript's. */
const SETS: ReadonlyMap<string, string> = new Map([
  ['\\w', IN_WORD],
  ['\\W', NOT_IN_WORD],
  ['\\d', '\\p{Nd}'],
  ['\\D', '\\P{Nd}'],
]);
const OUTSIDE: ReadonlyMap<string, string> = new Map([...SETS, ['\\b', BOUNDARY], ['\\B', NO_BOUNDARY]]);

/** Characters with a special meaning, which a backslash removes. */
const SYNTAX = /^[\^$\\.*+?()[\]{}|/]$/;
const QUANTIFIER = /^\{\d+(?:,\d*)?\}/;
/** Escapes that stand for a set of characters, so they cannot end a range. */
const MANY = /^\\[wWdDsSpP]/;

class Translation {
  private at = 0;
  readonly source: string;

  constructor(
    private readonly body: string,
    /** Whether brackets may be nested (flag v). */
    private readonly isSets: boolean,
  ) {
    let source = '';
    while (this.at < body.length) source += this.next();
    this.source = source;
  }

  private get rest(): string {
    return this.body.slice(this.at);
  }

  private next(): string {
    const sign = this.body[this.at]!;
    if (sign === '\\') {
      const escape = this.takeEscape();
      return OUTSIDE.get(escape) ?? plainEscape(escape, false);
    }
    if (sign === '[') return this.isSets ? this.sets() : this.brackets();
    if (sign === '{' || sign === '}' || sign === ']') {
      const [quantifier] = QUANTIFIER.exec(this.rest) ?? [];
      this.at += quantifier?.length ?? 1;
      return quantifier ?? `\\${sign}`;
    }
    this.at++;
    return sign;
  }

  /** Consumes a backslash with everything that belongs to it. */
  private takeEscape(): string {
    const [escape] = /^\\(?:[pPu]\{[^}]*\}|.|$)/su.exec(this.rest)!;
    this.at += escape.length;
    return escape;
  }

  /** Brackets with the flag v. Their contents, including nested brackets, keep their form. */
  private sets(): string {
    let out = '';
    let depth = 0;
    do {
      const sign = this.body[this.at];
      if (sign === undefined) break;
      if (sign === '\\') {
        const escape = this.takeEscape();
        out += SETS.get(escape) ?? escape;
        continue;
      }
      if (sign === '[') depth++;
      if (sign === ']') depth--;
      out += sign;
      this.at++;
    } while (depth > 0);
    return out;
  }

  /** Brackets without the flag v cannot contain “not in \w”, so that set becomes an alternative beside them. */
  private brackets(): string {
    const start = this.at;
    this.at++;
    const isNegated = this.body[this.at] === '^';
    if (isNegated) this.at++;
    let inside = '';
    let hasOthers = false;
    let isAfterMany = false;
    while (this.body[this.at] !== ']') {
      const sign = this.body[this.at];
      // Unclosed: JavaScript reports the error.
      if (sign === undefined) return this.body.slice(start);
      const isMany = MANY.test(this.rest);
      if (sign === '\\') {
        const escape = this.takeEscape();
        if (escape === '\\W') hasOthers = true;
        else inside += escape === '\\w' ? WORD_CLASS : (SETS.get(escape) ?? plainEscape(escape, true));
      } else {
        this.at++;
        inside += sign === '-' && (isAfterMany || MANY.test(this.rest)) ? '\\-' : sign;
      }
      isAfterMany = isMany;
    }
    this.at++;
    if (!hasOthers) return `[${isNegated ? '^' : ''}${inside}]`;
    if (inside === '') return isNegated ? IN_WORD : NOT_IN_WORD;
    return isNegated ? `(?:(?![${inside}])${IN_WORD})` : `(?:[${inside}]|${NOT_IN_WORD})`;
  }
}

/**
 * An escape as JavaScript accepts it with the flag u: the backslash before a character without a meaning is dropped.
 */
function plainEscape(escape: string, isInBrackets: boolean): string {
  const sign = escape.slice(1);
  const isRetained = sign === '' || /^[A-Za-z0-9]/.test(sign) || SYNTAX.test(sign) || (isInBrackets && sign === '-');
  return isRetained ? escape : sign;
}
