import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { gluedLines } from './gluedWords.ts';

test('finds words that lose their space at a line end, and no others', () => {
  expect(gluedLines('<p>\n  The upper bars are\n  <Term id="norm">norms</Term>, the lower ones\n</p>')).toEqual([
    'The upper bars are',
  ]);
  expect(gluedLines('<p>\n  what the <Term id="norm">norm</Term>\n  of it says\n</p>')).toEqual([
    'what the <Term id="norm">norm</Term>',
  ]);
  expect(gluedLines('<p>\n  The upper bars are{\' \'}\n  <Term id="norm">norms</Term>.\n</p>')).toEqual([]);
  expect(gluedLines('const glued = some(\n  <b>bold</b>,\n);\nreturn wide ? (\n  <b>x</b>\n) : null;')).toEqual([]);
});

test('no component lets a line end glue two words together', () => {
  const views = fileURLToPath(new URL('../../src/views', import.meta.url));
  const files = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(100);
  const read = (file: string): string => readFileSync(join(views, file), 'utf8');
  const glued = files.flatMap((file) => gluedLines(read(file)).map((line) => `${file}: ${line}`));
  expect(glued).toEqual([]);
});
