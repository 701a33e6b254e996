import type { Backend, BackendModel, BackendName, Batch, ModelState, StepReport } from '../../backends/backend.ts';
import { PROOF_TOLERANCE, proveBackend } from '../../backends/prove.ts';
import { batchAt, batchPlan, type BatchPlan } from '../../engine/batches.ts';
import { nextCheckpoint } from '../../engine/checkpoints.ts';
import type { StepSettings } from '../../engine/settings.ts';
import { BackendUnavailableError } from '../../limits/errors.ts';
import { SENTENCES } from '../../limits/sentences.ts';
import type { BackendReport, RunRequest, SlotRequest, TrainEnd, TrainerApi, TrainProgress } from '../protocol.ts';
import { ProgressLog } from './progressLog.ts';

interface Learner {
  readonly id: string;
  readonly model: BackendModel;
  settings: StepSettings;
  /** Steps taken. */
  step: number;
}

/** Milliseconds of a slice: so long may models run apart before they wait for one another. */
const SLICE = 100;

/** Consecutive windows of the text, the same for every model. */
class Slice {
  private readonly batches: readonly Batch[];

  constructor(
    request: RunRequest,
    plan: BatchPlan,
    step: number,
    readonly length: number,
  ) {
    this.batches = Array.from({ length }, (_, n) => batchAt(request.tokens, plan, request.seed, step + n));
  }

  async run({ model, settings }: Learner): Promise<readonly StepReport[]> {
    if (this.length > 1 && model.stepMany) return model.stepMany(this.batches, settings);
    const reports: StepReport[] = [];
    for (const batch of this.batches) reports.push(await model.step(batch, settings));
    return reports;
  }
}

