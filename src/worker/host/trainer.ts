import type { Backend, BackendModel, BackendName, ModelState } from '../../backends/backend.ts';
import { PROOF_TOLERANCE, proveBackend } from '../../backends/prove.ts';
import { batchAt, batchPlan, type BatchPlan } from '../../engine/batches.ts';
import type { StepSettings } from '../../engine/settings.ts';
import { BackendUnavailableError } from '../../limits/errors.ts';
import { SENTENCES } from '../../limits/sentences.ts';
import type { BackendReport, RunRequest, SlotRequest, TrainEnd, TrainerApi, TrainProgress } from '../protocol.ts';
import { ProgressLog } from './progressLog.ts';

interface Learner {
  readonly id: string;
  readonly model: BackendModel;
  /** Steps taken. */
  step: number;
}

/** Lets messages in between two steps. A timer would cost 4 ms after a few rounds; a message port does not. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Owns a backend and the models that learn on it: the trainer's side of the door. */
export class Trainer implements TrainerApi {
  private backend: Backend | null = null;
  private run: { request: RunRequest; plan: BatchPlan; settings: StepSettings } | null = null;
  private readonly learners = new Map<string, Learner>();
  private pausing = false;

  constructor(private readonly openBackend: (name: BackendName) => Promise<Backend>) {}

  async open(name: BackendName): Promise<BackendReport> {
    this.dropLearners();
    this.backend?.dispose();
    this.backend = null;
    const backend = await this.openBackend(name);
    const { deviation } = await proveBackend(backend);
    if (!(deviation <= PROOF_TOLERANCE)) {
      backend.dispose();
      const reason = `on ${backend.detail} it computed one training step wrongly, gradients off by ${deviation.toExponential(1)}`;
      throw new BackendUnavailableError(SENTENCES.backendUnavailable(name, reason));
    }
    this.backend = backend;
    return { name, detail: backend.detail, deviation };
  }

  async configure(request: RunRequest): Promise<{ batch: number; unroll: number }> {
    this.dropLearners();
    const plan = batchPlan(request.tokens.length, request.batch, request.unroll);
    this.run = { request, plan, settings: request.settings };
    return { batch: plan.batch, unroll: plan.unroll };
  }

  async addSlot(slot: SlotRequest): Promise<void> {
    const { plan } = this.currentRun();
    if (!this.backend) throw new Error('addSlot before open');
    await this.removeSlot(slot.id);
    const start = slot.start;
    const params = 'state' in start ? start.state.params : start.params;
    const model = await this.backend.createModel({ spec: slot.spec, batch: plan.batch, unroll: plan.unroll, params });
    if ('state' in start) model.setState(start.state);
    this.learners.set(slot.id, { id: slot.id, model, step: 'state' in start ? start.state.step : 0 });
  }

  async removeSlot(id: string): Promise<void> {
    this.learners.get(id)?.model.dispose();
    this.learners.delete(id);
  }

  async setSettings(settings: StepSettings): Promise<void> {
    this.currentRun().settings = settings;
  }

  async pause(): Promise<void> {
    this.pausing = true;
  }

  async getState(id: string): Promise<ModelState> {
    return this.learner(id).model.getState();
  }

  async setState(id: string, state: ModelState): Promise<void> {
    const learner = this.learner(id);
    learner.model.setState(state);
    learner.step = state.step;
  }

  async train(
    ids: readonly string[],
    rounds: number | null,
    report: (progress: TrainProgress) => void,
  ): Promise<TrainEnd> {
    const { request, plan } = this.currentRun();
    const learners = ids.map((id) => this.learner(id));
    const log = new ProgressLog(plan.batch * plan.unroll, report);
    this.pausing = false;
    for (let done = 0; ; ) {
      const step = Math.min(...learners.map((l) => l.step));
      const group = learners.filter((l) => l.step === step);
      const together = group.length === learners.length;
      if (this.pausing || group.length === 0 || (together && done === rounds)) break;

      const batch = batchAt(request.tokens, plan, request.seed, step);
      const { settings } = this.currentRun();
      const results = await Promise.all(group.map((l) => l.model.step(batch, settings)));
      for (const [k, result] of results.entries()) {
        const learner = group[k]!;
        learner.step = step + 1;
        log.add(learner.id, learner.step, result);
      }
      const bad = results.findIndex((r) => !Number.isFinite(r.loss) || !Number.isFinite(r.gradNorm));
      if (bad >= 0) {
        log.flush([]);
        const quantity = Number.isFinite(results[bad]!.loss) ? 'gradient norm' : 'loss';
        return { reason: 'diverged', id: group[bad]!.id, step: step + 1, quantity };
      }
      if (together) done++;
      if (log.snapshotDue()) await log.snapshot(learners);
      else if (log.reportDue()) log.flush([]);
      await nextTask();
    }
    await log.snapshot(learners);
    return { reason: this.pausing ? 'paused' : 'done' };
  }

  private currentRun(): NonNullable<Trainer['run']> {
    if (!this.run) throw new Error('no run is configured');
    return this.run;
  }

  private learner(id: string): Learner {
    const learner = this.learners.get(id);
    if (!learner) throw new Error(`no model is called ${id}`);
    return learner;
  }

  private dropLearners(): void {
    for (const { model } of this.learners.values()) model.dispose();
    this.learners.clear();
  }
}
