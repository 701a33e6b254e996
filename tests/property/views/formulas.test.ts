import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CHILDREN, type MathNode, parseFormula } from '../../../src/views/glossary/parseFormula.ts';
import { matchingTopics } from '../../../src/views/glossary/matchingTopics.ts';
import { TOPICS } from '../../../src/views/glossary/terms/terms.ts';

const ATOM = fc.constantFrom('a', 'W', 'ε', '12', '3.5', 'tanh', '\\text{of it}', '+', '⊙', 'Σ', '∂');
const formula = fc.letrec<{ one: string; many: string }>((tie) => ({
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ATOM,
    fc.tuple(tie('many'), tie('many')).map(([a, b]) => `\\frac{${a}}{${b}}`),
    tie('many').map((a) => `\\sqrt{${a}}`),
    fc.tuple(ATOM, tie('many')).map(([a, b]) => `${a}_{${b}}`),
    fc.tuple(ATOM, tie('many'), tie('many')).map(([a, b, c]) => `${a}_{${b}}^{${c}}`),
  ),
  many: fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
})).many;

function isBalanced(node: MathNode): boolean {
  if ('text' in node) return node.text !== '';
  const wanted = CHILDREN[node.tag];
  return (wanted === null || wanted === node.children.length) && node.children.every(isBalanced);
}

it('every formula of the notation becomes elements with the children that MathML asks for', () => {
  fc.assert(
    fc.property(formula, (source) => {
      expect(isBalanced(parseFormula(source))).toBe(true);
    }),
  );
});

it('anything else is read or refused, and nothing is lost or made up', () => {
  fc.assert(
    fc.property(fc.string(), (source) => {
      try {
        expect(isBalanced(parseFormula(source)) || source.trim() === '').toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
  );
});

it('a search shows terms of the glossary only, each once, and more words never show more', () => {
  const ids = (query: string): readonly string[] =>
    matchingTopics(TOPICS, query).flatMap(({ terms }) => terms.map(([id]) => id));
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const found = ids(one);
      expect(new Set(found).size).toBe(found.length);
      const fewer = ids(`${one} ${other}`);
      expect(fewer.filter((id) => !found.includes(id))).toEqual([]);
    }),
  );
});
