/** The search of the page's Find, on a text that the network has never read. */
import type { Hypothesis } from '../../../src/analysis/labels/hypotheses.ts';
import type { LabelFinding, ProbeFinding, SearchReport } from '../../../src/analysis/scores/findings.ts';
import { searchUnits } from '../../../src/analysis/scores/search.ts';
import { unitAt } from '../../../src/analysis/scores/units.ts';
import { type Verdict, verdictOf } from '../../../src/analysis/scores/verdict.ts';
import { compileKernels, type KernelSource } from '../../../src/backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../../src/backends/wasm/wasmRowProducts.ts';
import { WasmStateReader } from '../../../src/backends/wasm/wasmStateReader.ts';
import type { Channel } from '../../../src/engine/cells/channels.ts';
import { encode } from '../../../src/engine/vocabulary.ts';
import type { Experiment, Recipe } from './recipes.ts';

/**
 * Seeds of the texts that are searched; those for training have seed 1. On one, texts, settings and seeds were chosen; the other
 * had no say in that.
 */
export const CHOSEN_ON = 2;
export const TESTED_ON = 3;
/** Characters of it. */
export const SEARCHED = 40_000;

/** What the search says of one label. */
export interface Found extends LabelFinding {
  readonly unit: { readonly layer: number; readonly channel: Channel; readonly unit: number };
  /** 95th percentile of shifted labels. */
  readonly mark: number;
  readonly untrained: number;
  readonly probe: ProbeFinding;
  readonly verdict: Verdict;
}

/** The text that is searched: by the same generator as the one trained on, with another seed. */
export function unseenText({ write }: Recipe, seed: number): string {
  return write(seed).slice(0, SEARCHED);
}

/**
 * Everything that the search says of these weights, by the label's id.
 *
 * @param seed of the text that is searched
 */
export async function searchUnseen(
  recipe: Recipe,
  experiment: Experiment,
  params: Float32Array,
  kernels: KernelSource,
  seed: number,
  hypotheses: readonly Hypothesis[] = [],
): Promise<ReadonlyMap<string, Found>> {
  const { spec, vocabulary, untrained } = experiment;
  const module = await compileKernels('plain', kernels);
  const tokens = encode(vocabulary, unseenText(recipe, seed));
  const { symbols } = vocabulary;
  const heard: Heard = { found: [], marks: [], untrained: [], probes: [] };
  await searchUnits(
    { spec, params, untrained, tokens, symbols, hypotheses, seed: recipe.settings.seed },
    {
      openReader: (...request) => WasmStateReader.open(module, ...request),
      openProducts: rowProductsOn(module),
    },
    (report) => hear(heard, report),
  );
  return new Map(
    heard.found.map((one, k): [string, Found] => {
      const [mark, before, probe] = [heard.marks[k]!, heard.untrained[k]!, heard.probes[k]!];
      const verdict = verdictOf(one, mark, before);
      return [one.id, { ...one, unit: unitAt(spec, one.row), mark, untrained: before, probe, verdict }];
    }),
  );
}

/** The newest of everything that a search tells, by label. */
interface Heard {
  found: readonly LabelFinding[];
  marks: readonly number[];
  untrained: readonly number[];
  readonly probes: ProbeFinding[];
}

function hear(heard: Heard, report: SearchReport): void {
  if (report.kind === 'findings') heard.found = report.findings.found;
  else if (report.kind === 'chance') heard.marks = report.marks;
  else if (report.kind === 'untrained') heard.untrained = report.scores;
  else if (report.kind === 'probe') heard.probes[report.label] = report.probe;
}
