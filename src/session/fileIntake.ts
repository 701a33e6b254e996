import type { ArchivedExperiment } from '../formats/experiments/readExperiment.ts';
import { isArchive } from '../formats/models/fileKinds.ts';
import type { GivenBytes, OpenedModel } from '../formats/models/openedModel.ts';
import { ImportError } from '../limits/errors.ts';
import { MAX_EXPERIMENT_BYTES, MAX_FILE_BYTES, MAX_OPENED_FILES } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import { MODEL_MESSAGES } from '../limits/modelMessages.ts';
import type { PreparedText } from '../formats/preparedText.ts';
import type { ViewerApi } from '../worker/protocol.ts';
import type { FileToDecide, GivenFile } from '../state/givenFiles.ts';

/** Files that were given together. */
interface GivenFiles {
  readonly files: readonly GivenFile[];
  /** The name of the folder that holds them, if they were dropped as one. */
  readonly folder: string | null;
}

/** What files turned out to be. */
type Read =
  | { readonly model: OpenedModel }
  | { readonly archived: ArchivedExperiment }
  | { readonly prepared: PreparedText; readonly encoding?: string };

/** Bytes at the beginning of a file that tell a zip archive. */
const MARK = 4;

type Ask = <T>(question: (api: ViewerApi) => Promise<T>) => Promise<T>;

/** Reads files, and lets the reader choose where the encoding of one is not clear. */
export class FileIntake {
  private decide: ((label: string | null) => void) | null = null;

  constructor(
    private readonly ask: Ask,
    private readonly show: (file: FileToDecide | null) => void,
  ) {}

  /**
   * The model in some files, the experiment in one, or the text of one and the encoding that was chosen for it; null where
   * none was, or where the files are no longer wanted.
   *
   * @param vocabulary in which a text is read; null for its own
   * @throws ImportError or TextError when they cannot be read or used.
   */
  async read(
    { files, folder }: GivenFiles,
    vocabulary: readonly string[] | null,
    isWanted: () => boolean,
  ): Promise<Read | null> {
    await checkSizes(files, folder);
    const given: GivenBytes[] = [];
    for (const file of files) given.push({ name: file.name, bytes: await bytesOf(file) });
    if (!isWanted()) return null;
    const first = await this.ask((api) => api.openFiles(given, folder, vocabulary));
    if ('model' in first || 'archived' in first) return first;
    if ('text' in first) return { prepared: first };
    if (!isWanted()) return null;
    const { fault, offers, bytes } = first;
    const { name } = files[0]!;
    const encoding = await this.choice({ name, fault: MESSAGES.fileEncoding(name, fault), at: fault.at, offers });
    if (encoding === null) return null;
    return { prepared: await this.ask((api) => api.prepareFile(bytes, encoding, vocabulary)), encoding };
  }

  /** Ends the choice that is shown; null: the file is not read. */
  choose(label: string | null): void {
    const { decide } = this;
    this.decide = null;
    if (!decide) return;
    this.show(null);
    decide(label);
  }

  private choice(file: FileToDecide): Promise<string | null> {
    this.choose(null);
    return new Promise((resolve) => {
      this.decide = resolve;
      this.show(file);
    });
  }
}

/** @throws ImportError where the browser cannot read it: it is a folder, was moved or may not be read. */
async function bytesOf(file: GivenFile, end = file.size): Promise<Uint8Array> {
  try {
    return new Uint8Array(await (end < file.size ? file.slice(0, end) : file).arrayBuffer());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : String(cause);
    throw new ImportError(MESSAGES.fileUnreadable(file.name, reason), { cause });
  }
}

/** @throws ImportError before any of the files is read as a whole */
async function checkSizes(files: readonly GivenFile[], folder: string | null): Promise<void> {
  const [first, another] = files;
  if (!first) throw new ImportError(folder === null ? MESSAGES.noFile() : MESSAGES.folderDropped(folder));
  if (files.length > MAX_OPENED_FILES) {
    throw new ImportError(MODEL_MESSAGES.tooManyFiles(files.length, MAX_OPENED_FILES));
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= MAX_FILE_BYTES) return;
  if (another) throw new ImportError(MODEL_MESSAGES.filesTooLarge(bytes, MAX_FILE_BYTES));
  const maximum = isArchive(await bytesOf(first, MARK)) ? MAX_EXPERIMENT_BYTES : MAX_FILE_BYTES;
  if (bytes > maximum) throw new ImportError(MESSAGES.fileTooLarge(first.name, bytes, maximum));
}
