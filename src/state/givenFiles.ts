/** Files that a person gives or saves, and what is asked about them. */
import type { ModelSpec } from '../engine/spec.ts';
import type { Nonlinearity } from '../engine/cells/channels.ts';
import type { VocabularyForm } from '../formats/models/typedVocabulary.ts';
import type { EncodingOffer } from '../formats/textFile.ts';
import type { Message } from '../limits/messages.ts';

/** A file to be saved. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is read of a file; the browser's File has it. */
export interface GivenFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
  slice(start: number, end: number): Pick<GivenFile, 'arrayBuffer'>;
}

/** A file whose encoding a person must choose. */
export interface FileToDecide {
  readonly name: string;
  /** The error, and what to do. */
  readonly fault: Message;
  /** Byte offset of the error. The previews show the text around it. */
  readonly at: number;
  /** Encodings that fit, the most plausible first. */
  readonly offers: readonly EncodingOffer[];
}

/** A model that was opened from a file which does not say everything. */
export interface ModelToComplete {
  readonly format: string;
  readonly spec: ModelSpec;
  /** What is asked for. */
  readonly asks: { readonly vocabulary: boolean; readonly nonlinearity: boolean };
  /** Why the last answer did not fit. */
  readonly fault: Message | null;
}

/** What a person answers to it. */
export interface ModelAnswer {
  readonly form: VocabularyForm;
  /** The text or the list. */
  readonly typed: string;
  readonly nonlinearity: Nonlinearity;
}
