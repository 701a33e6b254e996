/** The one table of messages. Every entry says what happened and gives one next action. */

export interface Message {
  readonly message: string;
  readonly action: string;
}

/** A duration in milliseconds as "45 seconds", "3 minutes", "1 hour 12 minutes". */
export function formatDuration(milliseconds: number): string {
  const counted = (value: number, unit: string): string => `${value} ${unit}${value === 1 ? '' : 's'}`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return counted(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return counted(minutes, 'minute');
  const rest = minutes % 60;
  return `${counted(Math.floor(minutes / 60), 'hour')}${rest === 0 ? '' : ` ${counted(rest, 'minute')}`}`;
}

/** 1234567 as "1,234,567". */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The largest number of characters of a file's name in a message. */
const NAME_LENGTH = 40;

/** A file's name in quotes. The middle of a long name is left out, and control characters and line breaks are replaced. */
export function fileName(name: string): string {
  const symbols = Array.from(name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd'));
  if (symbols.length <= NAME_LENGTH) return `“${symbols.join('')}”`;
  const half = NAME_LENGTH / 2;
  return `“${symbols.slice(0, half).join('')}…${symbols.slice(1 - half).join('')}”`;
}

/** The first fault of a file that is invalid in an encoding (see `FileFault`). */
export interface NamedFault {
  readonly encoding: string;
  readonly kind: keyof typeof FAULTS;
  readonly at: number;
  readonly line: number;
  readonly character: number;
  readonly byte: number;
  readonly count: number;
}

/** What is wrong with the byte at a fault. */
const FAULTS = {
  never: 'never occurs in UTF-8',
  inside: 'continues a character, but no character has begun',
  open: 'begins a character that is not continued',
  cut: 'begins a character that the end of the file cuts off',
  long: 'begins a character in more bytes than it needs',
  surrogate: 'begins half of a surrogate pair',
  beyond: 'begins a number above U+10FFFF',
  half: 'belongs to half of a surrogate pair without the other half',
  odd: 'is half a code unit at the end of the file',
  nul: 'does not occur in UTF-8 text, so the file may be UTF-16 without a byte-order mark',
} as const;

/** "the byte 0xC7 at offset 6 (line 2, character 1) begins a character that is not continued" */
function describeFault({ kind, byte, at, line, character }: NamedFault): string {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return `the byte 0x${hex} at offset ${grouped(at)} (line ${grouped(line)}, character ${grouped(character)}) ${FAULTS[kind]}`;
}

/** Bytes as "640 MB". */
export function megabytes(bytes: number): string {
  return `${grouped(Math.ceil(bytes / 2 ** 20))} MB`;
}

/** An estimated time: "0.3 s", "40 s", "3 minutes". */
export function roughly(seconds: number): string {
  if (seconds < 1) return `${Math.max(0.01, seconds).toPrecision(1)} s`;
  return seconds < 100 ? `${Math.round(seconds)} s` : `${grouped(Math.round(seconds / 60))} minutes`;
}

export const MESSAGES = {
  textEmpty: (): Message => ({
    message: 'The text is empty.',
    action: 'Paste some text, open a file, or choose a sample.',
  }),
  textTooShort: (characters: number, minimum: number): Message => ({
    message: `The text has ${characters} character${characters === 1 ? '' : 's'}, but a network needs at least ${minimum}: one to read and one to predict.`,
    action: 'Paste a longer text; a few thousand characters work well.',
  }),
  /** For a model with a vocabulary of its own. */
  textUnknown: (characters: number): Message => ({
    message: `The opened model knows at most one of the ${grouped(characters)} characters of the text.`,
    action: 'Take a text in the script on which it was trained, or remove the model to read this one.',
  }),
  textBinary: (file: string): Message => ({
    message: `The file ${fileName(file)} looks like a binary file that is neither a text nor a model.`,
    action: 'Open a plain text file, such as .txt, .md or source code, or a model as safetensors.',
  }),
  fileEncoding: (file: string, fault: NamedFault): Message => ({
    message:
      `The file ${fileName(file)} is not valid ${fault.encoding}: ${describeFault(fault)}.` +
      (fault.count > 1 ? ` It has ${grouped(fault.count)} faults in all.` : ''),
    action: 'Choose the encoding in which the text below is readable.',
  }),
  fileUnreadable: (file: string, reason: string): Message => ({
    message: `The file ${fileName(file)} could not be read (${reason}).`,
    action: 'Check that the file still exists and that you may read it, then open it again.',
  }),
  folderDropped: (folder: string): Message => ({
    message: `The folder ${fileName(folder)} was not opened, because no model was found in it.`,
    action: 'Drop a single text file from it, or the folder of a model.',
  }),
  folderUnreadable: (folder: string, reason: string): Message => ({
    message: `The folder ${fileName(folder)} could not be read (${reason}).`,
    action: 'Check that the folder still exists and that you may read it, or drop the files in it.',
  }),
  foldersDropped: (): Message => ({
    message: 'You dropped a folder together with other things. None was opened.',
    action: 'Drop one folder, or the files that belong together.',
  }),
  /** @param files their names, as a list */
  severalFiles: (count: number, files: string): Message => ({
    message: `You dropped ${grouped(count)} files at once: ${files}. None was opened, because only one text is read at a time.`,
    action: 'Drop one of them, or join them into one file first.',
  }),
  noFile: (): Message => ({
    message: 'The dropped item is not a file.',
    action: 'Drop a text file, or paste the text under Text….',
  }),
  /** @param values as a list, each with what stands in its place */
  trainedUnavailable: (title: string): Message => ({
    message: `The trained network “${title}” could not be fetched.`,
    action: 'Press Train: it learns the same here. Or open the link again later.',
  }),
  linkRefused: (values: string): Message => ({
    message: `The page cannot take all of this link: ${values}.`,
    action: 'Everything else is as the link says.',
  }),
  linkNeedsText: (name: string, characters: number): Message => ({
    message: `This link is about the text ${fileName(name)} of ${grouped(characters)} characters, which is too long for a link.`,
    action: 'Open that file, or paste the text under Text…, and the page goes on as the link says.',
  }),
  otherText: (name: string, wanted: number, given: number): Message => ({
    message: `This is not the text of the link, ${fileName(name)}: ${wanted === given ? `it has as many characters, but others` : `that has ${grouped(wanted)} characters, this one ${grouped(given)}`}.`,
    action: 'Open the right file, or go on with this text.',
  }),
  linkCopied: (missing: string): Message => ({
    message: 'The link is copied.',
    action: missing === '' ? 'It opens what you see here.' : `It opens what you see here without ${missing}.`,
  }),
  primeUnknown: (): Message => ({
    message: 'The models do not know any character of the beginning, so they have nothing to continue.',
    action: 'Type characters that occur in the text.',
  }),
  /** @param characters named, as a list */
  primeInPart: (characters: string): Message => ({
    message: `The models do not know ${characters}, because the text has none.`,
    action: 'Type characters that occur in the text.',
  }),
  /** @param file its name, where it is known */
  fileTooLarge: (file: string | null, bytes: number, maximum: number): Message => ({
    message: `${file === null ? 'The file' : `The file ${fileName(file)}`} has ${grouped(bytes)} bytes, but at most ${grouped(maximum)} bytes can be opened.`,
    action: 'Open a smaller file.',
  }),
  notSafetensors: (reason: string): Message => ({
    message: `The file is not a safetensors file that this page can read: ${reason}.`,
    action: 'Save it again in the safetensors format, as float32.',
  }),
  notUnrolled: (what: string, reason: string): Message => ({
    message: `The file does not contain ${what} that this page can read: ${reason}.`,
    action: 'Open a file that was saved by this page.',
  }),
  /** @param module the PyTorch module with the same shapes; @param because how the model differs from it */
  notInPytorch: (module: string, because: string): Message => ({
    message: `The weights are saved under names that ${module} does not load, because ${because} and ${module} would compute something else.`,
    action: 'Choose File → Load in PyTorch… to copy the code of a module that loads them.',
  }),
  exportTooLarge: (bytes: number, maximum: number): Message => ({
    message: `The file would have ${grouped(bytes)} bytes, but at most ${grouped(maximum)} bytes can be written.`,
    action: 'Trace a shorter part of the text or use fewer units.',
  }),
  traceInPart: (retained: number, length: number): Message => ({
    message: `Only ${grouped(retained)} of the ${grouped(length)} characters of this trace are in memory, but a file needs all of them.`,
    action: 'Trace a shorter part of the text or use fewer units, then save again.',
  }),
  diverged: (model: string, step: number, quantity: string, isCommon: boolean, restoredTo: number): Message => ({
    message: `${model} diverged at step ${grouped(step)}: its ${quantity} is no longer finite. ${isCommon ? 'All models are' : 'It is'} back at step ${grouped(restoredTo)}.`,
    action: 'Lower the learning rate or clip the gradient more tightly, then press Train.',
  }),
  /** @param models "RNN", "RNN and GRU"; @param loss the highest loss; @param guess the loss of guessing; both with unit */
  blownUp: (models: string, count: number, loss: string, guess: string, learningRate: number): Message => ({
    message: `${models} ${count === 1 ? 'has' : 'have'} blown up: the loss is ${loss}, and guessing would cost ${guess}.`,
    action: `Lower the learning rate (${learningRate} now) or clip the gradient more tightly, then press Train.`,
  }),
  /** @param what the action, as Undo calls it */
  runEnded: (what: string, steps: number): Message => ({
    message: `${what}: a run of ${grouped(steps)} step${steps === 1 ? '' : 's'} has ended.`,
    action: 'Undo brings it back with its weights.',
  }),
  /** @param kind, other "weights" or "trace" */
  otherHalf: (kind: string, other: string, step: number): Message => ({
    message: `The ${kind} ${kind === 'weights' ? 'are' : 'is'} from step ${grouped(step)}, like the ${other} that you saved before, so the two files belong together.`,
    action: 'To save both at the newest step, pause training first.',
  }),
  recordDamaged: (): Message => ({
    message: 'What is stored here is damaged: one of its parts is missing.',
    action: 'Open another experiment, or train again.',
  }),
  /** @param name of the text; @param isOlder whether the newest save was damaged */
  cameBack: (name: string, step: number, isOlder: boolean, isCopy: boolean): Message => ({
    message: isCopy
      ? `Your experiment on ${fileName(name)} is open in another tab, so this is a copy of it, at step ${grouped(step)}.`
      : `Your experiment on ${fileName(name)} is back as you left it, at step ${grouped(step)}${isOlder ? '; the newest save was damaged, so this is the one before it' : ''}.`,
    action: 'Press Train to go on, or choose File → Experiments to start another.',
  }),
  experimentElsewhere: (): Message => ({
    message: 'This experiment is open in another tab.',
    action: 'Close it there first, or duplicate it and open the copy.',
  }),
  /**
   * @param isSaved whether an earlier state of the experiment is stored
   * @param others how many experiments are stored besides it
   */
  storageFull: (isSaved: boolean, others: number): Message => ({
    message: `There is no room left to store this experiment; training goes on, but a reload loses ${isSaved ? 'what is newer than the last save' : 'all of it'}.`,
    action:
      others > 0
        ? 'Choose File → Experiments and delete what you no longer need.'
        : 'Free some room on the disk, or choose File → Save experiment.',
  }),
  /** @param reason a clause; null where there is none */
  storageOff: (reason: string | null): Message => ({
    message: `This browser stores nothing for this page${reason === null ? '' : ` (${reason.replace(/\.$/, '')})`}, so a reload loses the experiment.`,
    action: 'Leave the private window, or allow this page to store data, and reload; until then save files.',
  }),
  storageGone: (): Message => ({
    message: 'What this page had stored was erased from outside, so nothing is kept any more.',
    action: 'Save what you need as files, then reload the page.',
  }),
  notPersistent: (): Message => ({
    message: 'The browser does not promise to keep what is stored here: it may delete it when the disk is full.',
    action: 'Bookmark the page and ask again, or save what you need as files.',
  }),
  /** @param where the path of the part that is wrong, such as "models.0.run" */
  experimentDamaged: (where: string): Message => ({
    message: `This is not a whole experiment of Unrolled: ${where} is wrong.`,
    action: 'Open another experiment, or train again.',
  }),
  notFinite: (): Message => ({
    message: 'The model has blown up: its predictions are no longer finite numbers, so it cannot write.',
    action: 'Lower the learning rate or clip the gradient, then go back to an earlier step or reset the model.',
  }),
  /** @param name of the label, where it is known */
  patternStuck: (name: string | null): Message => ({
    message: `The search was stopped: ${name === null ? 'one of your regular expressions' : `the regular expression of “${name}”`} takes too long on this text.`,
    action: 'Simplify it and search again; a repetition inside a repetition, such as (a+)+, may never end.',
  }),
  /** @param what "name" or "pattern" */
  labelTooLong: (what: string, characters: number, maximum: number): Message => ({
    message: `The ${what} has ${grouped(characters)} characters, but at most ${grouped(maximum)} are allowed.`,
    action: what === 'name' ? 'Shorten it.' : 'Shorten it, or split it into two labels.',
  }),
  reportStopped: (): Message => ({
    message: 'The analysis of this unit over the whole text stopped answering and was ended.',
    action: 'Choose the unit again; a smaller model or a shorter text needs less memory.',
  }),
  pinned: (title: string, count: number): Message => ({
    message: `The picture “${title}” is pinned: the report has ${count === 1 ? 'one picture' : `${count} pictures`}.`,
    action: 'Choose File → Report… to write captions and save it.',
  }),
  noRoomToPin: (): Message => ({
    message: 'The report has no room for another picture.',
    action: 'Choose File → Report… and remove one.',
  }),
  noRecorder: (): Message => ({
    message: 'This browser cannot record films.',
    action: 'Use another browser, or save single pictures.',
  }),
  filmBroken: (): Message => ({
    message: 'The recording broke off: the browser’s recorder or the worker that computes the pictures stopped.',
    action: 'Record it again, with fewer timesteps in view.',
  }),
  reportNotSaved: (): Message => ({
    message: 'The report could not be written.',
    action: 'Remove a picture from it and save it again; or reload the page if its server has a newer version.',
  }),
  pictureNotDrawn: (): Message => ({
    message: 'This browser could not convert the picture to PNG.',
    action: 'Save it as SVG, which every browser opens.',
  }),
  notSaved: (): Message => ({
    message: 'The file could not be made.',
    action: 'Check the connection and save it once more; if that fails too, reload the page.',
  }),
  searchStopped: (): Message => ({
    message: 'The search stopped answering and was ended.',
    action: 'Search again; a smaller model or a shorter text needs less memory.',
  }),
  backendLost: (backend: string): Message => ({
    message: `The ${backend} backend stopped answering.`,
    action: 'Press Train to continue from the last snapshot on another backend.',
  }),
  /** @param remedies suggestions such as "the batch size to 16" */
  trainingTooLarge: (
    cost: { readonly bytes: number; readonly seconds: number },
    most: { readonly bytes: number; readonly seconds: number },
    remedies: readonly string[],
  ): Message => ({
    message: `A training step of these models needs ${megabytes(cost.bytes)} of memory and takes about ${roughly(cost.seconds)}, but at most ${megabytes(most.bytes)} and ${roughly(most.seconds)} are allowed.`,
    action:
      remedies.length > 0
        ? `Set ${remedies.join(', or ')}.`
        : 'Make the batch, the unroll length and the model smaller.',
  }),
  outOfMemory: (): Message => ({
    message: 'The browser could not provide the memory that this needs.',
    action: 'Close other tabs, or use fewer units, a shorter text or a smaller batch.',
  }),
  workerSilent: (): Message => ({
    message: 'A background worker of this page stopped answering and was ended.',
    action: 'Try again; if it happens again, save the weights and reload the page.',
  }),
  viewerSilent: (): Message => ({
    message: 'The worker that computes the pictures stopped answering and was restarted. Training is not affected.',
    action:
      'Wait until the pictures are computed again; a shorter part of the text or a smaller model takes less time.',
  }),
  /** @param task what the worker does, as in "trains"  @param again how to try again, as in "press Train" */
  workerMissing: (task: string, again: string): Message => ({
    message: `The part of this page that ${task} could not be loaded.`,
    action: `Check the connection and ${again} to try again. If the page was updated on its server meanwhile, save the weights and reload it.`,
  }),
  chunkMissing: (name: string): Message => ({
    message: `The workspace ${name} could not be loaded.`,
    action:
      'Check the connection and try again. If the page was updated on its server meanwhile, save the weights and reload it.',
  }),
  newerVersion: (): Message => ({
    message: 'A newer version is ready.',
    action: 'Reload when you like.',
  }),
  allPaused: (): Message => ({
    message: 'All models that take part in training are paused.',
    action: 'Resume one of them (▸ beside its name), then press Train.',
  }),
  /** @param step the step to which the models went back  @param next the backend that continues; null if there is none */
  trainerLost: (backend: string, step: number, next: string | null): Message => ({
    message: `The ${backend} backend stopped answering. The models are back at step ${grouped(step)}${next === null ? '' : ` and go on with ${next}`}.`,
    action: next === null ? 'Press Train to go on from there.' : 'You need not do anything.',
  }),
  trainerRestarts: (backend: string, step: number): Message => ({
    message: `The ${backend} backend stopped answering. The models are back at step ${grouped(step)}.`,
    action: 'Wait until another worker has started; training then goes on by itself.',
  }),
  stepBrokenOff: (step: number): Message => ({
    message: `A long training step was broken off. The models are back at step ${grouped(step)}.`,
    action: 'Press Train to repeat the step; a smaller batch or a shorter unroll length makes steps shorter.',
  }),
  backendUnavailable: (backend: string, reason: string): Message => ({
    message: `The ${backend} backend cannot be used here: ${reason}.`,
    action: 'Choose another backend in the settings, or auto.',
  }),
  /** @param reasons one sentence for each backend that was tried */
  noBackend: (reasons: readonly string[]): Message => ({
    message: `No backend can train here. ${reasons.join(' ')}`,
    action: 'Press Train to try again; if nothing changes, reload the page or use another browser.',
  }),
  shapeMismatch: (what: string, expected: string, found: string): Message => ({
    message: `Shapes disagree: ${what} should be ${expected} but is ${found}.`,
    action: 'Reset the model, or open a file that belongs to these settings.',
  }),
  unforeseen: (detail: string): Message => ({
    message: `Something unforeseen happened (${detail}).`,
    action: 'Save the weights if you need them, then reload the page.',
  }),
} as const;
