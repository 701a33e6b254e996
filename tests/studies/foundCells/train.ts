/**
 * Prints, as a table in Markdown, what the search finds in the networks that the page brings along (`npm run pretrain`), on
 * texts that they have never read. With seeds it trains others by next-character loss alone, and prints what is found in them.
 */
import { lstmRun, readTrained } from '../../../scripts/pretrain/readTrained.ts';
import { kernelsFromFile } from '../../../scripts/pretrain/trainModel.ts';
import { openWasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { batchAt } from '../../../src/engine/batches.ts';
import { stepSettingsOf } from '../../../src/state/specs.ts';
import { type Experiment, experimentOf, type Recipe, RECIPES } from './recipes.ts';
import { CHOSEN_ON, type Found, searchUnseen, TESTED_ON } from './search.ts';

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
      const params = seeds ? await trained(seeded, experiment) : lstmRun(readTrained(recipe.name)).params;
      const found = await searchUnseen(seeded, experiment, params, kernelsFromFile, seeds ? CHOSEN_ON : TESTED_ON);
      for (const label of recipe.labels) console.log(row(seeded, found.get(label)!));
    }
  }
}

async function trained({ settings, steps }: Recipe, experiment: Experiment): Promise<Float32Array> {
  const { spec, train, plan, untrained } = experiment;
  const backend = await openWasmBackend({ build: 'plain', source: kernelsFromFile });
  const { batch, unroll } = plan;
  const model = await backend.createModel({ spec, batch, unroll, params: Float64Array.from(untrained) });
  for (let step = 0; step < steps; step++) {
    await model.step(batchAt(train, plan, settings.seed, step), stepSettingsOf(settings));
  }
  const { params } = await model.getState();
  model.dispose();
  return Float32Array.from(params);
}

function row({ name, settings }: Recipe, found: Found): string {
  const { unit, score, linear, last1, last3, mark, untrained, probe, verdict } = found;
  const numbers = [score, linear, last1, last3, mark, untrained, probe.score];
  const shown = numbers.map((value) => (value === null ? '' : value.toFixed(3)));
  return `| ${[name, settings.seed, found.name, `${unit.channel} ${unit.unit}`, ...shown, verdict].join(' | ')} |`;
}
