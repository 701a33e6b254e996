/** Errors that people are meant to read: each has one clear sentence and one thing to do next. */
import { SENTENCES, type Sentence } from './sentences.ts';

/** Base of all errors whose message may be shown as it is. */
export abstract class ExplainedError extends Error {
  /** What the reader can do next, as one sentence. */
  readonly action: string;

  constructor(sentence: Sentence, options?: ErrorOptions) {
    super(sentence.message, options);
    this.name = new.target.errorName;
    this.action = sentence.action;
  }

  /** Stands in `name`; a constant, because class names do not survive minification. */
  static readonly errorName: string = 'ExplainedError';
}

/** A text that cannot be learned. */
export class TextError extends ExplainedError {
  static override readonly errorName = 'TextError';
}

/** A file that cannot be read, or holds what its format forbids. */
export class ImportError extends ExplainedError {
  static override readonly errorName = 'ImportError';
}

/** Something that cannot be written. */
export class ExportError extends ExplainedError {
  static override readonly errorName = 'ExportError';
}

/** A backend that worked stopped answering: a lost WebGL context, a worker that died. */
export class BackendLostError extends ExplainedError {
  static override readonly errorName = 'BackendLostError';
}

/** A backend that does not start here, or fails its proof. */
export class BackendUnavailableError extends ExplainedError {
  static override readonly errorName = 'BackendUnavailableError';
}

/** Arrays whose lengths contradict the model they are given to. */
export class ShapeError extends ExplainedError {
  static override readonly errorName = 'ShapeError';
}

const KINDS = [TextError, ImportError, ExportError, BackendLostError, BackendUnavailableError, ShapeError];

/** An explained error as plain data, for messages between threads (a class does not survive being posted). */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly action: string;
}

/** Any thrown value as a sentence and a next action; one that nobody foresaw says so. */
export function errorRecord(thrown: unknown): ErrorRecord {
  if (thrown instanceof ExplainedError) return { name: thrown.name, message: thrown.message, action: thrown.action };
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { name: 'Error', ...SENTENCES.unforeseen(detail) };
}

/** The error that a record was made of, of its own class again. */
export function errorFromRecord(record: ErrorRecord): Error {
  const Kind = KINDS.find((kind) => kind.errorName === record.name);
  if (Kind) return new Kind(record);
  return new Error(record.message);
}