/** The earliest report that is not finite, as the end of training; null when all are. */
function firstBad(
  group: readonly Learner[],
  results: readonly (readonly StepReport[])[],
  step: number,
): Extract<TrainEnd, { reason: 'diverged' }> | null {
  let worst: Extract<TrainEnd, { reason: 'diverged' }> | null = null;
  for (const [k, reports] of results.entries()) {
    const n = reports.findIndex((r) => !Number.isFinite(r.loss) || !Number.isFinite(r.gradNorm));
    if (n < 0 || (worst && worst.step <= step + n + 1)) continue;
    const quantity = Number.isFinite(reports[n]!.loss) ? 'gradient norm' : 'loss';
    worst = { reason: 'diverged', id: group[k]!.id, step: step + n + 1, quantity };
  }
  return worst;
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
export class Trainer implements Omit<TrainerApi, 'renderer'> {
  private backend: Backend | null = null;
  private run: { request: RunRequest; plan: BatchPlan } | null = null;
  private readonly learners = new Map<string, Learner>();
  private pausing = false;
  /** Milliseconds that a step of all models took lately. */
  private stepTime = Infinity;

  constructor(private readonly openBackend: (name: BackendName) => Promise<Backend>) {}

  async open(name: BackendName): Promise<BackendReport> {
    this.dropLearners();
    this.backend?.dispose();
    this.backend = null;
    const backend = await this.openBackend(name);
    const { deviation } = await proveBackend(backend);
    if (!(deviation <= PROOF_TOLERANCE)) {
      backend.dispose();
      const reason = `on ${backend.detail} it computed one training step wrongly, off by ${deviation.toExponential(1)}`;
      throw new BackendUnavailableError(SENTENCES.backendUnavailable(name, reason));
    }
    this.backend = backend;
    return { name, detail: backend.detail, deviation };
  }

  async configure(request: RunRequest): Promise<{ batch: number; unroll: number }> {
    this.dropLearners();
    const plan = batchPlan(request.tokens.length, request.batch, request.unroll);
    this.run = { request, plan };
    this.stepTime = Infinity;
    return { batch: plan.batch, unroll: plan.unroll };
  }

  async addSlot(slot: SlotRequest): Promise<void> {
    const { plan } = this.currentRun();
    if (!this.backend) throw new Error('addSlot before open');
    await this.removeSlot(slot.id);
    const start = slot.start;
    const params = 'state' in start ? start.state.params : start.params;
    const model = await this.backend.createModel({ spec: slot.spec, batch: plan.batch, unroll: plan.unroll, params });
    if ('state' in start) await model.setState(start.state);
    const { id, settings } = slot;
    this.learners.set(id, { id, model, settings, step: 'state' in start ? start.state.step : 0 });
  }

  async removeSlot(id: string): Promise<void> {
    this.learners.get(id)?.model.dispose();
    this.learners.delete(id);
  }

  async setSettings(settings: Readonly<Record<string, StepSettings>>): Promise<void> {
    for (const learner of this.learners.values()) learner.settings = settings[learner.id] ?? learner.settings;
  }

  async pause(): Promise<void> {
    this.pausing = true;
  }

  async getState(id: string): Promise<ModelState> {
    return this.learner(id).model.getState();
  }

  async setState(id: string, state: ModelState): Promise<void> {
    const learner = this.learner(id);
    await learner.model.setState(state);
    learner.step = state.step;
  }

  async train(
    ids: readonly string[],
    rounds: number | null,
    report: (progress: TrainProgress) => void | Promise<void>,
  ): Promise<TrainEnd> {
    const { request, plan } = this.currentRun();
    const learners = ids.map((id) => this.learner(id));
    const log = new ProgressLog(plan.batch * plan.unroll, async (progress) => report(progress));
    this.pausing = false;
    let done = 0;
    let isDone = false;
    for (let before = 0; ; ) {
      const step = Math.min(...learners.map((l) => l.step));
      const group = learners.filter((l) => l.step === step);
      const together = group.length === learners.length;
      isDone = together && done === rounds;
      if (this.pausing || group.length === 0 || isDone) break;
      // What the fast cells took alone says nothing of how long all of them take together.
      if (group.length !== before) this.stepTime = Infinity;
      before = group.length;

      const others = learners.filter((l) => l.step > step).map((l) => l.step - step);
      const allowed = together ? (rounds ?? Infinity) - done : Math.min(...others);
      const untilKept = nextCheckpoint(step) - step;
      const slice = new Slice(request, plan, step, Math.min(this.sliceLength(group), allowed, untilKept));
      const begun = performance.now();
      const results = await Promise.all(group.map((l) => slice.run(l)));
      this.stepTime = (performance.now() - begun) / slice.length;

      const end = firstBad(group, results, step);
      const taken = end ? end.step - step : slice.length;
      for (const [k, learner] of group.entries()) {
        for (const [n, result] of results[k]!.slice(0, taken).entries()) log.add(learner.id, step + n + 1, result);
        learner.step = step + taken;
      }
      if (end) {
        log.flush([]);
        await log.settled();
        return end;
      }
      if (together) done += slice.length;
      if (slice.length === untilKept) await log.checkpoint(group, step + slice.length);
      if (log.snapshotDue()) await log.snapshot(learners);
      else if (log.reportDue()) log.flush([]);
      await nextTask();
    }
    await log.snapshot(learners);
    await log.settled();
    return { reason: isDone ? 'done' : 'paused' };
  }

  async measure(milliseconds: number): Promise<number> {
    const { request, plan } = this.currentRun();
    const learners = [...this.learners.values()];
    const before = await Promise.all(learners.map((l) => l.model.getState()));
    const round = async (step: number): Promise<void> => {
      const slice = new Slice(request, plan, step, 1);
      await Promise.all(learners.map((l) => slice.run(l)));
    };
    await round(0);
    const begun = performance.now();
    let rounds = 0;
    do await round(++rounds);
    while (performance.now() - begun < milliseconds);
    const seconds = (performance.now() - begun) / 1000;
    await Promise.all(learners.map(async (l, k) => l.model.setState(before[k]!)));
    return (rounds * plan.batch * plan.unroll) / seconds;
  }

  /** Steps until the models meet again: as many as fit into a slice, one where a model must be asked for every step. */
  private sliceLength(group: readonly Learner[]): number {
    if (!group.every((l) => l.model.stepMany)) return 1;
    return Math.max(1, Math.floor(SLICE / this.stepTime));
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
