/** `npm run half-lives`: builds the kernels, then runs halfLives.ts, which Node of this age cannot read by itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { prepare, ROOT } from '../../../scripts/prepare.mjs';

prepare();
const kernels = spawnSync(process.execPath, ['scripts/buildWasm.mjs'], { cwd: ROOT, stdio: 'inherit' });
if (kernels.status !== 0) process.exit(kernels.status ?? 1);
/** @type {{module: typeof import('./halfLives.ts')}} */
const { module } = await runnerImport(join(ROOT, 'tests/studies/halfLives/halfLives.ts'), {
  root: ROOT,
  configFile: false,
});
await module.halfLives();
