/** `npm run kills`: builds the page, then runs kills.ts, which Node of this age cannot read by itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { prepare, ROOT } from '../../../scripts/prepare.mjs';

prepare();
const build = spawnSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
if (build.status !== 0) process.exit(build.status ?? 1);
/** @type {{module: typeof import('./kills.ts')}} */
const { module } = await runnerImport(join(ROOT, 'tests/studies/kills/kills.ts'), { root: ROOT, configFile: false });
process.exitCode = (await module.kills(process.argv.slice(2))) ? 0 : 1;
