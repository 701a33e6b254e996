/** The search of the page's Find, on a text that the network has never read. */
import type { Hypothesis } from '../../src/analysis/labels/hypotheses.ts';
import type { LabelFinding, ProbeFinding, SearchReport } from '../../src/analysis/scores/findings.ts';
import { searchUnits } from '../../src/analysis/scores/search.ts';
import { unitAt } from '../../src/analysis/scores/units.ts';
import { type Verdict, verdictOf } from '../../src/analysis/scores/verdict.ts';
import { compileKernels, type KernelSource } from '../../src/backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../src/backends/wasm/wasmRowProducts.ts';
import { WasmStateReader } from '../../src/backends/wasm/wasmStateReader.ts';
import type { Channel } from '../../src/engine/spec.ts';
import { encode } from '../../src/engine/vocabulary.ts';
import type { Experiment, Recipe } from './recipes.ts';

/** Of the text that is searched; texts for training have seed 1. */
const UNSEEN = 2;
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
export function unseenText({ write }: Recipe): string {
  return write(UNSEEN).slice(0, SEARCHED);
}

/** Everything that the search says of these weights, by the label's id. */
export async function searchUnseen(
  recipe: Recipe,
  experiment: Experiment,
  params: Float32Array,
  kernels: KernelSource,
  hypotheses: readonly Hypothesis[] = [],
): Promise<ReadonlyMap<string, Found>> {
  const { spec, vocabulary, untrained } = experiment;
  const module = await compileKernels('plain', kernels);
  const tokens = encode(vocabulary, unseenText(recipe));
  const { symbols } = vocabulary;
  const reports: SearchReport[] = [];
  await searchUnits(
    { spec, params, untrained, tokens, symbols, hypotheses, seed: recipe.settings.seed },
    {
      openReader: (...request) => WasmStateReader.open(module, ...request),
      openProducts: rowProductsOn(module),
    },
    (report) => reports.push(report),
  );
  const last = <Kind extends SearchReport['kind']>(kind: Kind) =>
    reports.findLast((report): report is Extract<SearchReport, { kind: Kind }> => report.kind === kind)!;
  const { marks } = last('chance');
  const { scores } = last('untrained');
  const probes = reports.filter((report) => report.kind === 'probe');
  const found = last('findings').findings.found.map((one, k): [string, Found] => {
    const { probe } = probes.find(({ label }) => label === k)!;
    const verdict = verdictOf(one, marks[k]!, scores[k]!);
    return [one.id, { ...one, unit: unitAt(spec, one.row), mark: marks[k]!, untrained: scores[k]!, probe, verdict }];
  });
  return new Map(found);
}
