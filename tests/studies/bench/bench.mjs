/** `npm run bench`: builds the kernels, then runs run.ts, which Node of this age cannot read by itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { prepare, ROOT } from '../../../scripts/prepare.mjs';

const args = process.argv.slice(2);
prepare();
const kernels = spawnSync(process.execPath, ['scripts/buildWasm.mjs'], { cwd: ROOT, stdio: 'inherit' });
if (kernels.status !== 0) process.exit(kernels.status ?? 1);
/** @type {{module: typeof import('./run.ts')}} */
const { module } = await runnerImport(join(ROOT, 'tests/studies/bench/run.ts'), { root: ROOT, configFile: false });
process.exitCode = await module.bench(args);
