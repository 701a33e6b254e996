/** Classes have one home: each is defined in one style sheet, each that is used is defined there, and each is used. */
import { posix } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'vite';
import type { Tree } from './checkTree.ts';

const MODULE = '.module.css';

/** What may hold classes of the whole page: its few utilities. */
export const GLOBAL_SHEET = 'src/views/styles/base.css';

/** @param tree the sources and the style sheets by their paths */
export function classFaults(tree: Tree): readonly string[] {
  const sheets = [...tree].filter(([path]) => path.endsWith('.css'));
  const defined = new Map(sheets.map(([path, source]) => [path, classesOf(source)]));
  const used = new Map([...defined.keys()].map((path) => [path, new Set<string>()]));
  const utilities = defined.get(GLOBAL_SHEET) ?? new Set<string>();
  const faults: string[] = [];
  for (const [path, source] of tree) {
    if (path.endsWith('.css')) continue;
    const { modules, members, literals } = usesIn(path, source);
    for (const { object, name } of members) {
      const sheet = modules.get(object);
      if (sheet === undefined) continue;
      if (name === null) faults.push(`${path}: a class of ${sheet} is not written out as ${object}.name`);
      else if (defined.get(sheet)?.has(name)) used.get(sheet)?.add(name);
      else faults.push(`${path}: ${sheet} has no class ${name}`);
    }
    for (const name of literals) {
      if (utilities.has(name)) used.get(GLOBAL_SHEET)?.add(name);
      else faults.push(`${path}: no style sheet of the whole page has a class ${name}`);
    }
  }
  const homes = new Map<string, string>();
  for (const [path, names] of defined) {
    if (path !== GLOBAL_SHEET && !path.endsWith(MODULE) && names.size > 0)
      faults.push(`${path}: only ${GLOBAL_SHEET} holds classes of the whole page`);
    for (const name of names) {
      const home = homes.get(name);
      if (home !== undefined) faults.push(`${path}: ${home} has a class ${name}, too`);
      homes.set(name, path);
      if (!used.get(path)?.has(name)) faults.push(`${path}: nothing uses the class ${name}`);
    }
  }
  return faults;
}

/** Names of the classes in the selectors of a style sheet; a utility that a module speaks of is none of its own. */
function classesOf(sheet: string): ReadonlySet<string> {
  const selectors = sheet
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/:global\([^)]*\)/g, '')
    .replace(/\{[^{}]*\}/g, '{}');
  return new Set([...selectors.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map((match) => match[1]!));
}

interface Uses {
  /** Path of the module that a name stands for. */
  readonly modules: ReadonlyMap<string, string>;
  /** `object.name`; the name is null where it is computed. */
  readonly members: readonly { readonly object: string; readonly name: string | null }[];
  /** Classes that are written as text. */
  readonly literals: readonly string[];
}

function usesIn(path: string, source: string): Uses {
  const modules = new Map<string, string>();
  const members: { object: string; name: string | null }[] = [];
  const literals: string[] = [];
  const { program } = parseSync(path, source);
  new Visitor({
    ImportDeclaration: ({ source: { value }, specifiers }) => {
      if (!value.endsWith(MODULE)) return;
      for (const { local } of specifiers) modules.set(local.name, posix.join(posix.dirname(path), value));
    },
    MemberExpression: ({ object, property, computed }) => {
      if (object.type !== 'Identifier') return;
      members.push({ object: object.name, name: !computed && property.type === 'Identifier' ? property.name : null });
    },
    JSXAttribute: ({ name, value }) => {
      if (value && typeof name.name === 'string' && IS_CLASS.test(name.name)) literals.push(...wordsIn(value));
    },
    AssignmentPattern: ({ left, right }) => {
      if (left.type === 'Identifier' && IS_CLASS.test(left.name)) literals.push(...wordsIn(right));
    },
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && IS_CLASS.test(key.name)) literals.push(...wordsIn(value));
    },
  }).visit(program);
  return { modules, members, literals };
}

/** Names of attributes, properties and parameters that hold classes. */
const IS_CLASS = /^className$|Class$/;

/** Words of the text that an expression can come to. */
function wordsIn(node: ESTree.Node): readonly string[] {
  if (node.type === 'Literal') return typeof node.value === 'string' ? words(node.value) : [];
  if (node.type === 'TemplateLiteral')
    return [...node.quasis.flatMap(({ value }) => words(value.raw)), ...node.expressions.flatMap(wordsIn)];
  if (node.type === 'ConditionalExpression') return [...wordsIn(node.consequent), ...wordsIn(node.alternate)];
  if (node.type === 'LogicalExpression') return [...wordsIn(node.left), ...wordsIn(node.right)];
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => (element ? wordsIn(element) : []));
  if (node.type === 'CallExpression') return wordsIn(node.callee);
  if (node.type === 'MemberExpression') return wordsIn(node.object);
  return node.type === 'JSXExpressionContainer' ? wordsIn(node.expression) : [];
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
