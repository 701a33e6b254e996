/**
 * Whose gradient reaches farther back, the RNN's or the LSTM's? The page's default run on its default text, for three seeds:
 * half-lives of ∂L_t/∂h_{t−k} and ∂L_t/∂c_{t−k} by lag, measured as Compare measures them: over the lags that the fits of
 * one seed and step share, and over each one's own. Prints a table in Markdown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/prepare.mjs';
import { paceOf } from '../../../src/analysis/decayFindings.ts';
import { commonRange, type DecayFit, isFit, type LagRange, type NoFit } from '../../../src/analysis/decayFit.ts';
import { curvesFor, lagCurves, type LagPart, type LagReport, refit } from '../../../src/analysis/lagCurves.ts';
import { lagGradients } from '../../../src/analysis/lagGradients.ts';
import { openWasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { openWasmAdjoints } from '../../../src/backends/wasm/wasmAdjoints.ts';
import { batchAt, batchPlan } from '../../../src/engine/batches.ts';
import { heldOutSplit } from '../../../src/engine/heldOut.ts';
import { initialParameters } from '../../../src/engine/initialise.ts';
import { readText } from '../../../src/engine/readText.ts';
import type { CellKind } from '../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { SAMPLES } from '../../../src/samples/samples.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { initOf, specOf, stepSettingsOf } from '../../../src/state/specs.ts';

const SEEDS = [1, 2, 3];
/** Training steps at which the gradients are measured. */
const MOMENTS = [0, 100, 300, 1000];
/** As on the page: 200 losses that have 200 lags before them, from the beginning of the text. */
const STRETCH = { losses: { from: 0, to: 400 }, lags: 200 };
const FROM = 200;

async function fromFile(build: string): Promise<BufferSource> {
  const name = build === 'plain' ? 'kernels.wasm' : 'kernels.relaxed.wasm';
  return new Uint8Array(readFileSync(join(ROOT, 'src/backends/wasm/build', name)));
}

/** One gradient of one model at one step of one seed. */
interface Row {
  readonly seed: number;
  readonly step: number;
  readonly cell: CellKind;
  readonly part: LagPart;
  readonly report: LagReport;
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
  const adjoints = await openWasmAdjoints(options);
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
          const read = readText(spec, Float64Array.from(state.params), tokens.slice(0, STRETCH.losses.to + 1));
          const gradients = await lagGradients(read, STRETCH, adjoints);
          const report = { gradients, curves: lagCurves(gradients, FROM), from: FROM, errors: null };
          for (const part of cell === 'lstm' ? (['h', 'c'] as const) : (['h'] as const))
            rows.push({ seed, step, cell, part, report });
        }
        if (step === MOMENTS.at(-1)) break;
        await model.step(batchAt(train, plan, seed, step), stepSettingsOf(settings));
      }
      model.dispose();
    }
  }
  print(rows);
}

const ownFit = ({ report, part }: Row): DecayFit | NoFit => curvesFor(report.curves[0]!, part).fit;

function print(rows: readonly Row[]): void {
  console.log(`| step | gradient | ${SEEDS.map((seed) => `seed ${seed}`).join(' | ')} |`);
  console.log(`| ---- | -------- | ${SEEDS.map(() => '---').join(' | ')} |`);
  for (const step of MOMENTS) {
    const columns = SEEDS.map((seed) => rows.filter((row) => row.seed === seed && row.step === step));
    const ranges = columns.map((column) => commonRange(column.map(ownFit).filter(isFit)));
    console.log(`| ${step} | lags compared | ${ranges.map(rangeOf).join(' | ')} |`);
    for (const [k, { cell, part }] of columns[0]!.entries()) {
      const cells = columns.map((column, seed) => halfLifeOf(column[k]!, ranges[seed]!));
      console.log(`| ${step} | ∂L/∂${part} of the ${cell.toUpperCase()} | ${cells.join(' | ')} |`);
    }
  }
}

/** "4.9 (4.8–5.0); own 4.9, 5–176" */
function halfLifeOf(row: Row, range: LagRange | null): string {
  const own = ownFit(row);
  if (!isFit(own)) return own;
  if (!range) return 'no common lags';
  const fit = refit(row.report, 0, row.part, range);
  const [low, , high] = fit.slopes;
  return `${paceText(fit.slope)} (${paceText(low)}–${paceText(high)}); own ${paceText(own.slope)}, ${rangeOf(own)}`;
}

function rangeOf(range: LagRange | null): string {
  return range ? `${range.from}–${range.to}` : 'none';
}

function paceText(slope: number): string {
  const pace = paceOf(slope);
  if (pace.kind === 'level') return 'level';
  return `${pace.kind === 'doubles' ? 'doubles ' : ''}${pace.steps.toFixed(1)}`;
}
