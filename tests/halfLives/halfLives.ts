/**
 * Whose gradient reaches farther back, the RNN's or the LSTM's? The page's default run on its default text, for three seeds:
 * half-lives of ∂L_t/∂h_{t−k} and ∂L_t/∂c_{t−k} by lag, measured as Compare measures them. Prints a table in Markdown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/prepare.mjs';
import { lagCurves, type DecayFit } from '../../src/analysis/lagCurves.ts';
import { lagGradients } from '../../src/analysis/lagGradients.ts';
import { openWasmBackend } from '../../src/backends/wasm/wasmBackend.ts';
import { openWasmLanes } from '../../src/backends/wasm/wasmLanes.ts';
import { batchAt, batchPlan } from '../../src/engine/batches.ts';
import { heldOutSplit } from '../../src/engine/heldOut.ts';
import { initialParameters } from '../../src/engine/initialise.ts';
import { readText } from '../../src/engine/readText.ts';
import type { CellKind } from '../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../src/engine/vocabulary.ts';
import { SAMPLES } from '../../src/samples/samples.ts';
import { DEFAULT_SETTINGS } from '../../src/store/settings.ts';
import { initOf, specOf, stepSettingsOf } from '../../src/store/specs.ts';

const SEEDS = [1, 2, 3];
/** Training steps at which the gradients are measured. */
const MOMENTS = [0, 100, 300, 1000];
/** As on the page: 200 losses that have 200 lags before them, from the beginning of the text. */
const STRETCH = { first: 0, positions: 400, lags: 200 };
const FROM = 200;

async function fromFile(build: string): Promise<BufferSource> {
  const name = build === 'plain' ? 'kernels.wasm' : 'kernels.relaxed.wasm';
  return new Uint8Array(readFileSync(join(ROOT, 'src/backends/wasm/build', name)));
}

interface Row {
  readonly seed: number;
  readonly step: number;
  readonly name: string;
  readonly fit: DecayFit | null;
}

export async function halfLives(): Promise<void> {
  const text = SAMPLES[0]!.build();
  const vocabulary = buildVocabulary(text);
  const tokens = encode(vocabulary, text);
  const train = tokens.subarray(0, heldOutSplit(tokens.length).train);
  const counts = Array.from({ length: vocabulary.size }, () => 0);
  for (const token of train) counts[token]!++;
  const options = { build: 'plain', source: fromFile } as const;
  const backend = await openWasmBackend(options);
  const lanes = await openWasmLanes(options);
  const rows: Row[] = [];
  for (const seed of SEEDS) {
    const settings = { ...DEFAULT_SETTINGS, seed };
    for (const cell of ['rnn', 'gru', 'lstm'] as const) {
      const spec = specOf(cell, settings, vocabulary.size);
      const params = initialParameters(spec, initOf(settings), counts);
      const { batch, unroll } = settings;
      const plan = batchPlan(train.length, batch, unroll);
      const model = await backend.createModel({ spec, batch: plan.batch, unroll: plan.unroll, params });
      for (let step = 0; ; step++) {
        if (MOMENTS.includes(step)) {
          const state = await model.getState();
          const read = readText(spec, Float64Array.from(state.params), tokens.slice(0, STRETCH.positions + 1));
          const [layer] = lagCurves(await lagGradients(read, STRETCH, lanes), FROM);
          rows.push({ seed, step, name: `${nameOf(cell)} h`, fit: layer!.h.fit });
          if (layer!.c) rows.push({ seed, step, name: `${nameOf(cell)} c`, fit: layer!.c.whole.fit });
        }
        if (step === MOMENTS.at(-1)) break;
        await model.step(batchAt(train, plan, seed, step), stepSettingsOf(settings));
      }
      model.dispose();
    }
  }
  print(rows);
}

const nameOf = (cell: CellKind): string => cell.toUpperCase();

function print(rows: readonly Row[]): void {
  console.log(`| step | gradient | ${SEEDS.map((seed) => `seed ${seed}`).join(' | ')} |`);
  console.log(`| ---- | -------- | ${SEEDS.map(() => '---').join(' | ')} |`);
  for (const step of MOMENTS) {
    for (const name of new Set(rows.map((row) => row.name))) {
      const cells = SEEDS.map((seed) => {
        const fit = rows.find((row) => row.seed === seed && row.step === step && row.name === name)?.fit;
        if (!fit) return 'too fast to fit';
        const [low, , high] = fit.halfLives;
        return `${fit.halfLife.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
      });
      console.log(`| ${step} | ∂L/∂${name.at(-1)} of the ${name.slice(0, -2)} | ${cells.join(' | ')} |`);
    }
  }
}
