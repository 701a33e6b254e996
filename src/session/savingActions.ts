import {
  notInPytorch,
  type SavedState,
  shownState,
  textFileOf,
  traceFileOf,
  weightsFileOf,
} from '../exports/savedFiles.ts';
import { experimentFileContents, experimentFileName } from '../exports/experimentFile.ts';
import { MESSAGES } from '../limits/messages.ts';
import type { AppActions } from '../state/actions.ts';
import { experimentOf } from '../state/experiment.ts';
import { selectedModel } from '../state/models.ts';
import { isSameRun } from '../state/runRef.ts';
import type { SavedFile } from '../state/givenFiles.ts';
import { handOver } from '../worker/client.ts';
import { ActionNotice, noticeOf, withNotice } from './notices.ts';
import type { Session } from './session.ts';

type SavingActions = Pick<AppActions, 'weightsFile' | 'traceFile' | 'textFile' | 'experimentFile'>;
type Kind = 'weights' | 'trace';

const WRITE = { weights: weightsFileOf, trace: traceFileOf };
/** The most milliseconds that saving waits for the held-out loss. Scoring all of a long text may take longer. */
const SCORE_LIMIT = 10_000;

/**
 * Files of weights, trace and text. After a pause, saving waits for the step at which training stopped. While training, the
 * second of the two files is of the same step as the first, however long ago that was.
 */
export function savingActions({ get, set, viewing, training }: Session): SavingActions {
  const saveNotice = new ActionNotice(set);
  const experimentNotice = new ActionNotice(set);
  const pytorchNotice = new ActionNotice(set);
  /** The state of a file whose counterpart has not been saved. */
  let half: { readonly saved: SavedState; readonly kind: Kind } | null = null;

  /** Null, with a notice, if the file cannot be written. */
  async function fileOf(kind: Kind): Promise<SavedFile | null> {
    try {
      const file = await write(kind);
      saveNotice.clear();
      return file;
    } catch (error) {
      saveNotice.show(noticeOf(error));
      return null;
    }
  }

  /**
   * @returns null if nothing is traced, or if it cannot be
   * @throws ExportError if the file would be too large
   */
  async function write(kind: Kind): Promise<SavedFile | null> {
    const { model } = get().ui.cursor;
    if (!(await viewing.whenShown(model))) return null;
    if (kind === 'weights') await viewing.whenScored(model, SCORE_LIMIT);
    if (get().ui.cursor.model !== model) return null;
    const now = shownState(get());
    if (!now) return null;
    const before = half;
    const isCounterpart =
      before !== null && before.kind !== kind && before.saved.model === model && isSameRun(before.saved.run, now.run);
    if (!isCounterpart || get().status !== 'training' || before.saved.trace === now.trace) {
      half = isCounterpart ? null : { saved: now, kind };
      return WRITE[kind](now);
    }
    half = null;
    const { message, action } = MESSAGES.otherHalf(kind, before.kind, before.saved.trace.step);
    set(withNotice({ kind: 'info', text: message, action }));
    return WRITE[kind](before.saved);
  }

  /** Null if there is no text. @throws ExportError if the file would be too large */
  async function writeExperiment(): Promise<SavedFile | null> {
    await viewing.whenSettled();
    await get().listExperiments();
    const state = get();
    const experiment = experimentOf(state, (id) => training.snapshots.newest.get(id) ?? null);
    if (!experiment) return null;
    const { experiments, experiment: own } = state.storage;
    const name = experiments.find(({ id }) => id === own)?.name ?? '';
    const bytes = await viewing.worker.callFirst((api) => {
      const contents = experimentFileContents(state, experiment, name);
      return api.packExperiment(handOver(contents, ...contents.map((content) => content.bytes)));
    });
    return { name: experimentFileName(experiment, name), bytes };
  }

  return {
    async experimentFile() {
      try {
        const file = await writeExperiment();
        experimentNotice.clear();
        return file;
      } catch (error) {
        experimentNotice.show(noticeOf(error));
        return null;
      }
    },
    async weightsFile() {
      const file = await fileOf('weights');
      const spec = selectedModel(get()).run?.spec;
      const note = file && spec && notInPytorch(spec);
      if (note) pytorchNotice.show({ kind: 'info', text: note.message, action: note.action });
      else if (file) pytorchNotice.clear();
      return file;
    },
    traceFile: () => fileOf('trace'),
    textFile() {
      const { text } = get();
      return text && textFileOf(text);
    },
  };
}
