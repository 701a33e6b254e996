/**
 * The networks that the page brings along, trained by `npm run pretrain`. Each is an experiment under a short name: an address
 * says `trained=NAME` in the place of everything that describes it.
 */
import type { Channel } from '../engine/cells/channels.ts';
import type { CellKind } from '../engine/spec.ts';
import type { LinkedRun, LinkedText } from './link.ts';
import { firstModels } from './models.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** A cell that is known to follow something in the text. */
export interface KnownCell {
  /** The label that it follows. */
  readonly label: string;
  /** What it follows, in words: "the quotation marks". */
  readonly follows: string;
  readonly channel: Channel;
  readonly unit: number;
}

/** A trained experiment: what it was trained on, and with what. */
export interface TrainedExperiment {
  /** Its name in addresses, and that of its file; never changed. */
  readonly name: string;
  /** As people read it. */
  readonly title: string;
  /** What there is to see in it, as a sentence. */
  readonly description: string;
  readonly text: Partial<LinkedText>;
  /** The cells that were trained. */
  readonly cells: readonly CellKind[];
  readonly settings: Settings;
  /** Training steps. */
  readonly steps: number;
  /** Null where no single cell is known to follow anything. */
  readonly cell: KnownCell | null;
}

/** Fewer units than the page's, longer windows, and gates that begin by keeping what is in the cell. */
const KEEPING: Settings = { ...DEFAULT_SETTINGS, hidden: 32, unroll: 100, forgetBias: 3, seed: 2 };
const LSTM_ALONE = { cells: ['lstm'], settings: KEEPING, steps: 8000 } as const;

export const TRAINED: readonly TrainedExperiment[] = [
  {
    ...LSTM_ALONE,
    name: 'quotations',
    title: 'Quotation marks',
    description: 'A tale that quotes at length. One cell is on inside quotation marks.',
    text: { sample: 'quotations' },
    cell: { label: 'double-quotes', follows: 'the quotation marks', channel: 'c', unit: 13 },
  },
  {
    ...LSTM_ALONE,
    name: 'asides',
    title: 'Brackets',
    description: 'A tale with asides in brackets, two deep. One cell counts how deep.',
    text: { sample: 'asides' },
    cell: { label: 'inside-bracket', follows: 'the brackets', channel: 'c', unit: 4 },
  },
  {
    ...LSTM_ALONE,
    name: 'lines',
    title: 'Position in the line',
    description: 'A tale in lines of many widths. One cell counts the characters of a line.',
    text: { sample: 'lines' },
    cell: { label: 'line-position', follows: 'the position in the line', channel: 'c', unit: 31 },
  },
  {
    ...LSTM_ALONE,
    name: 'comments',
    title: 'Comments in code',
    description: 'C-like code with long comments. One cell is on inside comments.',
    text: { sample: 'comments' },
    cell: { label: 'block-comment', follows: 'the comments', channel: 'c', unit: 2 },
    // With 32 units, several share what is open.
    settings: { ...KEEPING, hidden: 24 },
  },
  {
    name: 'recall',
    title: 'Delayed recall',
    description:
      'A capital letter comes again after noise. The RNN, the GRU and the LSTM were trained on it side by side.',
    text: { task: { id: 'recall', lag: 40, seed: 1 } },
    cells: ['rnn', 'gru', 'lstm'],
    settings: { ...DEFAULT_SETTINGS, hidden: 32, forgetBias: 3 },
    steps: 2000,
    cell: null,
  },
  {
    ...LSTM_ALONE,
    name: 'chronicle',
    title: 'A long tale',
    description: 'Scenes of a harbour, with names, speech and sentences of all lengths.',
    text: { sample: 'chronicle' },
    settings: { ...DEFAULT_SETTINGS, hidden: 32 },
    cell: null,
  },
];

/** The models and their training as an address names them. */
export function runOfTrained({ cells, steps }: TrainedExperiment): LinkedRun {
  const out = Object.values(firstModels()).flatMap(({ is }) => (cells.includes(is.cell) ? [] : [is.id]));
  return { added: [], out, paused: [], steps, stepsOf: {}, changes: [] };
}

/** The settings as an address names them: with the backend that took the steps. */
export function settingsOfTrained({ settings }: TrainedExperiment): Settings {
  return { ...settings, backend: 'wasm' };
}
