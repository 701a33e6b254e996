/** Puts the experiment of a file in place of the current one. */
import type { ArchivedExperiment } from '../formats/experiments/readExperiment.ts';
import { ARCHIVE_MESSAGES } from '../limits/archiveMessages.ts';
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
 * The current experiment stays stored. Where it is not stored, a person is asked first if much training would be lost.
 *
 * @returns whether it was opened
 */
export async function openChecked(
  { stored, runs, confirmation, set, get }: Session,
  { name, experiment }: ReadExperiment,
  isNewest: () => boolean,
): Promise<boolean> {
  const isKept = (await stored?.leave()) ?? false;
  if (!isKept && !(await confirmation.mayEnd('An opened experiment takes the place of this one.'))) return false;
  if (!isNewest()) return false;
  stored?.beginNew(name);
  await runs.restore(experiment);
  if (get().text !== experiment.text) return false;
  const { message, action } = ARCHIVE_MESSAGES.opened(experiment.text.name, newestStep(experiment.models));
  set(withNotice({ kind: 'info', text: message, action }));
  return true;
}
