/** What the models read: the text, and the passage of it that is shown. */
import type { TextNote } from '../formats/text.ts';

export type TextSource =
  | { readonly kind: 'sample'; readonly id: string }
  | { readonly kind: 'paste' }
  | {
      readonly kind: 'file';
      readonly name: string;
      /** The encoding, if a person chose it. */
      readonly encoding?: string;
    }
  /** Generated: an answer stands up to `lag` characters after its question. */
  | { readonly kind: 'task'; readonly id: string; readonly lag: number; readonly seed: number };

export interface TextState {
  /** "Harbour dialogues", "pasted text", or the name of a file. */
  readonly name: string;
  readonly source: TextSource;
  /** As the models see it. */
  readonly text: string;
  readonly symbols: readonly string[];
  /** How often each symbol occurs in the training part. */
  readonly counts: readonly number[];
  /** One per code point. */
  readonly tokens: Int32Array;
  /** The first `trainCount` tokens are learned; the rest is held out. */
  readonly trainCount: number;
  /** What was changed when the text came in. */
  readonly notes: readonly TextNote[];
}

/**
 * What the models read. text: the stretch `traceWindow` of the text · written: a beginning and its continuation by a model ·
 * edited: the stretch with one character changed; the models also read the unchanged stretch (`Shown.unchanged`).
 * Traces belong to a passage by its identity.
 */
export type Passage =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'written';
      readonly tokens: Int32Array;
      /** The number of given tokens. The rest is written. */
      readonly prime: number;
      /** The `number` of the continuation. */
      readonly continuation: number;
    }
  | {
      readonly kind: 'edited';
      readonly tokens: Int32Array /** Timestep of the changed character. */;
      readonly at: number;
    };
