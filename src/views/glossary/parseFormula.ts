/** Formulas as data: a small part of TeX's notation, read into a tree of MathML Core's elements. */

/** A leaf: identifier, number, operator or text. */
interface Leaf {
  readonly tag: 'mi' | 'mn' | 'mo' | 'mtext';
  readonly text: string;
}

/** The number of children that an element of MathML has to have; null for any number. */
export const CHILDREN = {
  mrow: null,
  msqrt: null,
  mfrac: 2,
  msub: 2,
  msup: 2,
  mover: 2,
  msubsup: 3,
  munder: 2,
  munderover: 3,
} as const;

interface Branch {
  readonly tag: keyof typeof CHILDREN;
  readonly children: readonly MathNode[];
}

export type MathNode = Leaf | Branch;

/** Text, commands, known words, letters with their accents, numbers, and single signs. */
const PIECE =
  /\\text\{[^{}]*\}|\\[a-z]+|(?:tanh|log|ln|max|min|head|ih|hh|in|hn|ig|hg|on|off)(?![a-z])|\p{L}\p{M}*|\d+(?:\.\d+)?|\S/gu;
/** Operators that have their index below and above. */
const LARGE = /^(Σ|∏|max)$/u;

/**
 * Reads a formula such as `c_t = f_t ⊙ \frac{a}{b}`. Letters are identifiers, known words are upright, digits numbers, and every
 * other sign is an operator. `_`, `^`, `\frac`, `\sqrt`, `\bar`, `\text` and braces are those of TeX.
 *
 * @throws SyntaxError if it cannot be read
 */
export function parseFormula(source: string): MathNode {
  const reader = new Reader(source.match(PIECE) ?? []);
  const nodes = reader.sequence();
  reader.end();
  return rowOf(nodes);
}

function rowOf(nodes: readonly MathNode[]): MathNode {
  return nodes.length === 1 ? nodes[0]! : { tag: 'mrow', children: nodes };
}

class Reader {
  private at = 0;

  constructor(private readonly pieces: readonly string[]) {}

  /** Everything up to a closing brace or the end. */
  sequence(): readonly MathNode[] {
    const nodes: MathNode[] = [];
    while (this.at < this.pieces.length && this.pieces[this.at] !== '}') nodes.push(this.scripted());
    return nodes;
  }

  /** @throws SyntaxError if something is left */
  end(): void {
    if (this.at < this.pieces.length) throw new SyntaxError(`“${this.pieces[this.at]}” closes nothing`);
  }

  /** One atom with what is below and above it. */
  private scripted(): MathNode {
    const base = this.atom();
    let sub: MathNode | null = null;
    let sup: MathNode | null = null;
    for (let piece = this.pieces[this.at]; piece === '_' || piece === '^'; piece = this.pieces[this.at]) {
      this.at++;
      if ((piece === '_' ? sub : sup) !== null) throw new SyntaxError(`two times “${piece}”`);
      if (piece === '_') sub = this.atom();
      else sup = this.atom();
    }
    const isLarge = 'text' in base && LARGE.test(base.text);
    if (sub && sup) return { tag: isLarge ? 'munderover' : 'msubsup', children: [base, sub, sup] };
    if (sub) return { tag: isLarge ? 'munder' : 'msub', children: [base, sub] };
    if (sup) return { tag: 'msup', children: [base, sup] };
    return base;
  }

  private atom(): MathNode {
    const piece = this.pieces[this.at++];
    if (piece === undefined) throw new SyntaxError('the formula ends too early');
    if (piece === '{') return this.group();
    if (piece === '_' || piece === '^' || piece === '}') throw new SyntaxError(`“${piece}” follows nothing`);
    if (piece === '\\text{}') throw new SyntaxError('a text is empty');
    if (piece.startsWith('\\text{')) return { tag: 'mtext', text: piece.slice(6, -1) };
    if (piece === '\\frac') return { tag: 'mfrac', children: [this.atom(), this.atom()] };
    if (piece === '\\sqrt') return { tag: 'msqrt', children: [this.atom()] };
    if (piece === '\\bar') return { tag: 'mover', children: [this.atom(), { tag: 'mo', text: '¯' }] };
    if (piece.startsWith('\\')) throw new SyntaxError(`“${piece}” is not known`);
    if (/^\d/u.test(piece)) return { tag: 'mn', text: piece };
    if (/^[\p{L}∂]/u.test(piece) && !/^[Σ∏]$/u.test(piece)) return { tag: 'mi', text: piece };
    return { tag: 'mo', text: piece };
  }

  private group(): MathNode {
    const nodes = this.sequence();
    if (this.pieces[this.at++] !== '}') throw new SyntaxError('a brace is not closed');
    return rowOf(nodes);
  }
}
