/** One door for all files of models: tells what was opened, and reads it. */
import { listed } from '../../engine/namedSymbol.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { ImportError } from '../../limits/errors.ts';
import { MAX_FILE_BYTES, MAX_OPENED_FILES } from '../../limits/limits.ts';
import { fileName, MESSAGES } from '../../limits/messages.ts';
import { MODEL_MESSAGES } from '../../limits/modelMessages.ts';
import { readSafetensors, type SafetensorsFile } from '../safetensors.ts';
import { readWeightsOf, WEIGHTS_FORMAT } from '../weightsFile.ts';
import { TRACE_FORMAT } from '../traceFile.ts';
import { parseJson } from './checkedJson.ts';
import { type FileKind, fileKind } from './fileKinds.ts';
import { readKerasSafetensors } from './kerasSafetensors.ts';
import { readMl5Model } from './ml5Model.ts';
import { type GivenBytes, type OpenedModel, type Refuse } from './openedModel.ts';
import { readRecurrentjsModel } from './recurrentjsModel.ts';
import { readStateDict } from './stateDict.ts';
import { isSymbolList, symbolsOf } from './symbolList.ts';
import { readTfjsModel } from './tfjsModel.ts';

interface Kinded extends GivenBytes {
  readonly kind: FileKind;
}

/**
 * The model in files that were opened together. The files may come in any order and have any names, except for those that
 * one of them names.
 *
 * @returns null if none of them is a model: what was opened may be a text
 * @throws ImportError, and nothing else, whatever the files are
 */
export function openModel(files: readonly GivenBytes[]): OpenedModel | null {
  if (files.length > MAX_OPENED_FILES)
    throw new ImportError(MODEL_MESSAGES.tooManyFiles(files.length, MAX_OPENED_FILES));
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > MAX_FILE_BYTES) throw new ImportError(MODEL_MESSAGES.filesTooLarge(bytes, MAX_FILE_BYTES));
  const kinded = files.map((file): Kinded => ({ name: file.name, bytes: file.bytes, kind: fileKind(file.bytes) }));
  const models = kinded.filter(({ kind }) => READERS[kind]);
  const [model, another] = models;
  if (model && another) {
    const names = models.map(({ name }) => fileName(name));
    throw new ImportError(MODEL_MESSAGES.severalModels(listed(names, NAMED)));
  }
  if (model) return withVocabulary(READERS[model.kind]!(model, kinded), model, kinded);
  for (const { name, kind } of kinded) {
    const why = REFUSALS[kind];
    if (why) throw new ImportError(why(name));
  }
  return null;
}

/** The error for files that are no model, and not a single text. @param folder the one that holds them, if there is one */
export function notOneText(files: readonly GivenBytes[], folder: string | null): ImportError {
  if (folder !== null) return new ImportError(MESSAGES.folderDropped(folder));
  if (files.length === 0) return new ImportError(MESSAGES.noFile());
  const names = files.map(({ name }) => fileName(name));
  return new ImportError(MESSAGES.severalFiles(files.length, listed(names, NAMED)));
}

/** Files whose names a sentence repeats. */
const NAMED = 4;

type Reader = (file: GivenBytes, files: readonly GivenBytes[]) => OpenedModel;

const READERS: Readonly<Partial<Record<FileKind, Reader>>> = {
  safetensors: readSafetensorsModel,
  tfjs: readTfjsModel,
  ml5: readMl5Model,
  recurrentjs: readRecurrentjsModel,
};

const REFUSALS: Readonly<Partial<Record<FileKind, (name: string) => ReturnType<typeof MODEL_MESSAGES.pickle>>>> = {
  pickle: MODEL_MESSAGES.pickle,
  kerasFile: MODEL_MESSAGES.kerasFile,
  kerasWeights: MODEL_MESSAGES.kerasWeights,
  archive: MODEL_MESSAGES.archive,
  empty: MODEL_MESSAGES.fileEmpty,
};

function readSafetensorsModel({ name, bytes }: GivenBytes): OpenedModel {
  const file = readSafetensors(bytes);
  const format = file.metadata.get('format');
  if (format === TRACE_FORMAT) throw new ImportError(MODEL_MESSAGES.trace(name));
  if (format === WEIGHTS_FORMAT) return ownModel(file);
  return file.metadata.has('keras') ? readKerasSafetensors(file) : readStateDict(file);
}

/** A file of `writeWeights`. */
function ownModel(file: SafetensorsFile): OpenedModel {
  const { spec, vocabulary, settings, step, params } = readWeightsOf(file);
  return {
    format: 'weights of this page',
    spec,
    params,
    vocabulary,
    isNonlinearityOpen: false,
    trained: { settings, step },
    notes: [],
  };
}

/** Adds the vocabulary of a JSON file that was opened with the model, if the model's own file has none. */
function withVocabulary(model: OpenedModel, own: GivenBytes, files: readonly GivenBytes[]): OpenedModel {
  if (model.vocabulary) return model;
  for (const file of files) {
    if (file === own || !/\.json$/i.test(file.name)) continue;
    const value = valueOf(file);
    if (isSymbolList(value)) return { ...model, vocabulary: checkedVocabulary(value, model.spec) };
  }
  return model;
}

/** The value of a JSON file; undefined if it is not JSON. */
function valueOf(file: GivenBytes): unknown {
  try {
    return parseJson(file.bytes, file.name, refuseVocabulary);
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

const refuseVocabulary: Refuse = (reason) => {
  throw new ImportError(MODEL_MESSAGES.vocabulary(reason));
};

function checkedVocabulary(value: unknown, { vocab }: ModelSpec): readonly string[] {
  const symbols = symbolsOf(value, refuseVocabulary, 'it');
  if (symbols.length !== vocab)
    refuseVocabulary(`it has ${symbols.length} characters, and the model has ${vocab} symbols`);
  return symbols;
}
