/** The messages about models that are opened from files. Every entry says what happened and gives one next action. */
import { fileName, grouped, type Message } from './messages.ts';

/** The kinds of files from which a model is read. */
export type ModelKind = 'pytorch' | 'keras' | 'tfjs' | 'ml5' | 'recurrentjs';

interface KindText {
  /** As in "The … cannot be opened". */
  readonly name: string;
  readonly action: string;
}

const KINDS: Readonly<Record<ModelKind, KindText>> = {
  pytorch: {
    name: 'PyTorch state dict',
    action: 'Save the state dict of one nn.RNN, nn.GRU or nn.LSTM with one nn.Linear as safetensors, and open that.',
  },
  keras: {
    name: 'Keras model',
    action: 'Open a model of one kind of layer (SimpleRNN, GRU or LSTM) between an optional Embedding and one Dense.',
  },
  tfjs: {
    name: 'TensorFlow.js model',
    action:
      'Open model.json together with its binary files, of a model with SimpleRNN, GRU or LSTM layers and one Dense.',
  },
  ml5: {
    name: 'ml5 charRNN',
    action: 'Open the whole folder of the model: manifest.json, vocab.json and the files that the manifest names.',
  },
  recurrentjs: {
    name: 'recurrentjs model',
    action: 'Open the JSON that the character demo of recurrentjs saves.',
  },
};

/** The name of a file without its ending, for use in lines of code; a short name if it has other characters. */
function stem(file: string): string {
  const name = /^([\w-]{1,40})(\.[\w.]+)?$/.exec(file)?.[1];
  return name ?? 'model';
}

export const MODEL_MESSAGES = {
  /** @param reason a clause such as "it has no head" */
  refused: (kind: ModelKind, reason: string, action?: string): Message => ({
    message: `The ${KINDS[kind].name} cannot be opened: ${reason}.`,
    action: action ?? KINDS[kind].action,
  }),
  pickle: (file: string): Message => ({
    message: `The file ${fileName(file)} is a pickle of PyTorch, which may run any program when it is read, so this page does not read it.`,
    action: [
      'Convert the state dict in Python and open the result:',
      'import torch; from safetensors.torch import save_file',
      `save_file(torch.load("${fileInCode(file, 'pt')}", map_location="cpu"), "${stem(file)}.safetensors")`,
    ].join('\n'),
  }),
  kerasFile: (file: string): Message => ({
    message: `The file ${fileName(file)} is a whole Keras model, which this page does not read.`,
    action: [
      'Convert it in Python and open the result:',
      'import keras; from safetensors.numpy import save_file',
      `model = keras.saving.load_model("${fileInCode(file, 'keras')}")`,
      kerasLine(file),
    ].join('\n'),
  }),
  kerasWeights: (file: string): Message => ({
    message: `The file ${fileName(file)} holds weights in HDF5, which this page does not read.`,
    action: [
      'Build the model in Python as when it was trained, convert its weights and open the result:',
      'from safetensors.numpy import save_file',
      `model.load_weights("${fileInCode(file, 'weights.h5')}")`,
      kerasLine(file),
    ].join('\n'),
  }),
  archive: (file: string): Message => ({
    message: `The file ${fileName(file)} is a zip archive, which this page unpacks only when it is opened alone.`,
    action: 'Open it alone, or unpack it and open the files in it, several at once if they belong together.',
  }),
  trace: (file: string): Message => ({
    message: `The file ${fileName(file)} is a trace that this page saved, not a model.`,
    action: 'Open the weights that were saved beside it.',
  }),
  severalModels: (files: string): Message => ({
    message: `You opened several models at once: ${files}. None was opened.`,
    action: 'Open one of them.',
  }),
  tooManyFiles: (count: number, maximum: number): Message => ({
    message: `You opened ${grouped(count)} files at once, but at most ${grouped(maximum)} are read together.`,
    action: 'Open only the files of the model.',
  }),
  filesTooLarge: (bytes: number, maximum: number): Message => ({
    message: `The files have ${grouped(bytes)} bytes together, but at most ${grouped(maximum)} bytes can be opened.`,
    action: 'Open a smaller model, or only the files that belong to it.',
  }),
  fileEmpty: (file: string): Message => ({
    message: `The file ${fileName(file)} is empty.`,
    action: 'Copy or save it again, then open the copy.',
  }),
  notFinite: (tensor: string): Message => ({
    message: `The model cannot be opened: ${tensor} has a value that is not finite (NaN or infinite).`,
    action: 'Save the weights from an earlier step of the training, before it diverged.',
  }),
  /** @param reason a clause such as "it has 5 characters and the model has 65" */
  vocabulary: (reason: string): Message => ({
    message: `This cannot be the model's vocabulary: ${reason}.`,
    action: "Give the text that it was trained on, or all of its characters in the order of the model's indices.",
  }),
} as const;

/** A file's name inside a string of Python. */
function fileInCode(file: string, ending: string): string {
  return /^[\w. -]{1,60}$/.test(file) ? file : `model.${ending}`;
}

function kerasLine(file: string): string {
  return `save_file({w.path: w.numpy() for w in model.weights}, "${stem(file)}.safetensors", {"keras": model.to_json()})`;
}
