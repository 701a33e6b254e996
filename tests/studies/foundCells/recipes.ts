/** What was trained on which text, and with what: everything from which a committed network follows. */
import { batchPlan, type BatchPlan } from '../../../src/engine/batches.ts';
import { heldOutSplit } from '../../../src/engine/heldOut.ts';
import { initialParameters } from '../../../src/engine/initialise.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { buildVocabulary, encode, type Vocabulary } from '../../../src/engine/vocabulary.ts';
import { commentedCode } from '../../../src/samples/commentedCode.ts';
import { longAsides } from '../../../src/samples/longAsides.ts';
import { longQuotations } from '../../../src/samples/longQuotations.ts';
import { raggedLines } from '../../../src/samples/raggedLines.ts';
import type { Settings } from '../../../src/state/settings.ts';
import { initOf, specOf } from '../../../src/state/specs.ts';
import { TRAINED } from '../../../src/state/trained.ts';

export interface Recipe {
  /** Name of the trained experiment of the page. */
  readonly name: string;
  /** Writes the text; seed 1 is the sample of the page, on which the network is trained. */
  readonly write: (seed?: number) => string;
  /** Labels of which the network is to have a unit. */
  readonly labels: readonly string[];
  readonly settings: Settings;
  /** Training steps. */
  readonly steps: number;
}

/** What the page says of the network that it brings along under this name. */
function trainedAs(name: string): Pick<Recipe, 'name' | 'settings' | 'steps'> {
  const { settings, steps } = TRAINED.find((one) => one.name === name)!;
  return { name, settings, steps };
}

export const RECIPES: readonly Recipe[] = [
  { ...trainedAs('quotations'), write: longQuotations, labels: ['double-quotes'] },
  { ...trainedAs('asides'), write: longAsides, labels: ['inside-bracket', 'bracket-depth'] },
  { ...trainedAs('lines'), write: raggedLines, labels: ['line-position'] },
  { ...trainedAs('comments'), write: commentedCode, labels: ['block-comment'] },
];

/** An experiment before its first step. */
export interface Experiment {
  readonly spec: ModelSpec;
  readonly vocabulary: Vocabulary;
  /** The characters to learn from. */
  readonly train: Int32Array;
  readonly plan: BatchPlan;
  readonly untrained: Float32Array;
}

/** What "Train" starts from on the page: an LSTM on the sample, its last tenth held out. */
export function experimentOf({ write, settings }: Recipe): Experiment {
  const text = write();
  const vocabulary = buildVocabulary(text);
  const tokens = encode(vocabulary, text);
  const train = tokens.subarray(0, heldOutSplit(tokens.length).train);
  const counts = Array.from({ length: vocabulary.size }, () => 0);
  for (const token of train) counts[token]!++;
  const spec = specOf('lstm', settings, vocabulary.size);
  const untrained = Float32Array.from(initialParameters(spec, initOf(settings), counts));
  return { spec, vocabulary, train, plan: batchPlan(train.length, settings.batch, settings.unroll), untrained };
}
