/** `npm run found-cells`: builds the kernels, then runs train.ts, which Node of this age cannot read by itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { prepare, ROOT } from '../../../scripts/prepare.mjs';

prepare();
const kernels = spawnSync(process.execPath, ['scripts/buildWasm.mjs'], { cwd: ROOT, stdio: 'inherit' });
if (kernels.status !== 0) process.exit(kernels.status ?? 1);
/** @type {{module: typeof import('./train.ts')}} */
const { module } = await runnerImport(join(ROOT, 'tests/studies/foundCells/train.ts'), {
  root: ROOT,
  configFile: false,
});
await module.foundCells(process.argv.slice(2));
