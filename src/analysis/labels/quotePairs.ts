import { joinsWords } from './classes.ts';
import { beginsShortened, isInWord, QUOTE_MARKS, type QuoteGroup, type QuoteKind, sideOf } from './quoteMarks.ts';

/** Which quotation marks of a text are paired, and which are not. */
export interface QuotePairing {
  /** 1 while a quotation of this kind is open, [T]. The opening mark counts as inside, the closing one does not. */
  readonly inside: Readonly<Record<QuoteKind, Uint8Array>>;
  /** Positions of the marks of this kind that open or close, or would with a partner. Apostrophes are not included. */
  readonly marks: Readonly<Record<QuoteKind, readonly number[]>>;
  /** Positions of the marks without a partner, in no particular order. */
  readonly unpaired: Readonly<Record<QuoteKind, readonly number[]>>;
}

/** An open quotation. */
interface Open {
  readonly mark: string;
  readonly group: QuoteGroup;
  readonly kind: QuoteKind;
  readonly at: number;
}

/** What the neighbours of a mark say about it. */
interface Position {
  /** A blank, bracket or dash before it and something after it: it can only open. */
  readonly opens: boolean;
  /** Something before it and a blank, stop or dash after it: it can only close. */
  readonly closes: boolean;
  /** A quotation may begin here: blank, bracket or dash before it, no blank after it. */
  readonly mayOpen: boolean;
  /** Only blanks before it in its line. */
  readonly beginsLine: boolean;
}

/**
 * Pairs the quotation marks of a text from beginning to end, including nested ones. Whether a mark opens or closes
 * depends on the open quotations, on the characters directly before and after it, and on the mark that opened last.
 * There is no further look-ahead. A blank line closes unclosed quotations, and a backslash escapes a mark.
 *
 * @param symbols one code point each, [T]
 */
export function pairQuotes(symbols: readonly string[]): QuotePairing {
  const pairer = new QuotePairer(symbols);
  let isEscaped = false;
  for (let t = 0; t < symbols.length; t++) {
    const symbol = symbols[t]!;
    if (isEscaped) isEscaped = false;
    else if (symbol === '\\') isEscaped = true;
    else if (symbol === '\n') pairer.endLine(t);
    else if (QUOTE_MARKS.has(symbol)) pairer.take(t);
    pairer.write(t);
  }
  pairer.end();
  return pairer;
}

class QuotePairer implements QuotePairing {
  readonly inside: Record<QuoteKind, Uint8Array>;
  readonly marks: Record<QuoteKind, number[]> = { double: [], single: [] };
  readonly unpaired: Record<QuoteKind, number[]> = { double: [], single: [] };
  /** Open quotations, the outermost first. */
  private open: Open[] = [];
  private readonly depth: Record<QuoteKind, number> = { double: 0, single: 0 };
  /** The mark that opened last, by group: the convention of the text so far. */
  private readonly opener = new Map<QuoteGroup, string>();

  constructor(private readonly symbols: readonly string[]) {
    this.inside = { double: new Uint8Array(symbols.length), single: new Uint8Array(symbols.length) };
  }

  write(t: number): void {
    this.inside.double[t] = this.depth.double > 0 ? 1 : 0;
    this.inside.single[t] = this.depth.single > 0 ? 1 : 0;
  }

  /** Handles a line break at t. After a blank line nothing is open. */
  endLine(t: number): void {
    let before = t - 1;
    while (before >= 0 && this.symbols[before] !== '\n' && sideOf(this.symbols[before]) === 'blank') before--;
    if (this.symbols[before] === '\n') this.dropFrom(0);
  }

  end(): void {
    this.dropFrom(0);
  }

  /** Handles the mark at t. */
  take(t: number): void {
    const symbol = this.symbols[t]!;
    const { group, turn } = QUOTE_MARKS.get(symbol)!;
    if (isInWord(this.symbols, t)) return;
    if (group === 'single high') this.takeSingle(t, symbol);
    else if (turn === 'opens') this.begin(t);
    else if (turn === 'closes') this.finish(t);
    else if (group === 'high') this.takeHigh(t, symbol);
    else this.takeAngle(t, group);
  }

  /** Handles “ ” and ". */
  private takeHigh(t: number, symbol: string): void {
    const last = this.innermost('high');
    const position = this.positionOf(t);
    if (symbol === '“') {
      // It closes „, or ” if that opened. Otherwise it opens, unless its context only allows closing.
      const closes = last?.mark === '„' ? !position.opens : position.closes;
      if (closes) this.finish(t, ['„', '”']);
      else this.begin(t);
    } else if (symbol === '”') {
      if (last ? position.opens && last.mark === '”' : position.mayOpen) this.begin(t);
      else this.finish(t, ['“', '„', '‟', '”']);
    } else if (last ? position.opens : !position.closes && !this.isAfterDigit(t)) {
      this.begin(t);
    } else if (last || !this.isAfterDigit(t)) {
      // After a digit it may mean inches; then it is not a mark.
      this.finish(t, [symbol]);
    }
  }

