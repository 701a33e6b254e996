/** Errors that people read. Each has one clear sentence and one next action. */
import { MESSAGES, type Message } from './messages.ts';

/** Base class of all errors whose message may be shown unchanged. */
export abstract class ExplainedError extends Error {
  /** What the person can do next, as one sentence. */
  readonly action: string;

  constructor(text: Message, options?: ErrorOptions) {
    super(text.message, options);
    this.name = new.target.errorName;
    this.action = text.action;
  }

  /** The error's `name`. It is a constant because class names do not survive minification. */
  static readonly errorName: string = 'ExplainedError';
}

/** A text that a model cannot learn. */
export class TextError extends ExplainedError {
  static override readonly errorName = 'TextError';
}

/** A file that cannot be read, or whose content its format forbids. */
export class ImportError extends ExplainedError {
  static override readonly errorName = 'ImportError';
}

/** A file or picture that cannot be written. */
export class ExportError extends ExplainedError {
  static override readonly errorName = 'ExportError';
}

/** A running backend stopped answering: its WebGL context was lost, or its worker died. */
export class BackendLostError extends ExplainedError {
  static override readonly errorName = 'BackendLostError';
}

/** A backend that cannot start here, or that fails its self-test. */
export class BackendUnavailableError extends ExplainedError {
  static override readonly errorName = 'BackendUnavailableError';
}

/** Arrays whose lengths do not fit the model. */
export class ShapeError extends ExplainedError {
  static override readonly errorName = 'ShapeError';
}

/** Training that would need more memory or time than is allowed. */
export class TrainingTooLargeError extends ExplainedError {
  static override readonly errorName = 'TrainingTooLargeError';
}

const KINDS = [
  TextError,
  ImportError,
  ExportError,
  BackendLostError,
  BackendUnavailableError,
  ShapeError,
  TrainingTooLargeError,
];

/** An explained error as plain data for messages between threads, because a class cannot be posted. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly action: string;
}

/** Whether an error means that the browser could not allocate memory. It also recognises errors from other threads. */
export function isOutOfMemory(thrown: unknown): boolean {
  return thrown instanceof Error && /allocation failed|out of memory|could not (be )?allocate/i.test(thrown.message);
}

/** Any thrown value as a sentence and a next action. Unexpected values get a generic message. */
export function errorRecord(thrown: unknown): ErrorRecord {
  if (thrown instanceof ExplainedError) return { name: thrown.name, message: thrown.message, action: thrown.action };
  // The engine's own error: the engine imports nothing, and between threads only the name of its class survives.
  if (thrown instanceof Error && thrown.name === 'NotFiniteError') return { name: 'Error', ...MESSAGES.notFinite() };
  if (isOutOfMemory(thrown)) return { name: 'Error', ...MESSAGES.outOfMemory() };
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { name: 'Error', ...MESSAGES.unforeseen(detail) };
}

/** Restores an error of its own class from a record. */
export function errorFromRecord(record: ErrorRecord): Error {
  const Kind = KINDS.find((kind) => kind.errorName === record.name);
  if (Kind) return new Kind(record);
  return new Error(record.message);
}
