/**
 * Trains the networks that the page brings along, writes each as an experiment to `public/trained`, and prints a table of them
 * in Markdown.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCount } from '../../src/draw/format.ts';
import { CELLS } from '../../src/engine/spec.ts';
import { experimentFileContents } from '../../src/exports/experimentFile.ts';
import { preparedText } from '../../src/formats/preparedText.ts';
import { writeZip } from '../../src/formats/zip/writeZip.ts';
import { generatedText } from '../../src/session/generatedText.ts';
import { type Experiment, type SavedModel, withExperiment } from '../../src/state/experiment.ts';
import { initialValues } from '../../src/state/fields.ts';
import { initialState } from '../../src/state/initialState.ts';
import { LINKED_TEXT } from '../../src/state/linkedText.ts';
import { firstModels, identities } from '../../src/state/models.ts';
import { BEGINNING_OF_TEXT } from '../../src/state/passage.ts';
import { ALL_DUE } from '../../src/state/results.ts';
import { type KnownCell, TRAINED, type TrainedExperiment } from '../../src/state/trained.ts';
import type { ModelIdentity } from '../../src/state/model.ts';
import type { AppState } from '../../src/state/state.ts';
import type { TextState } from '../../src/state/textState.ts';
import { changedUi, INITIAL_UI } from '../../src/state/ui.ts';
import { ROOT } from '../prepare.mjs';
import { gateFigure, reachFigure, textFigure } from './figures.ts';
import { readTrained, TRAINED_FOLDER } from './readTrained.ts';
import { trainModel } from './trainModel.ts';

/** What the small pictures of the first page show. */
const FIGURES = join(ROOT, 'src/views/start/figures.json');

/** Measures the small pictures on the files that are there. */
async function measureFigures(): Promise<void> {
  const reach = await reachFigure(readTrained('recall'));
  const gate = gateFigure(readTrained('lines'), cellOf('lines'));
  const text = textFigure(readTrained('quotations'), cellOf('quotations'));
  writeFileSync(FIGURES, `${JSON.stringify({ reach, gate, text })}\n`);
}

function cellOf(name: string): KnownCell {
  return TRAINED.find((one) => one.name === name)!.cell!;
}

/** Usage: `[name …]`; all unless some are named. */
export async function pretrain(names: readonly string[]): Promise<void> {
  mkdirSync(TRAINED_FOLDER, { recursive: true });
  console.log('| name | text | networks | steps | seed | held-out, bits per character | seconds of one core | kB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const known of TRAINED.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const before = process.cpuUsage();
    const experiment = await trainedExperiment(known);
    const { user, system } = process.cpuUsage(before);
    const bytes = writeZip(experimentFileContents(withState(experiment), experiment, known.title));
    writeFileSync(join(TRAINED_FOLDER, `${known.name}.zip`), bytes);
    console.log(tableRow(known, experiment, (user + system) / 1e6, bytes.length));
  }
  await measureFigures();
}

/** A row of the table in docs/trained.md. */
function tableRow(
  { name, cells, settings, steps }: TrainedExperiment,
  { text, models }: Experiment,
  seconds: number,
  bytes: number,
): string {
  const losses = models.flatMap(({ is, run }) => {
    if (!run) return [];
    const { values, length } = run.heldOut;
    return [`${is.name} ${(values[length - 1]! / Math.LN2).toFixed(2)}`];
  });
  const networks = `${cells.map((cell) => CELLS[cell].name).join(', ')}, ${settings.hidden} units`;
  const columns = [
    `\`${name}\``,
    text.name,
    networks,
    formatCount(steps),
    settings.seed,
    losses.join(', '),
    seconds.toFixed(0),
    Math.ceil(bytes / 1000),
  ];
  return `| ${columns.join(' | ')} |`;
}

/** The experiment after its training. Inactive cells have not begun. */
async function trainedExperiment({ text: linked, cells, settings, steps }: TrainedExperiment): Promise<Experiment> {
  const { raw, name, source } = generatedText({ ...initialValues(LINKED_TEXT), ...linked });
  const text: TextState = { name, source, ...preparedText(raw, null) };
  const models: SavedModel[] = [];
  for (const first of identities({ models: firstModels() })) {
    const is = { ...first, active: cells.includes(first.cell) };
    if (is.active) models.push(await trainModel(is, { text, settings, steps }));
    else models.push(untouched(is));
  }
  const { traceWindow, passage, continuations } = BEGINNING_OF_TEXT;
  const ui = changedUi(INITIAL_UI, { cursor: { model: cells.at(-1)! } });
  return { text, settings, models, hypotheses: [], traceWindow, passage, continuations, pins: [], ui };
}

/** A model that takes no part, and begins when it is ticked. */
function untouched(is: ModelIdentity): SavedModel {
  const { heldOutFrom, sampleFrom, draws } = ALL_DUE;
  return { is, run: null, state: null, perturbation: null, beforePerturbing: [], schedule: { heldOutFrom, sampleFrom, draws } };
}

/** The state of a page that shows it. */
function withState(experiment: Experiment): AppState {
  const state = initialState({});
  return { ...state, ...withExperiment(state, experiment) };
}
