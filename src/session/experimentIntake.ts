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
 * Puts it in place of the current one, which stays stored, and which Undo brings back.
 *
 * @returns whether it was put there
 */
export async function putExperiment(
  { stored, runs, undoing, get }: Session,
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
  return get().text === experiment.text;
}

/** The same for the experiment of a file, and says so. */
export async function openChecked(session: Session, read: ReadExperiment, isNewest: () => boolean): Promise<boolean> {
  if (!(await putExperiment(session, read, isNewest))) return false;
  const { text, models } = read.experiment;
  const { message, action } = ARCHIVE_MESSAGES.opened(text.name, newestStep(models));
  session.set(withNotice({ kind: 'info', text: message, action }));
  return true;
}
