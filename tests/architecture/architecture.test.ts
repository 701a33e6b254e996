import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { baseNameFaults } from './baseNames.ts';
import { checkTree, type Tree } from './checkTree.ts';
import { importsOf } from './importsOf.ts';
import { lostSpaces } from './lostSpaces.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The paths of all TypeScript under src. */
function sourcePaths(): readonly string[] {
  return readdirSync(join(ROOT, 'src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** Every source under src by its path; the AssemblyScript has rules of its own. */
function sources(): Tree {
  const paths = sourcePaths().filter((path) => !path.startsWith('src/backends/wasm/assembly/'));
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

it('keeps one direction of imports, no cycles, no barrels, names and lengths, and tfjs off the page', () => {
  expect(checkTree(sources())).toEqual([]);
});

it('sees the imports it judges: the webgl backend stands on tfjs, and the worker is started by its address', () => {
  const edges = [...sources()].flatMap(([path, source]) => importsOf(path, source).map((edge) => ({ path, ...edge })));
  expect(
    edges.some(({ path, specifier }) => path.startsWith('src/backends/webgl/') && specifier.startsWith('@tensorflow/')),
  ).toBe(true);
  expect(edges.some(({ path, kind }) => path.startsWith('src/worker/') && kind === 'worker')).toBe(true);
});

it('loses no space between two words of a sentence on the page', () => {
  expect([...sources()].flatMap(([path, source]) => (path.endsWith('.tsx') ? lostSpaces(path, source) : []))).toEqual(
    [],
  );
});

it('gives every file a name of its own', () => {
  expect(baseNameFaults(sourcePaths())).toEqual([]);
});

/** Comparisons with a cell's name: what depends on the cell stands in a record over `CellKind`, so that a new one is missed. */
const COMPARED = /[!=]==? *['"](?:rnn|gru|lstm)['"]|['"](?:rnn|gru|lstm)['"] *[!=]==?|case ['"](?:rnn|gru|lstm)['"]/;

it('compares nothing with the name of a cell, so that a new cell is taken for no other one', () => {
  const lines = [...sources()].flatMap(([path, source]) =>
    source.split('\n').flatMap((line, k) => (COMPARED.test(line) ? [`${path}:${k + 1}: ${line.trim()}`] : [])),
  );
  expect(lines).toEqual([]);
  expect("if (cell === 'gru')").toMatch(COMPARED);
});

/** The tags of controls that have a component of their own in `src/views/ui`. A field for text is an `input` with the class of its kind. */
const CONTROL = /<(?:button|select)\b|type="(?:range|checkbox|radio|number)"/;

it('writes every button, list, slider, box to tick and number field with the one component of its kind', () => {
  const lines = [...sources()].flatMap(([path, source]) =>
    path.startsWith('src/views/') && !path.startsWith('src/views/ui/')
      ? source.split('\n').flatMap((line, k) => (CONTROL.test(line) ? [`${path}:${k + 1}: ${line.trim()}`] : []))
      : [],
  );
  expect(lines).toEqual([]);
  expect('<button type="submit">').toMatch(CONTROL);
});
