/** What a zip archive holds: an experiment of this page, or the files of a model. */
import { ARCHIVE_MESSAGES } from '../../limits/archiveMessages.ts';
import { ImportError } from '../../limits/errors.ts';
import { MAX_EXPERIMENT_BYTES, MAX_OPENED_FILES } from '../../limits/limits.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { MODEL_MESSAGES } from '../../limits/modelMessages.ts';
import { openModel } from '../models/openModel.ts';
import type { GivenBytes, OpenedModel } from '../models/openedModel.ts';
import { ZipArchive } from '../zip/readZip.ts';
import { type ArchivedExperiment, readExperiment } from './readExperiment.ts';

/**
 * The content of an archive that was opened alone.
 *
 * @throws ImportError, and nothing else, whatever its bytes are
 */
export function openArchive({
  name,
  bytes,
}: GivenBytes): { readonly archived: ArchivedExperiment } | { readonly model: OpenedModel } {
  if (bytes.length > MAX_EXPERIMENT_BYTES)
    throw new ImportError(MESSAGES.fileTooLarge(name, bytes.length, MAX_EXPERIMENT_BYTES));
  const archive = new ZipArchive(bytes);
  const archived = readExperiment(archive);
  if (archived) return { archived };
  const model = openModel(filesIn(archive));
  if (!model) throw new ImportError(ARCHIVE_MESSAGES.noModel(name));
  return { model };
}

/** The files of an archive as if they had been dropped in one folder. */
function filesIn(archive: ZipArchive): readonly GivenBytes[] {
  // What macOS adds for itself belongs to no model.
  const names = archive.names.filter((one) => !/^__MACOSX\/|(^|\/)\./.test(one));
  if (names.length > MAX_OPENED_FILES)
    throw new ImportError(MODEL_MESSAGES.tooManyFiles(names.length, MAX_OPENED_FILES));
  return names.map((one) => ({ name: one.slice(one.lastIndexOf('/') + 1), bytes: archive.read(one)! }));
}
