/**
 * How long Find's long questions take on the kernels, in one thread: a search of an LSTM of 256 units over 100,000 characters,
 * stage by stage, and the ranking of 128 units over 5,000. Beside the kernels, in the same rounds, the same products in plain
 * JavaScript, and one stream instead of many. Prints Markdown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/prepare.mjs';
import { unitCosts } from '../../../src/analysis/ablation/unitCosts.ts';
import type { SearchStage } from '../../../src/analysis/scores/findings.ts';
import { type OpenRowProducts, plainRowProducts } from '../../../src/analysis/scores/rankProducts.ts';
import { searchUnits } from '../../../src/analysis/scores/search.ts';
import type { SearchTools } from '../../../src/analysis/scores/tools.ts';
import { compileKernels, supportedBuild } from '../../../src/backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../../src/backends/wasm/wasmRowProducts.ts';
import { WasmStateReader } from '../../../src/backends/wasm/wasmStateReader.ts';
import { initialParameters } from '../../../src/engine/initialise.ts';
import { createRandom } from '../../../src/engine/random.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { SAMPLES } from '../../../src/samples/samples.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { initOf, specOf } from '../../../src/state/specs.ts';
import { quantile } from './statistics.ts';

const ROUNDS = 3;
const CHARACTERS = 100_000;

async function fromFile(build: string): Promise<BufferSource> {
  const name = build === 'plain' ? 'kernels.wasm' : 'kernels.relaxed.wasm';
  return new Uint8Array(readFileSync(join(ROOT, 'src/backends/wasm/build', name)));
}

async function tools(): Promise<SearchTools> {
  const module = await compileKernels(supportedBuild(), fromFile);
  return {
    openReader: (spec, params, streams, clamps) => WasmStateReader.open(module, spec, params, streams, clamps),
    openProducts: rowProductsOn(module),
  };
}

/** Prose, code and lists, so that most labels are in it. */
function subject(hidden: number) {
  const parts = ['harbour', 'code', 'recipes'].map((id) => SAMPLES.find((sample) => sample.id === id)!.build());
  const text = parts.join('\n').repeat(2).slice(0, CHARACTERS);
  const vocabulary = buildVocabulary(text);
  const settings = { ...DEFAULT_SETTINGS, hidden };
  const spec: ModelSpec = specOf('lstm', settings, vocabulary.size);
  const counts = Array.from({ length: vocabulary.size }, () => 1);
  const params = Float32Array.from(initialParameters(spec, initOf(settings), counts));
  return { spec, params, tokens: encode(vocabulary, text), symbols: vocabulary.symbols, hypotheses: [] };
}

export async function findBench(): Promise<void> {
  const kernels = await tools();
  console.log('| what | seconds, median of 3 (least–most) |\n| --- | --- |');
  await printSearch(kernels);
  const model = subject(128);
  const ranking = await rounds(() =>
    unitCosts({ ...model, source: { layer: 0, channel: 'h' }, at: 'mean' }, kernels.openReader),
  );
  console.log(
    `| 128 units of h held, one after the other, over 5,000 characters, V ${model.spec.vocab} | ${said(ranking)} |`,
  );
  console.log(
    `| products of 48 units with 34 labels on 50,000 characters: kernels against plain JavaScript | ${await productRatio(kernels.openProducts)} |`,
  );
}

async function printSearch(kernels: SearchTools): Promise<void> {
  const model = subject(256);
  const seconds = new Map<SearchStage, number[]>();
  for (let round = 0; round < ROUNDS; round++) {
    let stage: SearchStage = 'labels';
    let began = performance.now();
    const spent = new Map<SearchStage, number>();
    const enter = (next: SearchStage): void => {
      const now = performance.now();
      spent.set(stage, (spent.get(stage) ?? 0) + (now - began) / 1000);
      [stage, began] = [next, now];
    };
    await searchUnits({ ...model, untrained: model.params, seed: 1 }, kernels, (report) => {
      if (report.kind === 'share') enter(report.stage);
    });
    enter('labels');
    for (const [name, time] of spent) seconds.set(name, [...(seconds.get(name) ?? []), time]);
  }
  const titles: Readonly<Record<SearchStage, string>> = {
    labels: 'the labels',
    reading: `reading and scoring every unit, H 256, six channels, ${CHARACTERS.toLocaleString('en')} characters`,
    chance: '100 shifts of the labels',
    untrained: 'the untrained network',
    probe: 'a probe for each label',
  };
  for (const [stage, times] of seconds) console.log(`| search: ${titles[stage]} | ${said(times)} |`);
}

/** By how much the kernels multiply rows faster, in each round. */
async function productRatio(open: OpenRowProducts): Promise<string> {
  const random = createRandom(1, 'bench of rows');
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    for (const one of [open, plainRowProducts]) {
      const product = await one(48, 34, 50_000);
      product.a.forEach((_, k) => (product.a[k] = random.uniform()));
      product.b.forEach((_, k) => (product.b[k] = random.uniform()));
      product.run();
      const began = performance.now();
      product.run();
      times.push(performance.now() - began);
    }
    ratios.push(times[1]! / times[0]!);
  }
  return `${quantile(ratios, 0.5).toFixed(1)}× [${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)}]`;
}

async function rounds(run: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await run();
    times.push((performance.now() - began) / 1000);
  }
  return times;
}

function said(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(2)} (${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)})`;
}
