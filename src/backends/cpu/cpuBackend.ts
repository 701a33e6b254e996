import { clipGradients } from '../../engine/clip.ts';
import { momentCount, update } from '../../engine/optimizers.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import { createReference, type Reference } from '../../engine/reference.ts';
import type { OptimizerKind, Reduction, StepSettings } from '../../engine/stepSettings.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { carryBytes, windowBytes, zeroStates, type LayerStates } from '../../engine/window.ts';
import { BackendUnavailableError, isOutOfMemory, ShapeError } from '../../limits/errors.ts';
import { megabytes, MESSAGES } from '../../limits/messages.ts';
import type {
  BackendModel,
  Batch,
  ModelRequest,
  CostedBackend,
  ModelShape,
  ModelState,
  StepReport,
  WindowReport,
} from '../backend.ts';

/** The reference as a backend: float64 in plain JavaScript. It runs everywhere and needs no graphics. */
export function openCpuBackend(): CostedBackend {
  return {
    name: 'cpu',
    detail: 'JavaScript, float64',
    bytesOf,
    speed: null,
    threads: 1,
    createModel: async (request) => cpuModel(request),
    dispose() {},
  };
}

/** The largest number of moments of an optimizer. */
const MOST_MOMENTS = 2;

function bytesOf({ spec, batch, unroll }: ModelShape): number {
  const { size } = parameterLayout(spec);
  const own = (1 + MOST_MOMENTS) * size + batch * unroll;
  return windowBytes(spec, unroll, batch, size) + carryBytes(spec, batch) + 8 * own;
}

/** @throws BackendUnavailableError if the browser cannot allocate the memory */
function cpuModel(request: ModelRequest): CpuModel {
  try {
    return new CpuModel(request);
  } catch (cause) {
    if (!isOutOfMemory(cause)) throw cause;
    const reason = `the browser does not give the ${megabytes(bytesOf(request))} that this model and window need`;
    throw new BackendUnavailableError(MESSAGES.backendUnavailable('cpu', reason), { cause });
  }
}

class CpuModel implements BackendModel {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  private readonly reference: Reference;
  private readonly weights: Float64Array;
  private params: Float64Array;
  private moments: Float64Array[] = [];
  private carry: LayerStates;
  private steps = 0;
  private momentsFrom = 0;

  constructor(request: ModelRequest) {
    this.spec = request.spec;
    this.batch = request.batch;
    this.unroll = request.unroll;
    this.reference = createReference(this.spec, this.unroll, this.batch);
    this.weights = new Float64Array(this.unroll * this.batch);
    this.carry = zeroStates(this.spec, this.batch);
    this.params = Float64Array.from(request.params);
    mustMatch('parameters', this.params.length, this.reference.layout.size);
    // All memory for a step is allocated now, so that no step fails for lack of memory.
    this.reference.reserve();
  }

  async step(batch: Batch, settings: StepSettings): Promise<StepReport> {
    const loss = this.pass(batch, settings.reduction, batch.carry ? this.carry : null);
    const { grads } = this.reference;
    const gradNorm = clipGradients(grads, settings.clip);
    this.useMomentsOf(settings.optimizer.kind);
    this.steps++;
    const updates = this.steps - this.momentsFrom;
    update(settings.optimizer, this.params, grads, this.moments, updates, settings.learningRate);
    this.carry = this.reference.finalStates();
    return { loss, gradNorm };
  }

  async inspect(batch: Batch, settings: StepSettings): Promise<WindowReport> {
    const loss = this.pass(batch, settings.reduction, null);
    const { channels, logits, grads, gradH, gradC } = this.reference;
    const copies: Partial<Record<Channel, Float64Array>> = {};
    for (const [name, values] of Object.entries(channels)) copies[name as Channel] = values.slice();
    return {
      loss,
      channels: copies,
      logits: logits.slice(),
      grads: grads.slice(),
      gradH: gradH.slice(),
      gradC: gradC && gradC.slice(),
    };
  }

  async getState(): Promise<ModelState> {
    return {
      params: this.params.slice(),
      moments: this.moments.map((moment) => moment.slice()),
      carry: { h: this.carry.h.slice(), c: this.carry.c && this.carry.c.slice() },
      step: this.steps,
      momentsFrom: this.momentsFrom,
    };
  }

  setState(state: ModelState): void {
    const size = this.reference.layout.size;
    mustMatch('parameters', state.params.length, size);
    for (const moment of state.moments) mustMatch('moments', moment.length, size);
    mustMatch('carried h', state.carry.h.length, this.carry.h.length);
    mustMatch('carried c', state.carry.c?.length ?? 0, this.carry.c?.length ?? 0);
    const { params, compensation } = state;
    if (compensation) mustMatch('compensation', compensation.length, size);
    this.params = Float64Array.from(params, (p, k) => p + (compensation?.[k] ?? 0));
    this.moments = state.moments.map((moment) => Float64Array.from(moment));
    this.carry = {
      h: Float64Array.from(state.carry.h),
      c: state.carry.c && Float64Array.from(state.carry.c),
    };
    this.steps = state.step;
    this.momentsFrom = state.momentsFrom ?? 0;
  }

  dispose(): void {}

  /** Forward and backward pass; returns the mean loss per character in nats. */
  private pass(batch: Batch, reduction: Reduction, initial: LayerStates | null): number {
    const { batch: B, unroll: T } = this;
    this.reference.forward(this.params, batch.x, batch.y, initial);
    this.reference.backward(this.weights.fill(reduction === 'mean' ? 1 / (T * B) : 1 / B));
    return this.reference.meanLoss();
  }

  /** Starts the moments at zero if the number of moments has changed with the optimizer. */
  private useMomentsOf(kind: OptimizerKind): void {
    const count = momentCount(kind);
    if (this.moments.length === count) return;
    this.moments = Array.from({ length: count }, () => new Float64Array(this.params.length));
  }
}

function mustMatch(what: string, length: number, expected: number): void {
  if (length !== expected) throw new ShapeError(MESSAGES.shapeMismatch(what, String(expected), String(length)));
}
