/** What models write on request. */
import type { ModelId } from './model.ts';

/** How a model should continue a text. */
export interface WriteRequest {
  /** What the model reads first: the passage up to the cursor's character, or a text. */
  readonly after: 'cursor' | { readonly text: string };
  /** Characters to write. */
  readonly length: number;
  readonly mode: 'sample' | 'top-k' | 'greedy';
  /** Only the k most probable characters may be drawn; used by `top-k` alone. */
  readonly k: number;
  readonly temperature: number;
  /** The number of continuations. Each has its own random numbers; greedy writes one. */
  readonly count: number;
}

/** A continuation of a text by a model. It is kept until the text changes. */
export interface Continuation {
  /** Counts the continuations from 0, including those that are no longer kept. */
  readonly number: number;
  readonly model: ModelId;
  /** The model's name, in case the model is removed. */
  readonly name: string;
  /** Training step of the weights. */
  readonly step: number;
  readonly mode: WriteRequest['mode'];
  readonly temperature: number;
  readonly k: number;
  readonly seed: number;
  /** The number of given tokens. */
  readonly prime: number;
  /** The given tokens and the written ones. */
  readonly tokens: Int32Array;
}
