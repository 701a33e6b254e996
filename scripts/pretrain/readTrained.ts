/** Reads the files of the networks that the page brings along. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/formats/experiments/openArchive.ts';
import type { Experiment, SavedModel } from '../../src/state/experiment.ts';
import { experimentFromRecord } from '../../src/state/experimentRecord.ts';
import type { ModelRun } from '../../src/state/model.ts';
import { ROOT } from '../prepare.mjs';

/** Where the files are. */
export const TRAINED_FOLDER = join(ROOT, 'public/trained');

/** @throws ImportError if the file is damaged */
export function readTrained(name: string): Experiment {
  const bytes = new Uint8Array(readFileSync(join(TRAINED_FOLDER, `${name}.zip`)));
  const opened = openArchive({ name, bytes });
  if (!('archived' in opened)) throw new Error(`${name}.zip holds no experiment`);
  return experimentFromRecord(opened.archived.record);
}

/** The run of the LSTM of an experiment. */
export function lstmRun({ models }: Pick<Experiment, 'models'>): ModelRun {
  const isTrained = ({ is, run }: SavedModel): boolean => is.cell === 'lstm' && run !== null;
  return models.find(isTrained)!.run!;
}
