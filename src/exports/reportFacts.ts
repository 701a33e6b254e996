/** What a report says about the experiment, in words and tables. */
import { parameterLayout } from '../engine/parameters.ts';
import { CELLS } from '../engine/spec.ts';
import { torchModule } from '../formats/tensorNames.ts';
import { grouped } from '../limits/messages.ts';
import { VERSION } from '../limits/version.ts';
import { notLinked } from '../state/address.ts';
import { describeDifference } from '../state/differences.ts';
import { newestStep } from '../state/experiment.ts';
import { wordsOf } from '../state/setting.ts';
import type { Settings } from '../state/settings.ts';
import { SETTINGS } from '../state/settingsTable.ts';
import { changesOfSettings, settingsInForce } from '../state/inForce.ts';
import { lossIn } from '../state/lossUnit.ts';
import { activeModels } from '../state/models.ts';
import { changesByHand } from '../state/perturbations.ts';
import type { AppState } from '../state/state.ts';
import type { Model, ModelRun } from '../state/model.ts';
import type { TextState } from '../state/textState.ts';

/** A row of a table: its name and its cells. */
export interface ReportRow {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface ReportFacts {
  /** Name of the text. */
  readonly title: string;
  readonly models: { readonly heads: readonly string[]; readonly rows: readonly ReportRow[] };
  readonly settings: readonly ReportRow[];
  readonly text: readonly ReportRow[];
  /** The beginning of the text. */
  readonly excerpt: string;
  /** How the experiment is repeated: sentences, and lines for a terminal. */
  readonly repeat: readonly string[];
  readonly commands: readonly string[];
}

/** Code points of the text that a report repeats. */
const EXCERPT = 400;
/** Steps whose mean is the training loss. */
const RECENT = 20;

/** Null while there is no text. */
export function reportFacts(state: AppState): ReportFacts | null {
  const { text } = state;
  if (!text) return null;
  const models = activeModels(state).filter(({ run }) => run);
  return {
    title: text.name,
    models: {
      heads: ['units', 'layers', 'parameters', 'steps', 'training loss', 'held-out loss', 'backend', 'differs in'],
      rows: models.map((model) => ({ name: model.is.name, cells: modelCells(model, model.run!) })),
    },
    settings: settingRows(state, models),
    text: textRows(text),
    excerpt: Array.from(text.text.slice(0, 2 * EXCERPT))
      .slice(0, EXCERPT)
      .join(''),
    repeat: repeatSentences(state, models),
    commands: models.flatMap((model) => command(state, model)),
  };
}

function bits(nats: number | null): string {
  return nats === null || !Number.isFinite(nats) ? '–' : `${lossIn(nats, 'bits').toFixed(3)} bits`;
}

function modelCells({ is }: Model, run: ModelRun): readonly string[] {
  const { spec, step, loss, heldOut, trained } = run;
  const recent = loss.values.subarray(Math.max(0, loss.length - RECENT), loss.length);
  const backends = [...new Set(trained.map(({ backend }) => backend))];
  return [
    grouped(spec.hidden),
    grouped(spec.layers),
    grouped(parameterLayout(spec).size),
    grouped(step),
    bits(recent.length > 0 ? recent.reduce((sum, value) => sum + value, 0) / recent.length : null),
    bits(heldOut.length > 0 ? heldOut.values[heldOut.length - 1]! : null),
    backends.join(', ') || '–',
    is.opened ? 'opened from a file' : describeDifference(is.overrides) || '–',
  ];
}

function settingRows(state: AppState, models: readonly Model[]): readonly ReportRow[] {
  const [first] = models;
  const settings = (first && settingsInForce(state, first.is.id, first.run!.step)) ?? state.settings;
  const keys = Object.keys(settings) as (keyof Settings)[];
  const rows = keys.map((key) => ({ name: wordsOf(SETTINGS[key], settings).title, cells: [String(settings[key])] }));
  const changes = models.map((model) => ({
    name: `${model.is.name}, changed on the way`,
    cells: [changesOf(model).join('; ')],
  }));
  return [...rows, ...changes.filter(({ cells }) => cells[0] !== '')];
}

function textRows({ name, tokens, trainCount, symbols, notes }: TextState): readonly ReportRow[] {
  return [
    { name: 'name', cells: [name] },
    { name: 'characters', cells: [grouped(tokens.length)] },
    { name: 'learned', cells: [`the first ${grouped(trainCount)}`] },
    { name: 'held out', cells: [trainCount < tokens.length ? `the last ${grouped(tokens.length - trainCount)}` : '–'] },
    { name: 'different characters', cells: [grouped(symbols.length)] },
    ...notes.map(({ text }) => ({ name: 'note', cells: [text] })),
  ];
}

function repeatSentences(state: AppState, models: readonly Model[]): readonly string[] {
  const steps = newestStep(models.map(({ is, run }) => ({ is, run })));
  const missing = notLinked(state);
  return [
    `Open the link in Unrolled ${VERSION}${steps > 0 ? ` and press Train: training stops by itself at step ${grouped(steps)}` : ''}. The seed is ${state.settings.seed}.`,
    'On the same machine and backend every loss is the same bit for bit; elsewhere the last digits of sums differ.',
    ...(missing === '' ? [] : [`The link does not hold ${missing}; the file that File → Save experiment writes does.`]),
    models.some((model) => changesOf(model).length > 0)
      ? 'Or train the networks with PyTorch, from the text that File → Save text writes. The script keeps the settings of the first step: what was changed on the way is in the link alone.'
      : 'Or train the same networks with PyTorch, from the text that File → Save text writes:',
  ];
}

/** What changed while a model learned: its settings, and its weights by hand. */
function changesOf({ run, perturbation }: Model): readonly string[] {
  return run ? [...changesOfSettings(run, run.step), ...changesByHand(run, perturbation, run.step)] : [];
}

/** The settings that `train_elsewhere.py` takes, by their names in a saved file. */
const OPTIONS: readonly (keyof Settings)[] = [
  'layers',
  'input',
  'unroll',
  'batch',
  'seed',
  'initialisation',
  'headBias',
  'forgetBias',
  'optimizer',
  'learningRate',
  'epsilon',
  'beta1',
  'beta2',
  'clipKind',
  'clipMax',
  'reduction',
];

/** The line that trains a model with PyTorch; none where PyTorch has no such module, or it began with given weights. */
function command(state: AppState, { is, run }: Model): readonly string[] {
  if (!run || is.opened || torchModule(run.spec) === null) return [];
  // Those of the first step. Before it, the current ones are in force.
  const settings = settingsInForce(state, is.id, 1);
  if (!settings) return [];
  const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const options = [
    ['cell', is.cell],
    ['hidden', run.spec.hidden],
    ...(run.spec.embedding > 0 ? [['embedding', run.spec.embedding]] : []),
    ...(CELLS[is.cell].variant === 'nonlinearity' ? [['nonlinearity', settings.nonlinearity]] : []),
    ...OPTIONS.map((key) => [kebab(key), settings[key]]),
    ['steps', Math.max(1, run.step)],
  ];
  return [`python3 train_elsewhere.py text.txt ${options.map(([name, value]) => `--${name} ${value}`).join(' ')}`];
}
