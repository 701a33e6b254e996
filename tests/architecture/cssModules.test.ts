import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { classFaults, GLOBAL_SHEET } from './cssModules.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function viewsAndSheets(): ReadonlyMap<string, string> {
  const paths = readdirSync(join(ROOT, 'src/views'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

it('gives every class one home, uses every class, and uses none that is not there', () => {
  expect(classFaults(viewsAndSheets())).toEqual([]);
});

const SHEET = 'src/views/ui/Box.module.css';
const VIEW = 'src/views/ui/Box.tsx';

/** Faults of a box with one style sheet beside it. */
const faultsOf = (view: string, sheet: string, ...more: readonly (readonly [string, string])[]): readonly string[] =>
  classFaults(
    new Map([
      [VIEW, `import styles from './Box.module.css';\n${view}`],
      [SHEET, sheet],
      [GLOBAL_SHEET, '.mono {}'],
      ['src/views/ui/Mono.tsx', '<i className="mono" />;'],
      ...more,
    ]),
  );

it.each([
  ['all is well', '<p className={styles.box} />;', '.box { margin: .5px } @media print { .box > p {} }', []],
  ['a class is misspelt', '<p className={`mono ${styles.bix}`} />;', '', [`${VIEW}: ${SHEET} has no class bix`]],
  ['nothing uses a class', '<p />;', '.box {}', [`${SHEET}: nothing uses the class box`]],
  [
    'a class is computed',
    '<p className={styles[`box${k}`]} />;',
    '',
    [`${VIEW}: a class of ${SHEET} is not written out as styles.name`],
  ],
  [
    'text names a class that is not of the whole page',
    "<p className={open ? 'mono box' : undefined} />;",
    '',
    [`${VIEW}: no style sheet of the whole page has a class box`],
  ],
  [
    'text in a list or in a default does so',
    "({ className = 'case' }) => <p className={[!plain && 'box', className].filter(Boolean).join(' ')} />;",
    '',
    ['case', 'box'].map((name) => `${VIEW}: no style sheet of the whole page has a class ${name}`),
  ],
  [
    'a column of a table has such a class',
    "({ cellClass: 'box' });",
    '',
    [`${VIEW}: no style sheet of the whole page has a class box`],
  ],
  ['a module speaks of a utility', '<p className={styles.box} />;', '.box :global(.mono) {}', []],
])('judges: %s', (_, view, sheet, faults) => {
  expect(faultsOf(view, sheet)).toEqual(faults);
});

it('sees a class that two files define, and one of the whole page in a sheet of its own', () => {
  const view = '<p className={styles.box} />;';
  const other = 'src/views/ui/Case.module.css';
  const use = [
    'src/views/ui/Case.tsx',
    "import styles from './Case.module.css';\n<p className={styles.box} />;",
  ] as const;
  expect(faultsOf(view, '.box {}', [other, '.box {}'], use)).toEqual([`${other}: ${SHEET} has a class box, too`]);
  expect(faultsOf(view, '.box {}', ['src/views/ui/case.css', '.case {}'])).toEqual([
    `src/views/ui/case.css: only ${GLOBAL_SHEET} holds classes of the whole page`,
    'src/views/ui/case.css: nothing uses the class case',
  ]);
});
