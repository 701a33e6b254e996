/** Reads the file of an experiment. */
import { ARCHIVE_MESSAGES } from '../../limits/archiveMessages.ts';
import { ImportError } from '../../limits/errors.ts';
import { MAX_EXPERIMENT_NAMES, MAX_MODEL_JSON_BYTES } from '../../limits/limits.ts';
import { parseJson } from '../models/checkedJson.ts';
import type { PackedArray } from '../packedRecord.ts';
import { readSafetensors, type SafetensorsFile } from '../safetensors.ts';
import { readWeightsOf } from '../weightsFile.ts';
import type { ZipArchive } from '../zip/readZip.ts';
import {
  DESCRIPTION,
  EXPERIMENT_FORMAT,
  EXPERIMENT_VERSION,
  placeFromText,
  REFERENCE,
  TEXT_ENTRY,
} from './arrayPlaces.ts';

/** What a file holds, still to be validated as an experiment. */
export interface ArchivedExperiment {
  /** The name that a person gave it; empty for none. */
  readonly name: string;
  readonly record: unknown;
}

/** The longest name that is taken over. */
const NAME_LENGTH = 80;

function refuse(reason: string): never {
  throw new ImportError(ARCHIVE_MESSAGES.experiment(reason));
}

/**
 * The experiment in an archive.
 *
 * @returns null if the archive holds none
 * @throws ImportError, and nothing else, whatever the archive holds
 */
export function readExperiment(archive: ZipArchive): ArchivedExperiment | null {
  const described = archive.names.filter((name) => name === DESCRIPTION || name.endsWith(`/${DESCRIPTION}`));
  // An archive that was unpacked and packed again may have everything in a folder.
  const [description] = described.sort((a, b) => a.length - b.length);
  if (description === undefined) return null;
  const folder = description.slice(0, -DESCRIPTION.length);
  // Compared before it is unpacked.
  if (archive.sizeOf(description)! > MAX_MODEL_JSON_BYTES)
    refuse(`${DESCRIPTION} has more than ${MAX_MODEL_JSON_BYTES} bytes`);
  const about = parseJson(archive.read(description)!, DESCRIPTION, refuse, MAX_EXPERIMENT_NAMES);
  if (!isRecord(about) || about['format'] !== EXPERIMENT_FORMAT)
    return refuse(`${DESCRIPTION} describes something else`);
  const version = about['version'];
  if (typeof version === 'number' && version > EXPERIMENT_VERSION)
    throw new ImportError(ARCHIVE_MESSAGES.newerExperiment());
  if (version !== EXPERIMENT_VERSION) refuse(`${DESCRIPTION} has no version that this page knows`);
  const name = typeof about['name'] === 'string' ? about['name'].slice(0, NAME_LENGTH) : '';
  return { name, record: withArrays(about['experiment'], new EntryArrays(archive, folder)) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value with the arrays in the place of their references. */
function withArrays(value: unknown, arrays: EntryArrays): unknown {
  if (Array.isArray(value)) return value.map((one) => withArrays(one, arrays));
  if (!isRecord(value)) return value;
  if (Object.hasOwn(value, REFERENCE)) return arrays.get(value[REFERENCE]);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withArrays(one, arrays)]));
}

/** The arrays in the entries of an archive. Each entry is read once. */
class EntryArrays {
  private readonly arrays = new Map<string, PackedArray>();
  private readonly files = new Map<string, SafetensorsFile>();

  constructor(
    private readonly archive: ZipArchive,
    private readonly folder: string,
  ) {}

  /** The same array for the same reference. */
  get(reference: unknown): PackedArray {
    if (typeof reference !== 'string') return refuse('a reference is not a text');
    const known = this.arrays.get(reference);
    if (known) return known;
    const { entry, tensor } = placeFromText(reference);
    const array = tensor === null ? this.whole(entry) : this.tensor(entry, tensor);
    this.arrays.set(reference, array);
    return array;
  }

  private whole(entry: string): PackedArray {
    // A copy: a view would keep the whole file in memory.
    if (entry === TEXT_ENTRY || entry.endsWith('.svg')) return this.bytesOf(entry).slice();
    const file = this.file(entry);
    return within(entry, () => readWeightsOf(file).params);
  }

  private tensor(entry: string, name: string): PackedArray {
    const tensor = this.file(entry).tensors.get(name);
    return tensor ? tensor.data : refuse(`${entry} has no tensor ${JSON.stringify(name.slice(0, 60))}`);
  }

  private file(entry: string): SafetensorsFile {
    const known = this.files.get(entry);
    if (known) return known;
    const bytes = this.bytesOf(entry);
    const file = within(entry, () => readSafetensors(bytes));
    this.files.set(entry, file);
    return file;
  }

  private bytesOf(entry: string): Uint8Array {
    return this.archive.read(this.folder + entry) ?? refuse(`it has no ${JSON.stringify(entry.slice(0, 60))}`);
  }
}

/** Says in which entry something is wrong. */
function within<T>(entry: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const reason = error.message.replace(/\.$/, '').replace(/^T/, 't');
    throw new ImportError(ARCHIVE_MESSAGES.experiment(`in ${entry}, ${reason}`), { cause: error });
  }
}
