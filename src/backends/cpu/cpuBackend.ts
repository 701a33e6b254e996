import { clipGradients } from '../../engine/clip.ts';
import { momentCount, update } from '../../engine/optimizers.ts';
import { createReference, type Reference } from '../../engine/reference.ts';
import type { OptimizerKind, Reduction, StepSettings } from '../../engine/settings.ts';
import type { Channel, ModelSpec } from '../../engine/spec.ts';
import { zeroStates, type LayerStates } from '../../engine/window.ts';
import { ShapeError } from '../../limits/errors.ts';
import { SENTENCES } from '../../limits/sentences.ts';
import type { Backend, BackendModel, Batch, ModelRequest, ModelState, StepReport, WindowReport } from '../backend.ts';

/** The reference itself as a backend: float64 in plain JavaScript, everywhere and without graphics. */
export function openCpuBackend(): Backend {
  return {
    name: 'cpu',
    detail: 'JavaScript, float64',
    createModel: async (request) => new CpuModel(request),
    dispose() {},
  };
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

  constructor(request: ModelRequest) {
    this.spec = request.spec;
    this.batch = request.batch;
    this.unroll = request.unroll;
    this.reference = createReference(this.spec, this.unroll, this.batch);
    this.weights = new Float64Array(this.unroll * this.batch);
    this.carry = zeroStates(this.spec, this.batch);
    this.params = Float64Array.from(request.params);
    mustMatch('parameters', this.params.length, this.reference.layout.size);
  }

  async step(batch: Batch, settings: StepSettings): Promise<StepReport> {
    const loss = this.pass(batch, settings.reduction, batch.carry ? this.carry : null);
    const { grads } = this.reference;
    const gradNorm = clipGradients(grads, settings.clip);
    this.useMomentsOf(settings.optimizer.kind);
    this.steps++;
    update(settings.optimizer, this.params, grads, this.moments, this.steps, settings.learningRate);
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
    };
  }

  setState(state: ModelState): void {
    const size = this.reference.layout.size;
    mustMatch('parameters', state.params.length, size);
    for (const moment of state.moments) mustMatch('moments', moment.length, size);
    mustMatch('carried h', state.carry.h.length, this.carry.h.length);
    mustMatch('carried c', state.carry.c?.length ?? 0, this.carry.c?.length ?? 0);
    const { params, residues } = state;
    if (residues) mustMatch('residues', residues.length, size);
    this.params = Float64Array.from(params, (p, k) => p + (residues?.[k] ?? 0));
    this.moments = state.moments.map((moment) => Float64Array.from(moment));
    this.carry = {
      h: Float64Array.from(state.carry.h),
      c: state.carry.c && Float64Array.from(state.carry.c),
    };
    this.steps = state.step;
  }

  dispose(): void {}

  /** Forward and backward; the mean loss per character in nats. */
  private pass(batch: Batch, reduction: Reduction, initial: LayerStates | null): number {
    const { batch: B, unroll: T } = this;
    this.reference.forward(this.params, batch.x, batch.y, initial);
    this.reference.backward(this.weights.fill(reduction === 'mean' ? 1 / (T * B) : 1 / B));
    return this.reference.meanLoss();
  }

  /** An optimizer that keeps another number of running quantities starts them at zero. */
  private useMomentsOf(kind: OptimizerKind): void {
    const count = momentCount(kind);
    if (this.moments.length === count) return;
    this.moments = Array.from({ length: count }, () => new Float64Array(this.params.length));
  }
}

function mustMatch(what: string, length: number, expected: number): void {
  if (length !== expected) throw new ShapeError(SENTENCES.shapeMismatch(what, String(expected), String(length)));
}
