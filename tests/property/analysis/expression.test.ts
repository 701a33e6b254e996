import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileExpression, expressionError } from '../../../src/analysis/expression.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  '1',
  '_',
  ' ',
  '-',
  '.',
  ',',
  '\\w',
  '\\W',
  '\\d',
  '\\D',
  '\\s',
  '\\S',
  '\\.',
  '\\n',
);
const position = fc.constantFrom('\\b', '\\B', '^', '$');
const item = fc.constantFrom(
  'a',
  'b',
  '1',
  '_',
  ' ',
  '.',
  '\\w',
  '\\W',
  '\\d',
  '\\D',
  '\\s',
  '\\]',
  'a-c',
  '0-9',
  '\\-',
);
const brackets = fc
  .tuple(fc.boolean(), fc.array(item, { minLength: 1, maxLength: 4 }))
  .map(([isNegated, items]) => `[${isNegated ? '^' : ''}${items.join('')}]`);
const times = fc.constantFrom('', '', '', '?', '+', '*', '{2}', '{1,2}', '+?');

const { expression } = fc.letrec<{ expression: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 2 },
    position,
    fc.tuple(fc.oneof(atom, brackets), times).map((both) => both.join('')),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!'), tie('expression'))
      .map((both) => `${both.join('')})`),
  ),
  expression: fc
    .array(
      fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((ways) => ways.join('|')),
}));

const positions = (compiled: RegExp, text: string): unknown =>
  [...text.matchAll(compiled)].map((match) => match.indices!.map((range) => range ?? null));

test('on a text of English letters and signs an expression finds what JavaScript finds, groups included', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab1_ -.,]\nc'), maxLength: 8 });
  fc.assert(
    fc.property(expression, text, (typed, on) => {
      const own = new RegExp(typed, 'dgmu');
      expect(positions(compileExpression(typed), on)).toEqual(positions(own, on));
      expect(positions(compileExpression(`/${typed}/`), on)).toEqual(positions(own, on));
    }),
    { numRuns: 250 },
  );
});

test('letters of another script are found as those of English are', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab1_ -.,]\nc'), maxLength: 8 });
  const turned: Readonly<Record<string, string>> = { a: 'é', b: 'ß', c: '한', '1': '٣' };
  // Expressions that name no letter see only whether something is one.
  const nameless = expression.filter((typed) => !/[abc019](?![,}])/.test(typed.replaceAll(/\\[a-z]/gi, '')));
  fc.assert(
    fc.property(nameless, text, (typed, on) => {
      const other = Array.from(on, (symbol) => turned[symbol] ?? symbol).join('');
      expect(positions(compileExpression(typed), other)).toEqual(positions(new RegExp(typed, 'dgmu'), on));
    }),
    { numRuns: 150 },
  );
});

test('anything typed is either compiled or refused with a sentence', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'\\/[](){}^$|*+?.-wWdDbpuLé:<>=!,12 i') }), (typed) => {
      if (expressionError(typed) === null) expect(compileExpression(typed)).toBeInstanceOf(RegExp);
      else expect(expressionError(typed)).toMatch(/\.$/);
    }),
    { numRuns: 3000 },
  );
});
