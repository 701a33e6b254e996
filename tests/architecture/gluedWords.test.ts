import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { gluedWords } from './gluedWords.ts';

const VIEWS = fileURLToPath(new URL('../../src/views', import.meta.url));

it('separates words from terms and other inline elements by more than a line break, which JSX drops', () => {
  const found = readdirSync(VIEWS, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
    .flatMap(({ parentPath, name }) =>
      gluedWords(name, readFileSync(join(parentPath, name), 'utf8')).map((place) => `${name}: ${place}`),
    );
  expect(found).toEqual([]);
});

it.each([
  ['<p>The bars are\n  <Term id="norm">norms</Term>.</p>', 1],
  ['<p>\n  <b>RNN</b>\n  alone</p>', 1],
  ['<>of h,\n <span>layer 1</span></>', 1],
  ['<p>The bars are{\' \'}\n  <Term id="norm">norms</Term>, said\n of one.</p>', 0],
  ['<p>∂L\n  <sub>t</sub> and <b>h</b></p>', 0],
  ['<div>\n  <b>RNN</b>\n  <span>step</span>\n</div>', 0],
])('judges %j', (jsx, count) => {
  expect(gluedWords('View.tsx', `export const view = ${jsx};`)).toHaveLength(count);
});
