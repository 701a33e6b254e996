/** What a TypeScript source imports, found with the parser that Vite brings along. */
import { type ESTree, parseSync, Visitor } from 'vite';

/**
 * - value: the module is loaded, also when all names are marked `type` one by one (`verbatimModuleSyntax`)
 * - type: nothing of it remains at run time
 * - dynamic: `import()`, in an expression or in a type
 * - worker: a `new URL()` for a worker, which runs in a thread of its own and is no part of the importing program
 */
type ImportKind = 'value' | 'type' | 'dynamic' | 'worker';

export interface ImportEdge {
  /** As it is written. */
  readonly specifier: string;
  readonly kind: ImportKind;
  /** What the file passes on from there with `export … from`. */
  readonly reExported: 'nothing' | 'names' | 'all';
}

/** Every import of a source, in the order in which they stand. The path's ending says which language it is. */
export function importsOf(path: string, source: string): readonly ImportEdge[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);
  const edges: ImportEdge[] = [];
  const add = (specifier: unknown, kind: ImportKind, reExported: ImportEdge['reExported'] = 'nothing'): void => {
    if (typeof specifier !== 'string') return;
    edges.push({ specifier, kind: /\?(.*&)?(worker|sharedworker)\b/.test(specifier) ? 'worker' : kind, reExported });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, node.importKind ?? 'value'),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind ?? 'value', 'all'),
    ExportNamedDeclaration: (node) => add(node.source?.value, node.exportKind ?? 'value', 'names'),
    ImportExpression: (node) => add(literal(node.source), 'dynamic'),
    TSImportType: (node) => add(node.source.value, 'dynamic'),
    NewExpression: (node) => {
      const [address, base] = node.arguments;
      if (isNamed(node.callee, 'URL') && base && isAddressOfModule(base)) add(literal(address), 'worker');
    },
  }).visit(program);
  return edges;
}

/** The value of a string that stands there as such. */
function literal(node: ESTree.Node | undefined): unknown {
  return node?.type === 'Literal' ? node.value : undefined;
}

const isNamed = (node: ESTree.Node, name: string): boolean => node.type === 'Identifier' && node.name === name;

/** `import.meta.url` */
function isAddressOfModule(node: ESTree.Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'MetaProperty' && isNamed(node.property, 'url');
}
