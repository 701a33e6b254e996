/** `npm run pretrain`: builds the kernels, then runs pretrain/pretrain.ts, which Node of this age cannot read by itself. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { prepare, ROOT } from './prepare.mjs';

prepare();
const kernels = spawnSync(process.execPath, ['scripts/buildWasm.mjs'], { cwd: ROOT, stdio: 'inherit' });
if (kernels.status !== 0) process.exit(kernels.status ?? 1);
/** @type {{module: typeof import('./pretrain/pretrain.ts')}} */
const { module } = await runnerImport(join(ROOT, 'scripts/pretrain/pretrain.ts'), { root: ROOT, configFile: false });
await module.pretrain(process.argv.slice(2));
