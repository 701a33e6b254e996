/** What a TypeScript source imports, found without a parser: comments, templates and regular expressions are blanked first. */

/**
 * value: kept when the types are gone · type: gone then · dynamic: `import()` · worker: a `new URL()` for a worker, which runs
 * in a thread of its own and is no part of the importing program.
 */
export type ImportKind = 'value' | 'type' | 'dynamic' | 'worker';

export interface ImportEdge {
  /** As it is written. */
  readonly specifier: string;
  readonly kind: ImportKind;
  /** Whether everything from there is passed on, or named things are (`export … from`). */
  readonly isReExport: boolean;
}

const STATEMENT = /(?<![\w.$])(import|export)\s+(type\s+(?!from\b|,))?([^;'"()=]*?)\bfrom\s*(['"])([^'"\n]+)\4/g;
const BARE = /(?<![\w.$])import\s*(['"])([^'"\n]+)\1/g;
const DYNAMIC = /(?<![\w.$])import\s*\(\s*(['"])([^'"\n]+)\1/g;
const URL_OF_MODULE = /new\s+URL\s*\(\s*(['"])([^'"\n]+)\1\s*,\s*import\.meta\.url/g;

/** With `verbatimModuleSyntax` an import whose names are all marked `type` one by one still loads the module. */
export function importsOf(source: string): readonly ImportEdge[] {
  const code = blanked(source);
  const edges: ImportEdge[] = [];
  for (const [, word, type, , , specifier] of code.matchAll(STATEMENT)) {
    edges.push({ specifier: specifier!, kind: type ? 'type' : 'value', isReExport: word === 'export' });
  }
  for (const [, , specifier] of code.matchAll(BARE)) edges.push(edge(specifier!, 'value'));
  for (const [, , specifier] of code.matchAll(DYNAMIC)) edges.push(edge(specifier!, 'dynamic'));
  for (const [, , specifier] of code.matchAll(URL_OF_MODULE)) edges.push(edge(specifier!, 'worker'));
  return edges.map((found) => {
    return /\?(.*&)?(worker|sharedworker)\b/.test(found.specifier) ? { ...found, kind: 'worker' } : found;
  });
}

const edge = (specifier: string, kind: ImportKind): ImportEdge => ({ specifier, kind, isReExport: false });

/** A slash after one of these begins a regular expression, not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^\n]|\b(?:return|typeof|case|in|of))\s*$/;

/**
 * The source with comments, template literals and regular expressions replaced by spaces; strings stay. A string ends with
 * its line, so that an apostrophe between JSX tags does no harm beyond it.
 */
export function blanked(source: string): string {
  let out = '';
  let k = 0;
  const blank = (end: number): void => {
    out += source.slice(k, end).replace(/[^\n]/g, ' ');
    k = end;
  };
  while (k < source.length) {
    const two = source.slice(k, k + 2);
    const one = source[k]!;
    if (two === '//') blank(endOf(source, k, /\n|$/g));
    else if (two === '/*') blank(endOf(source, k + 2, /\*\/|$/g));
    else if (one === '`') blank(templateEnd(source, k));
    else if (one === '"' || one === "'") {
      const end = stringEnd(source, k);
      out += source.slice(k, end);
      k = end;
    } else if (one === '/' && BEFORE_REGEX.test(out.slice(-40))) {
      const regex = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
      regex.lastIndex = k;
      if (regex.test(source)) blank(regex.lastIndex);
      else out += source[k++];
    } else out += source[k++];
  }
  return out;
}

function endOf(source: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from;
  const match = pattern.exec(source);
  return match ? match.index + match[0].length : source.length;
}

/** The place after a string, which ends at its quote or with its line. */
function stringEnd(source: string, start: number): number {
  const isDouble = source[start] === '"';
  return endOf(source, start + 1, isDouble ? /(?:\\.|[^"\\\n])*(?:"|(?=\n)|$)/y : /(?:\\.|[^'\\\n])*(?:'|(?=\n)|$)/y);
}

/** The place after a template literal, whatever stands in its braces. */
function templateEnd(source: string, start: number): number {
  let depth = 0;
  for (let k = start + 1; k < source.length; k++) {
    const one = source[k]!;
    if (one === '\\') k++;
    else if (depth === 0 && one === '`') return k + 1;
    else if (depth === 0 && one === '$' && source[k + 1] === '{') {
      depth = 1;
      k++;
    } else if (depth > 0) {
      if (one === '{') depth++;
      else if (one === '}') depth--;
      else if (one === '`') k = templateEnd(source, k) - 1;
      else if (one === '"' || one === "'") k = stringEnd(source, k) - 1;
    }
  }
  return source.length;
}
