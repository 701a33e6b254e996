/** Builds src/backends/wasm/build/*.wasm from the AssemblyScript sources, unless they are newer than all of those. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src/backends/wasm/assembly');
const output = join(root, 'src/backends/wasm/build');

/** The same kernels twice: relaxed SIMD has a fused multiply-add, plain SIMD runs wherever SIMD does. */
const BINARIES = [
  { name: 'kernels.wasm', flags: [] },
  { name: 'kernels.relaxed.wasm', flags: ['--enable', 'relaxed-simd', '--use', 'RELAXED=1'] },
];
const FLAGS = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--importMemory', '--enable', 'simd'];

/**
 * Milliseconds since the epoch; 0 for what is not there.
 * @param {string} path
 */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

const inputs = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(sources, name));
inputs.push(fileURLToPath(import.meta.url));
/** What these export, the module exports: every cell's file is one of them. */
const entries = ['index.ts', ...readdirSync(join(sources, 'cells')).map((name) => `cells/${name}`)].map(
  (name) => `src/backends/wasm/assembly/${name}`,
);
const newest = Math.max(...inputs.map(modified));
const asc = join(dirname(createRequire(import.meta.url).resolve('assemblyscript/package.json')), 'bin/asc.js');

mkdirSync(output, { recursive: true });
for (const { name, flags } of BINARIES) {
  const target = join(output, name);
  if (modified(target) > newest) continue;
  // Written beside and then renamed, so that a build at the same time never reads half a file.
  const unfinished = `${target}.${process.pid}`;
  const args = [asc, ...entries, ...FLAGS, ...flags, '-o', unfinished];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  renameSync(unfinished, target);
}
