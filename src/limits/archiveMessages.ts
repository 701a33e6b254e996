/** The messages about zip archives and the experiments in them. Every entry says what happened and gives one next action. */
import { fileName, grouped, type Message } from './messages.ts';

export const ARCHIVE_MESSAGES = {
  /** @param reason a clause such as "its end is missing, so it is cut off" */
  damaged: (reason: string): Message => ({
    message: `The zip archive cannot be unpacked: ${reason}.`,
    action: 'Get the file once more from where it came from, or unpack it elsewhere and open the files in it.',
  }),
  /** @param reason a clause such as "it has no text.txt" */
  experiment: (reason: string): Message => ({
    message: `The file is no whole experiment of this page: ${reason}.`,
    action: 'Save it once more with File → Save experiment, and open that.',
  }),
  newerExperiment: (): Message => ({
    message: 'The experiment was saved by a newer version of this page.',
    action: 'Reload the page, so that it is the newest version too, and open the file again.',
  }),
  noModel: (file: string): Message => ({
    message: `The zip archive ${fileName(file)} holds neither an experiment of this page nor a model that it reads.`,
    action: 'Unpack it and open the text in it.',
  }),
  experimentTooLarge: (bytes: number, maximum: number): Message => ({
    message: `The file of the experiment would have ${grouped(bytes)} bytes, but at most ${grouped(maximum)} bytes can be opened again.`,
    action: 'Remove models that you no longer need, and save again; File → Save weights saves one model.',
  }),
  /** @param name of the text */
  opened: (name: string, step: number): Message => ({
    message: `The experiment on ${fileName(name)} is open, at step ${grouped(step)}.`,
    action: 'Press Train to go on, or look around.',
  }),
} as const;
