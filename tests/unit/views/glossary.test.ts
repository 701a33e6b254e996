import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { INITIAL_UI, uiFromAddress, uiToAddress } from '../../../src/state/ui.ts';
import { matchingTopics } from '../../../src/views/glossary/matchingTopics.ts';
import { CHILDREN, type MathNode, parseFormula } from '../../../src/views/glossary/parseFormula.ts';
import type { Definition } from '../../../src/views/glossary/terms/definition.ts';
import { SETTINGS } from '../../../src/state/settingsTable.ts';
import { isTermId, TERMS, TOPICS } from '../../../src/views/glossary/terms/terms.ts';

const ALL: readonly (readonly [id: string, definition: Definition])[] = Object.entries(TERMS);

/** The sources of the views, without the definitions themselves. */
function viewSources(folder = 'src/views'): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'terms' ? [] : viewSources(path);
    return /\.tsx?$/u.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('the definitions', () => {
  it.each(ALL)('%s is said in short sentences', (_, { words, definition, seen }) => {
    expect(words.trim()).not.toBe('');
    expect(seen.trim()).not.toBe('');
    expect(definition).toMatch(/^[^a-z].*\.$/u);
    const sentences = definition.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
    for (const sentence of sentences) expect(sentence.split(/\s+/u).length, sentence).toBeLessThanOrEqual(40);
    expect(definition).not.toMatch(/[<>]\w|NaN|undefined|TODO/u);
  });

  it('each id and each word is there once', () => {
    const ids = TOPICS.flatMap(({ terms }) => Object.keys(terms));
    expect(ids.toSorted()).toEqual(Object.keys(TERMS).toSorted());
    const words = ALL.map(([, { words: one }]) => one);
    expect(words.filter((one, k) => words.indexOf(one) !== k)).toEqual([]);
  });

  it('an id needs no escape in an address', () => {
    for (const [id] of ALL) {
      expect(id).toMatch(/^[a-z0-9-]{1,40}$/u);
      const address = uiToAddress({ ...INITIAL_UI, glossary: id });
      expect(address.toString()).toBe(`glossary=${id}`);
      expect(uiFromAddress(address).values.glossary).toBe(id);
    }
  });

  it('links lead to other terms that exist, each once', () => {
    for (const [id, { related = [] }] of ALL) {
      expect(related.filter((other) => !isTermId(other) || other === id)).toEqual([]);
      expect(new Set(related).size).toBe(related.length);
    }
  });

  it('every term is met on the page, or by a link from one that is', () => {
    // The table of settings names the term of each field.
    const settings = Object.values(SETTINGS).flatMap(({ term, under }) => [
      term,
      ...Object.values(under).flatMap((words) => Object.values(words).flatMap((one) => one.term ?? [])),
    ]);
    const sources = [...viewSources(), ...settings.map((id) => `'${id}'`)].join('\n');
    const isUsed = (id: string): boolean => sources.includes(`'${id}'`) || sources.includes(`"${id}"`);
    const met = new Set(ALL.flatMap(([id]) => (isUsed(id) ? [id] : [])));
    // Names of cells and channels are given by the model that is shown.
    for (const id of ['rnn', 'gru', 'lstm', 'i', 'f', 'g', 'o', 'c', 'r', 'z', 'n', 'h']) met.add(id);
    const direct = met.size;
    for (const id of met) for (const other of TERMS[id as keyof typeof TERMS].related ?? []) met.add(other);
    expect(ALL.filter(([id]) => !met.has(id)).map(([id]) => id)).toEqual([]);
    expect(direct).toBeGreaterThan(ALL.length / 2);
  });

  it('an id of an address is a term only if it is one', () => {
    expect(isTermId('auc')).toBe(true);
    for (const id of [null, '', 'all', 'toString', '__proto__', 'AUC']) expect(isTermId(id)).toBe(false);
  });
});

/** Every element has as many children as MathML asks for. */
function faultsOf(node: MathNode): readonly string[] {
  if ('text' in node) return node.text.trim() === '' ? [`an empty ${node.tag}`] : [];
  const wanted = CHILDREN[node.tag];
  const own =
    wanted === null
      ? node.children.length > 0
        ? []
        : [`an empty ${node.tag}`]
      : node.children.length === wanted
        ? []
        : [`${node.tag} of ${node.children.length}`];
  return [...own, ...node.children.flatMap(faultsOf)];
}

describe('formulas', () => {
  it.each(ALL.flatMap(([id, { formula }]) => (formula === undefined ? [] : [[id, formula] as const])))(
    'that of %s is MathML',
    (_, formula) => expect(faultsOf(parseFormula(formula))).toEqual([]),
  );

  it('reads indices, fractions, roots, text and sums', () => {
    const leaf = (tag: string, text: string) => ({ tag, text });
    expect(parseFormula('c_t')).toEqual({ tag: 'msub', children: [leaf('mi', 'c'), leaf('mi', 't')] });
    expect(parseFormula('x_a^2')).toEqual({
      tag: 'msubsup',
      children: [leaf('mi', 'x'), leaf('mi', 'a'), leaf('mn', '2')],
    });
    expect(parseFormula('\\frac{1}{\\sqrt{s + ε}}')).toEqual({
      tag: 'mfrac',
      children: [
        leaf('mn', '1'),
        {
          tag: 'msqrt',
          children: [{ tag: 'mrow', children: [leaf('mi', 's'), leaf('mo', '+'), leaf('mi', 'ε')] }],
        },
      ],
    });
    expect(parseFormula('Σ_k \\text{two words}')).toEqual({
      tag: 'mrow',
      children: [{ tag: 'munder', children: [leaf('mo', 'Σ'), leaf('mi', 'k')] }, leaf('mtext', 'two words')],
    });
    expect(parseFormula('W_{hh} tanh a')).toEqual({
      tag: 'mrow',
      children: [{ tag: 'msub', children: [leaf('mi', 'W'), leaf('mi', 'hh')] }, leaf('mi', 'tanh'), leaf('mi', 'a')],
    });
  });

  it.each(['{a', 'a}', 'a_', '_a', '\\frac{a}', '\\script{a}', 'a_b_c', 'a^b^c'])('refuses %s', (source) => {
    expect(() => parseFormula(source)).toThrow(SyntaxError);
  });
});

describe('the search', () => {
  const found = (query: string): readonly string[] =>
    matchingTopics(TOPICS, query).flatMap(({ terms }) => terms.map(([id]) => id));

  it('finds words without regard to case, accents and order', () => {
    expect(found('').length).toBe(ALL.length);
    expect(found('HALF-life')).toContain('half-life');
    expect(found('gate forget')).toContain('f');
    expect(found("spearman's")).toContain('spearman');
    expect(found('β1')).toContain('beta1');
    expect(found('no such words')).toEqual([]);
  });

  it('shows a term of that name before those that only mention it', () => {
    const [first] = matchingTopics(TOPICS, 'probe');
    expect(first!.terms[0]![0]).toBe('probe');
  });
});
