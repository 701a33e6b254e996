import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkTree, type Tree } from './checkTree.ts';
import { importsOf } from './importsOf.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every source under src; the AssemblyScript has rules of its own. */
function sources(): Tree {
  const tree = new Map<string, string>();
  for (const entry of readdirSync(join(ROOT, 'src'), { withFileTypes: true, recursive: true })) {
    const path = relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (!entry.isFile() || !/\.tsx?$/.test(path) || path.startsWith('src/backends/wasm/assembly/')) continue;
    tree.set(path, readFileSync(join(ROOT, path), 'utf8'));
  }
  return tree;
}

it('keeps one direction of imports, no cycles, no barrels, names and lengths, and tfjs off the page', () => {
  expect(checkTree(sources())).toEqual([]);
});

it('sees the imports it judges: the webgl backend stands on tfjs, and the worker is started by its address', () => {
  const edges = [...sources()].flatMap(([path, source]) => importsOf(source).map((edge) => ({ path, ...edge })));
  expect(
    edges.some(({ path, specifier }) => path.startsWith('src/backends/webgl/') && specifier.startsWith('@tensorflow/')),
  ).toBe(true);
  expect(edges.some(({ path, kind }) => path.startsWith('src/worker/') && kind === 'worker')).toBe(true);
});
