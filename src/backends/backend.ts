import type { ModelSpec } from '../engine/spec.ts';
import type { Channel } from '../engine/cells/channels.ts';
import type { StepSettings } from '../engine/stepSettings.ts';

export type BackendName = 'webgl' | 'wasm' | 'cpu';

/** One window of text for B parallel streams. */
export interface Batch {
  /** Inputs, [T, B]. */
  readonly x: Int32Array;
  /** Targets (the next character), [T, B]. */
  readonly y: Int32Array;
  /** Whether the state is carried over from the previous window; otherwise it starts at zero. */
  readonly carry: boolean;
}

/** The result of one training step. */
export interface StepReport {
  /** Mean cross-entropy per character of the window, in nats, before the update. */
  readonly loss: number;
  /** Global norm of the gradient before clipping. */
  readonly gradNorm: number;
}

/**
 * Everything that is needed to resume training elsewhere or after a crash. It is a copy, in the parameters' layout.
 */
export interface ModelState {
  readonly params: Float32Array | Float64Array;
  /**
   * The rounding error of float32 parameters, in their layout: see `compensationOf`. Absent if parameters are
   * float64.
   */
  readonly compensation?: Float32Array;
  /**
   * The optimizer's moments, each in the parameters' layout (none for SGD, one for Adagrad and RMSProp, two for
   * Adam).
   */
  readonly moments: readonly (Float32Array | Float64Array)[];
  /** The state after the last window: h and, for the LSTM, c, each [L, B, H]. */
  readonly carry: { readonly h: Float32Array | Float64Array; readonly c: Float32Array | Float64Array | null };
  /** Training steps taken. The position in the text follows from it. */
  readonly step: number;
  /**
   * The step before the first one that the moments have seen; 0 if absent. A model that was opened from a file goes on
   * from its step with new moments. Adam's bias correction counts from here.
   */
  readonly momentsFrom?: number;
}

/** Everything that the forward and backward pass of one window compute, for parity checks. */
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

/** A model on a backend. Steps must not overlap: await one before starting the next. */
export interface BackendModel {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  /** A training step on one window: forward pass, backward pass, clipping and update. */
  step(batch: Batch, settings: StepSettings): Promise<StepReport>;
  /**
   * Several steps in a row, for models in a thread of their own: one message instead of one per step. Reports come in
   * order. The report of a step that is not finite is the last one.
   */
  stepMany?(batches: readonly Batch[], settings: StepSettings): Promise<readonly StepReport[]>;
  /**
   * Forward and backward pass on one window from the zero state, without an update. Returns all intermediate results.
   */
  inspect(batch: Batch, settings: StepSettings): Promise<WindowReport>;
  getState(): Promise<ModelState>;
  setState(state: ModelState): void | Promise<void>;
  dispose(): void;
}

/** What a backend needs to create a model. */
export interface ModelRequest {
  readonly spec: ModelSpec;
  /** B */
  readonly batch: number;
  /** T */
  readonly unroll: number;
  /** Initial parameters, in the layout of `parameterLayout(spec)`. */
  readonly params: Float32Array | Float64Array;
}

/** The properties of a model on which its training cost depends. */
export type ModelShape = Pick<ModelRequest, 'spec' | 'batch' | 'unroll'>;

/** An implementation of the models' arithmetic on one kind of hardware. */
export interface Backend {
  readonly name: BackendName;
  /** What it runs on, for the badge: the WebGL renderer, "JavaScript, float64", … */
  readonly detail: string;
  createModel(request: ModelRequest): Promise<BackendModel>;
  dispose(): void;
}

/** A backend that can estimate the cost of training in advance. */
export interface CostedBackend extends Backend {
  /** An upper bound of the memory of a model in bytes, including its window, gradients and optimizer. */
  bytesOf(shape: ModelShape): number;
  /** Multiplications per second if they are known without timing; null if they must be timed. */
  readonly speed: number | null;
  /** The number of models that it computes at the same time. */
  readonly threads: number;
}
