/** The one table of what errors say. Every entry is a sentence and one next action, both for the reader of the page. */

export interface Sentence {
  readonly message: string;
  readonly action: string;
}

/** 1234567 as "1,234,567". */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

export const SENTENCES = {
  textEmpty: (): Sentence => ({
    message: 'The text is empty.',
    action: 'Paste some text, open a file, or choose a sample.',
  }),
  textTooShort: (characters: number, minimum: number): Sentence => ({
    message: `The text has ${characters} character${characters === 1 ? '' : 's'}; a network needs at least ${minimum}, one to read and one to predict.`,
    action: 'Paste a longer text; a few thousand characters learn well.',
  }),
  textBinary: (): Sentence => ({
    message: 'This looks like a binary file, not a text.',
    action: 'Open a plain text file, such as .txt, .md or source code.',
  }),
  textEncoding: (encoding: string): Sentence => ({
    message: `The file is not valid ${encoding}: it is damaged or in another encoding, such as Latin-1.`,
    action: 'Save it as UTF-8 in a text editor and open it again.',
  }),
  fileTooLarge: (bytes: number, maximum: number): Sentence => ({
    message: `The file has ${grouped(bytes)} bytes; at most ${grouped(maximum)} are read.`,
    action: 'Open a smaller file.',
  }),
  notSafetensors: (reason: string): Sentence => ({
    message: `The file is not a safetensors file that can be read here: ${reason}.`,
    action: 'Save it again with safetensors, as float32.',
  }),
  notUnrolled: (what: string, reason: string): Sentence => ({
    message: `The file does not hold ${what} that fits: ${reason}.`,
    action: 'Open a file that was saved by this page.',
  }),
  exportTooLarge: (bytes: number, maximum: number): Sentence => ({
    message: `The file would have ${grouped(bytes)} bytes; at most ${grouped(maximum)} are written.`,
    action: 'Trace a shorter stretch of the text or use fewer units.',
  }),
  traceInPart: (kept: number, length: number): Sentence => ({
    message: `Of this trace of ${grouped(length)} characters ${grouped(kept)} are in memory, and a file holds a whole one.`,
    action: 'Trace a shorter stretch of the text or use fewer units, then save.',
  }),
  diverged: (model: string, step: number, quantity: string, isCommon: boolean, restoredTo: number): Sentence => ({
    message: `${model} diverged at step ${grouped(step)}: its ${quantity} is no longer finite. ${isCommon ? 'All models are' : 'It is'} back at step ${grouped(restoredTo)}.`,
    action: 'Lower the learning rate or clip the gradient harder, then train on.',
  }),
  /** @param name of the label, where it is known */
  patternStuck: (name: string | null): Sentence => ({
    message: `The search was stopped: ${name === null ? 'one of your regular expressions' : `the regular expression of “${name}”`} takes too long on this text.`,
    action: 'Simplify it; a repetition inside a repetition, such as (a+)+, may never end. Then search again.',
  }),
  lookStopped: (): Sentence => ({
    message: 'Looking at this unit over the whole text stopped answering and was ended.',
    action: 'Choose the unit again; a smaller model or a shorter text needs less memory.',
  }),
  pictureNotDrawn: (): Sentence => ({
    message: 'This browser could not turn the picture into a PNG.',
    action: 'Save it as SVG, which every browser opens.',
  }),
  searchStopped: (): Sentence => ({
    message: 'The search stopped answering and was ended.',
    action: 'Search again; a smaller model or a shorter text needs less memory.',
  }),
  backendLost: (backend: string): Sentence => ({
    message: `The ${backend} backend stopped answering.`,
    action: 'Press Train to go on from the last snapshot on another backend.',
  }),
  workerSilent: (): Sentence => ({
    message: 'A background worker of this page stopped answering.',
    action: 'Press Train to go on from the last snapshot; reload the page if it happens again.',
  }),
  backendUnavailable: (backend: string, reason: string): Sentence => ({
    message: `The ${backend} backend cannot be used here: ${reason}.`,
    action: 'Choose another backend in the settings, or auto.',
  }),
  shapeMismatch: (what: string, expected: string, found: string): Sentence => ({
    message: `Shapes disagree: ${what} should be ${expected} but is ${found}.`,
    action: 'Reset the model, or open a file that belongs to these settings.',
  }),
  unforeseen: (detail: string): Sentence => ({
    message: `Something unforeseen happened (${detail}).`,
    action: 'Save the weights if you need them, then reload the page.',
  }),
} as const;