  /** Handles « » and ‹ ›. Either may open, and may close a quotation that the other or the same mark opened. */
  private takeAngle(t: number, group: QuoteGroup): void {
    const isLeft = '«‹'.includes(this.symbols[t]!);
    const last = this.innermost(group);
    const position = this.positionOf(t);
    const isLastLeft = last !== null && '«‹'.includes(last.mark);
    if (isLeft) {
      const opened = this.opener.get(group);
      const isUsual = opened !== undefined && '«‹'.includes(opened);
      const closes = last ? (isLastLeft ? position.closes : !position.opens) : position.closes && !isUsual;
      if (closes) this.finish(t);
      else this.begin(t);
    } else if (last ? !isLastLeft && position.opens : position.mayOpen) {
      this.begin(t);
    } else {
      this.finish(t);
    }
  }

  /** Handles ‚ ‛ ‘ ’ and '. A possible apostrophe counts as one unless it is part of a pair. */
  private takeSingle(t: number, symbol: string): void {
    const position = this.positionOf(t);
    const top = this.open.at(-1);
    // Inside a double quotation an apostrophe is more likely than the end of the outer quotation.
    const last = top?.group === 'single high' ? top : null;
    const isBlankAfter = sideOf(this.symbols[t + 1]) === 'blank';
    if (symbol === '‚' || symbol === '‛') {
      if (!isBlankAfter) this.begin(t);
    } else if (symbol === '‘') {
      if (last && (last.mark === '‚' ? !position.opens : position.closes)) this.finish(t);
      else if (!position.closes && !beginsShortened(this.symbols, t)) this.begin(t);
    } else if (last && sideOf(this.symbols[t - 1]) !== 'blank' && !(position.opens && symbol !== '’')) {
      this.finish(t);
    } else if (!isBlankAfter && this.opensSingle(t, symbol, position) && !beginsShortened(this.symbols, t)) {
      this.begin(t);
    }
  }

  private opensSingle(t: number, symbol: string, position: Position): boolean {
    if (symbol !== '’') return !joinsWords(this.symbols[t - 1]) && !position.closes;
    // ’ opens where ” does, as in Swedish and Finnish. Elsewhere it is an apostrophe.
    const opened = this.opener.get('single high');
    const isUsual =
      this.opener.get('high') === '”' || opened === '’' || (this.opener.size === 0 && opened === undefined);
    return position.mayOpen && isUsual;
  }

  private begin(t: number): void {
    const mark = this.symbols[t]!;
    const { group, kind } = QUOTE_MARKS.get(mark)!;
    const last = this.innermost(group);
    // A mark that both opens and closes cannot be nested. At the beginning of a line it continues the quotation that
    // the line before left open, or replaces a missing closing mark.
    const isSame = last !== null && last.mark === mark;
    const isAnew = isSame && (`"＂'＇”’»›`.includes(mark) || this.positionOf(t).beginsLine);
    if (isAnew) this.dropFrom(this.open.lastIndexOf(last));
    this.open.push({ mark, group, kind, at: t });
    this.depth[kind]++;
    this.marks[kind].push(t);
    this.opener.set(group, mark);
  }

  /** @param wanted marks whose quotation is closed in preference to others */
  private finish(t: number, wanted: readonly string[] = []): void {
    const { group, kind } = QUOTE_MARKS.get(this.symbols[t]!)!;
    this.marks[kind].push(t);
    const its = this.open.findLast((one) => one.group === group && wanted.includes(one.mark)) ?? this.innermost(group);
    if (!its) {
      this.unpaired[kind].push(t);
      return;
    }
    const at = this.open.lastIndexOf(its);
    this.dropFrom(at + 1);
    this.open.pop();
    this.depth[kind]--;
  }

  /** Drops the open quotations from the given depth on. */
  private dropFrom(depth: number): void {
    for (const { kind, at } of this.open.slice(depth)) {
      this.depth[kind]--;
      this.unpaired[kind].push(at);
    }
    this.open.length = depth;
  }

  private innermost(group: QuoteGroup): Open | null {
    return this.open.findLast((one) => one.group === group) ?? null;
  }

  private isAfterDigit(t: number): boolean {
    return /^\p{Nd}/u.test(this.symbols[t - 1] ?? '');
  }

  private positionOf(t: number): Position {
    const [before, after] = [sideOf(this.symbols[t - 1]), sideOf(this.symbols[t + 1])];
    const isEdge = before === 'blank' || before === 'opening' || before === 'dash';
    let start = t - 1;
    while (start >= 0 && this.symbols[start] !== '\n' && sideOf(this.symbols[start]) === 'blank') start--;
    return {
      opens: isEdge && after !== 'blank' && after !== 'stop' && after !== 'free',
      closes: (before === 'solid' || before === 'stop') && (after === 'blank' || after === 'stop' || after === 'dash'),
      mayOpen: isEdge && after !== 'blank',
      beginsLine: start < 0 || this.symbols[start] === '\n',
    };
  }
}
