/** The rules of the architecture, on any tree of sources, so that the rules can be tried on bad trees too. */
import { posix } from 'node:path';
import { type ImportEdge, importsOf } from './importsOf.ts';
import { ALLOWED, isPackageAllowed, layerOf } from './layers.ts';

/** Sources by path from the project's root, `src/engine/spec.ts` for one. */
export type Tree = ReadonlyMap<string, string>;

export const MAX_LINES = 400;

/** Names that say nothing of what a file does. */
const VAGUE = /^(utils?|helpers?|managers?|common|misc|shared|index)$/i;

/** Every broken rule as a sentence that names file and rule; none for a good tree. */
export function checkTree(tree: Tree): readonly string[] {
  const files = [...tree].map(([path, source]) => ({ path, source, edges: importsOf(path, source) }));
  return [
    ...files.flatMap(({ path, source }) => [...nameFaults(path), ...lengthFaults(path, source)]),
    ...files.flatMap(({ path, edges }) => edges.flatMap((edge) => importFaults(tree, path, edge))),
    ...files.flatMap(({ path, edges }) => barrelFaults(path, edges)),
    ...cycleFaults(new Map(files.map(({ path, edges }) => [path, localTargets(tree, path, edges, () => true)]))),
    ...tensorflowFaults(tree, new Map(files.map(({ path, edges }) => [path, edges]))),
  ];
}

function nameFaults(path: string): string[] {
  const faults: string[] = [];
  const { name, ext } = posix.parse(path);
  const stem = name.replace(/\.d$/, '');
  if (layerOf(path) === null) faults.push(`${path}: no layer of the architecture holds this file`);
  const wanted = ext === '.tsx' && path !== 'src/main.tsx' ? /^[A-Z][A-Za-z0-9]*$/ : /^[a-z][A-Za-z0-9]*$/;
  if (!wanted.test(stem))
    faults.push(`${path}: ${ext === '.tsx' ? 'components are PascalCase.tsx' : 'files are camelCase.ts'}`);
  const vague = [stem, ...posix.dirname(path).split('/')].find((part) => VAGUE.test(part));
  if (vague !== undefined) faults.push(`${path}: "${vague}" does not say what is in it`);
  return faults;
}

function lengthFaults(path: string, source: string): string[] {
  const lines = source.trimEnd().split('\n').length;
  return lines > MAX_LINES ? [`${path}: ${lines} lines, more than ${MAX_LINES}`] : [];
}

const isRelative = (specifier: string): boolean => specifier.startsWith('.');

/** The file in the tree that a relative import means; its ending must be written. */
function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
}

/** `zustand/vanilla` is part of `zustand`, `@tensorflow/tfjs-core/dist/x` of `@tensorflow/tfjs-core`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function importFaults(tree: Tree, path: string, { specifier, kind }: ImportEdge): string[] {
  const layer = layerOf(path);
  if (layer === null) return [];
  if (!isRelative(specifier)) {
    const name = packageOf(specifier);
    return isPackageAllowed(layer, name) ? [] : [`${path}: ${layer} may not import the package ${name}`];
  }
  if (/\.(css|svg|json|wasm|png|glsl|safetensors)(\?.*)?$/.test(specifier)) return [];
  const target = targetOf(path, specifier);
  if (!tree.has(target)) return [`${path}: imports ${specifier}, which is no file (the ending must be written)`];
  const other = layerOf(target);
  // A worker is started by its address, by the page's side or by another worker; nothing of it is loaded there.
  if (kind === 'worker') {
    const isOwn = (layer === 'worker/client' || layer === 'worker/host') && other === 'worker/host';
    return isOwn ? [] : [`${path}: only the worker's client, or a worker, starts a worker`];
  }
  if (other === null || other === layer || ALLOWED[layer].values.includes(other)) return [];
  if (ALLOWED[layer].types?.includes(other)) {
    return kind === 'type'
      ? []
      : [`${path}: ${layer} may use types of ${other} alone (write "import type"), but loads ${target}`];
  }
  return [`${path}: ${layer} may not import ${other} (${target})`];
}

/** A barrel passes on what is elsewhere; a file that only does so has no job. */
function barrelFaults(path: string, edges: readonly ImportEdge[]): string[] {
  const passed = edges.find(({ reExported }) => reExported !== 'nothing');
  return passed ? [`${path}: passes on ${passed.reExported} of ${passed.specifier} (no barrels)`] : [];
}

function localTargets(
  tree: Tree,
  path: string,
  edges: readonly ImportEdge[],
  keep: (edge: ImportEdge) => boolean,
): string[] {
  return edges
    .filter((edge) => isRelative(edge.specifier) && edge.kind !== 'worker' && keep(edge))
    .map(({ specifier }) => targetOf(path, specifier))
    .filter((target) => tree.has(target));
}

/** Cycles of imports, types included: two files that need each other's types are one thought in two places. */
function cycleFaults(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const faults: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      faults.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
      return;
    }
    state.set(path, 'open');
    trail.push(path);
    for (const next of graph.get(path) ?? []) visit(next);
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of graph.keys()) visit(path);
  return faults;
}

/** Nothing that the page itself loads, at once or later, reaches tfjs; a worker is another program. */
function tensorflowFaults(tree: Tree, edgesOf: ReadonlyMap<string, readonly ImportEdge[]>): string[] {
  const seen = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    const edges = edgesOf.get(path)!.filter(({ kind }) => kind === 'value' || kind === 'dynamic');
    const here = [...trail, path];
    const reached = edges.find(({ specifier }) => specifier.startsWith('@tensorflow/'));
    const own = reached ? [`the page reaches ${reached.specifier}: ${here.join(' → ')}`] : [];
    return [...own, ...localTargets(tree, path, edges, () => true).flatMap((next) => walk(next, here))];
  };
  return tree.has('src/main.tsx')
    ? walk('src/main.tsx', [])
    : ['src/main.tsx: is missing, so that nothing says what the page loads'];
}
