import { describe, expect, it } from 'vitest';
import { importsOf } from './importsOf.ts';

const found = (source: string): string[] =>
  importsOf('src/a.tsx', source).map(({ specifier, kind, reExported }) => {
    return `${reExported === 'nothing' ? '' : `export ${reExported} `}${kind} ${specifier}`;
  });

describe('importsOf', () => {
  it.each([
    ["import a from './a.ts';", ['value ./a.ts']],
    ['import a, { b as c } from "./a.ts"', ['value ./a.ts']],
    ["import * as a from './a.ts';", ['value ./a.ts']],
    ["import './a.css';", ['value ./a.css']],
    ["import {\n  a,\n  type B,\n} from './a.ts';", ['value ./a.ts']],
    ["import { type A } from './a.ts';", ['value ./a.ts']],
    ["import type { A } from './a.ts';", ['type ./a.ts']],
    ["import type A from './a.ts';", ['type ./a.ts']],
    ["import type from './a.ts';", ['value ./a.ts']],
    ["import type, { a } from './a.ts';", ['value ./a.ts']],
    ["export * from './a.ts';", ['export all value ./a.ts']],
    ["export type { A } from './a.ts';", ['export names type ./a.ts']],
    ["export * as a from './a.ts';", ['export all value ./a.ts']],
    ["export type * from './a.ts';", ['export all type ./a.ts']],
    ["export { a, b } from './a.ts';", ['export names value ./a.ts']],
    ["const a = await import('./a.ts');", ['dynamic ./a.ts']],
    ["const a = () => { if (b) return import('./a.ts'); };", ['dynamic ./a.ts']],
    ["type A = typeof import('./a.ts');", ['dynamic ./a.ts']],
    ["type A = import('./a.ts').B;", ['dynamic ./a.ts']],
    ["new Worker(new URL('./w.ts', import.meta.url), {});", ['worker ./w.ts']],
    ["new Worker(\n  new URL(\n    './w.ts',\n    import.meta.url,\n  ),\n);", ['worker ./w.ts']],
    ["import W from './w.ts?worker&inline';", ['worker ./w.ts?worker&inline']],
    ["import a from './a.ts';import b from './b.ts';", ['value ./a.ts', 'value ./b.ts']],
  ])('reads %j', (source, edges) => {
    expect(found(source)).toEqual(edges);
  });

  it.each([
    "// import a from './a.ts';",
    "/* import a from './a.ts'; */",
    "/**\n * import a from './a.ts';\n */",
    "const s = `import a from './a.ts';`;",
    "const s = `${`import a from './a.ts';`}`;",
    "export const a = 1; export const b = { from: 'x' };",
    "export const a = f('from', './a.ts');",
    'thing.import("./a.ts");',
    'const { from } = x; export default from;',
    'const a = 1; export { a };',
    "new URL('./a.ts', location.href);",
    "const r = /import a from '.*'/;",
  ])('reads no import in %j', (source) => {
    expect(found(source)).toEqual([]);
  });

  it('is not led astray by quotes in comments, regular expressions, templates and JSX', () => {
    const source = [
      "// don't",
      'const r = /["\'`/*]/g;',
      'const half = a / b / c;',
      "const t = `it's ${f('`', \"}\")} // and /* more`;",
      "const e = <p>don't</p>;",
      "import a from './a.ts';",
      "const s = 'it\\'s // no comment';",
      "const b = import('./b.ts');",
    ].join('\n');
    expect(found(source)).toEqual(['value ./a.ts', 'dynamic ./b.ts']);
  });

  it('reads the syntax of the ending alone', () => {
    expect(importsOf('a.ts', "import type { A } from './a.ts';\nexport const a = <A>b;")).toHaveLength(1);
    expect(() => importsOf('a.tsx', 'export const a = <A>b;')).toThrow('a.tsx cannot be parsed');
  });

  it('refuses a source that it cannot read, so that no import is missed', () => {
    expect(() => importsOf('src/a.ts', "import { a from './a.ts';")).toThrow('src/a.ts cannot be parsed');
  });
});
