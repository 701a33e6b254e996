/** No two files share a base name, so that a name says which file is meant. */
import { posix } from 'node:path';

/** Files of these names hold the same thing on different arithmetic: float64 in the engine, and each backend's own. */
const ONE_PER_ARITHMETIC: ReadonlySet<string> = new Set([
  'cell',
  'cells',
  'checks',
  'gru',
  'head',
  'lstm',
  'optimizers',
  'products',
  'rnn',
  'update',
]);

/** Folders that hold one arithmetic each. */
const ARITHMETIC = /^src\/(engine|backends)\//;

/**
 * Every base name, without its ending and in lower case, that several of the paths have. Stylesheets are not asked: one is
 * named after the component that it belongs to.
 */
export function baseNameFaults(paths: Iterable<string>): readonly string[] {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const name = posix.parse(path).name.toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return [...byName].flatMap(([name, all]) => {
    const isOneThing = ONE_PER_ARITHMETIC.has(name) && all.every((path) => ARITHMETIC.test(path));
    return all.length < 2 || isOneThing ? [] : [`one name for several files: ${all.join(', ')}`];
  });
}
