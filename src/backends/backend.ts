import type { ModelSpec } from '../engine/spec.ts';
import type { Channel } from '../engine/spec.ts';
import type { StepSettings } from '../engine/settings.ts';

export type BackendName = 'webgl' | 'wasm' | 'cpu';

/** One window of text for B parallel streams. */
export interface Batch {
  /** Inputs, [T, B]. */
  readonly x: Int32Array;
  /** Targets (the next character), [T, B]. */
  readonly y: Int32Array;
  /** Whether the state of the window before is carried in; otherwise it starts at zero. */
  readonly carry: boolean;
}

export interface StepReport {
  /** Mean cross-entropy per character of the window, in nats, before the update. */
  readonly loss: number;
  /** Global norm of the gradient before clipping. */
  readonly gradNorm: number;
}

/** Everything needed to go on training elsewhere, or after a crash: a copy, in the parameters' layout. */
export interface ModelState {
  readonly params: Float32Array | Float64Array;
  /** What float32 parameters leave out, in their layout: see `residuesOf`. Absent where parameters are float64. */
  readonly residues?: Float32Array;
  /** The optimizer's running quantities, each in the parameters' layout (none for SGD, one for Adagrad and RMSProp, two for Adam). */
  readonly moments: readonly (Float32Array | Float64Array)[];
  /** State after the last window: h and, for the LSTM, c, each [L, B, H]. */
  readonly carry: { readonly h: Float32Array | Float64Array; readonly c: Float32Array | Float64Array | null };
  /** Training steps taken; Adam's bias correction and the place in the text follow from it. */
  readonly step: number;
}

/** Everything that one window's forward and backward pass computes, for parity checks and pictures. */
export interface WindowReport {
  readonly loss: number;
  /** Each [L, T, B, H]. */
  readonly channels: Readonly<Partial<Record<Channel, Float32Array | Float64Array>>>;
  /** [T, B, V] */
  readonly logits: Float32Array | Float64Array;
  /** Gradients of the parameters before clipping, in their layout. */
  readonly grads: Float32Array | Float64Array;
  /** ∂L/∂h_t and ∂L/∂c_t (LSTM), each [L, T, B, H]. */
  readonly gradH: Float32Array | Float64Array;
  readonly gradC: Float32Array | Float64Array | null;
}

/** A model that lives on a backend. Steps must not overlap: await one before asking for the next. */
export interface BackendModel {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  /** Forward, backward, clipping and update on one window. */
  step(batch: Batch, settings: StepSettings): Promise<StepReport>;
  /**
   * Several steps one after another, for models that live in a thread of their own: one message instead of one per step.
   * Reports come in order; after one that is not finite none follows.
   */
  stepMany?(batches: readonly Batch[], settings: StepSettings): Promise<readonly StepReport[]>;
  /** Forward and backward on one window without an update, from the zero state, and everything on the way. */
  inspect(batch: Batch, settings: StepSettings): Promise<WindowReport>;
  getState(): Promise<ModelState>;
  setState(state: ModelState): void | Promise<void>;
  dispose(): void;
}

export interface ModelRequest {
  readonly spec: ModelSpec;
  /** B */
  readonly batch: number;
  /** T */
  readonly unroll: number;
  /** Parameters to start with, in the layout of `parameterLayout(spec)`. */
  readonly params: Float32Array | Float64Array;
}

export interface Backend {
  readonly name: BackendName;
  /** What it runs on, for the badge: the WebGL renderer, "JavaScript, float64", … */
  readonly detail: string;
  createModel(request: ModelRequest): Promise<BackendModel>;
  dispose(): void;
}
