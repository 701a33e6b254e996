/** `npm run check`: types, lint, format and architecture, side by side; the output of those that fail is shown. */
import { prepare } from './prepare.mjs';
import { runTool } from './run.mjs';

/** @type {readonly {name: string, tool: [string, string, string[]]}[]} */
const CHECKS = [
  ...['engine', 'worker', '', 'tests'].map((part) => {
    const file = part === '' ? 'tsconfig.json' : `tsconfig.${part}.json`;
    return {
      name: `types (${file})`,
      tool: /** @type {[string, string, string[]]} */ (['typescript', 'tsc', ['-p', file]]),
    };
  }),
  { name: 'lint', tool: ['oxlint', 'oxlint', ['--type-aware', '--deny-warnings']] },
  { name: 'format', tool: ['@biomejs/biome', 'biome', ['format', '--colors=off']] },
];

/** Tests of the sources' structure: also among the tests in Node. */
const ARCHITECTURE = {
  name: 'architecture',
  tool: /** @type {[string, string, string[]]} */ ([
    'vitest',
    'vitest',
    ['run', '--project', 'node', 'tests/architecture'],
  ]),
};

/**
 * @param {(text: string) => void} [print]
 * @param {{withArchitecture?: boolean}} [options] without it where all tests in Node are run as well
 * @returns {Promise<boolean>} whether all passed
 */
export async function check(print = console.log, { withArchitecture = true } = {}) {
  const checks = withArchitecture ? [...CHECKS, ARCHITECTURE] : CHECKS;
  const results = await Promise.all(
    checks.map(async ({ name, tool: [packageName, command, args] }) => {
      const start = performance.now();
      const { code, output } = await runTool(packageName, command, args, { keepOutput: true });
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      print(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
      return { name, code, output };
    }),
  );
  const failed = results.filter(({ code }) => code !== 0);
  for (const { name, output } of failed) print(`\n── ${name}\n${output.trimEnd()}`);
  return failed.length === 0;
}

if (process.argv[1]?.endsWith('check.mjs')) {
  prepare();
  process.exitCode = (await check()) ? 0 : 1;
}
