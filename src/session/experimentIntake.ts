/** Puts the experiment of a file in place of the current one. */
import type { ArchivedExperiment } from '../formats/experiments/readExperiment.ts';
import { ARCHIVE_MESSAGES } from '../limits/archiveMessages.ts';
import { ACTION_NAMES } from '../state/actionNames.ts';
import { type Experiment, newestStep } from '../state/experiment.ts';
import { experimentFromRecord } from '../state/experimentRecord.ts';
import { withNotice } from './notices.ts';
import type { Session } from './session.ts';

/** An experiment that has been read and checked in every part. */
export interface ReadExperiment {
  readonly name: string;
  readonly experiment: Experiment;
}

/** @throws ImportError if what a file holds is no experiment */
export function checkedExperiment({ name, record }: ArchivedExperiment): ReadExperiment {
  return { name, experiment: experimentFromRecord(record) };
}

/**
 * Opens it in place of the current one, which stays stored, and which Undo brings back.
 *
 * @returns whether it was opened
 */
export async function openChecked(
  { stored, runs, undoing, set, get }: Session,
  { name, experiment }: ReadExperiment,
  isNewest: () => boolean,
): Promise<boolean> {
  await stored?.leave();
  const opening: { ready?: Promise<void> } = {};
  await undoing.ending(ACTION_NAMES.openExperiment(name || experiment.text.name), () => {
    if (!isNewest()) return false;
    stored?.beginNew(name);
    opening.ready = runs.restore(experiment);
    return true;
  });
  if (!opening.ready) return false;
  await opening.ready;
  if (get().text !== experiment.text) return false;
  const { message, action } = ARCHIVE_MESSAGES.opened(experiment.text.name, newestStep(experiment.models));
  set(withNotice({ kind: 'info', text: message, action }));
  return true;
}
