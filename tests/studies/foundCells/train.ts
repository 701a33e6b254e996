/**
 * Trains a small LSTM on each text of known structure by next-character loss alone, as the page does, and writes its weights
 * beside this file; then prints, as a table in Markdown, what the search finds in it on a text that it has never read. With
 * seeds it prints what these find instead, and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/prepare.mjs';
import type { KernelBuild } from '../../../src/backends/wasm/kernelModule.ts';
import { openWasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { batchAt } from '../../../src/engine/batches.ts';
import { writeWeights } from '../../../src/formats/weightsFile.ts';
import { stepSettingsOf } from '../../../src/state/specs.ts';
import { type Experiment, experimentOf, type Recipe, RECIPES } from './recipes.ts';
import { CHOSEN_ON, type Found, searchUnseen, TESTED_ON } from './search.ts';

async function fromFile(build: KernelBuild): Promise<BufferSource> {
  const name = build === 'plain' ? 'kernels.wasm' : 'kernels.relaxed.wasm';
  return new Uint8Array(readFileSync(join(ROOT, 'src/backends/wasm/build', name)));
}

/** Usage: `[name …] [--seeds 1,2,3]`; all texts unless some are named. */
export async function foundCells(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--seeds');
  const names = at < 0 ? args : args.slice(0, at);
  const seeds = at < 0 ? null : args[at + 1]!.split(',').map(Number);
  console.log('| text | seed | label | unit | score | r | last | last three | chance | untrained | probe | verdict |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const recipe of RECIPES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    for (const seed of seeds ?? [recipe.settings.seed]) {
      const seeded = { ...recipe, settings: { ...recipe.settings, seed } };
      const experiment = experimentOf(seeded);
      const params = await trained(seeded, experiment);
      if (!seeds) write(seeded, experiment, params);
      const found = await searchUnseen(seeded, experiment, params, fromFile, seeds ? CHOSEN_ON : TESTED_ON);
      for (const label of recipe.labels) console.log(row(seeded, found.get(label)!));
    }
  }
}

async function trained({ settings, steps }: Recipe, experiment: Experiment): Promise<Float32Array> {
  const { spec, train, plan, untrained } = experiment;
  const backend = await openWasmBackend({ build: 'plain', source: fromFile });
  const { batch, unroll } = plan;
  const model = await backend.createModel({ spec, batch, unroll, params: Float64Array.from(untrained) });
  for (let step = 0; step < steps; step++) {
    await model.step(batchAt(train, plan, settings.seed, step), stepSettingsOf(settings));
  }
  const { params } = await model.getState();
  model.dispose();
  return Float32Array.from(params);
}

function write({ name, settings, steps }: Recipe, { spec, vocabulary }: Experiment, params: Float32Array): void {
  const texts = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]));
  const { symbols } = vocabulary;
  const { seed } = settings;
  const bytes = writeWeights({ spec, vocabulary: symbols, settings: texts, seed, step: steps, params });
  writeFileSync(join(ROOT, 'tests/studies/foundCells', `${name}.safetensors`), bytes);
}

function row({ name, settings }: Recipe, found: Found): string {
  const { unit, score, linear, last1, last3, mark, untrained, probe, verdict } = found;
  const numbers = [score, linear, last1, last3, mark, untrained, probe.score];
  const shown = numbers.map((value) => (value === null ? '' : value.toFixed(3)));
  return `| ${[name, settings.seed, found.name, `${unit.channel} ${unit.unit}`, ...shown, verdict].join(' | ')} |`;
}
