import type {
  BackendModel,
  BackendName,
  Batch,
  CostedBackend,
  ModelState,
  StepReport,
} from '../../backends/backend.ts';
import { SELF_TEST_TOLERANCE, selfTest } from '../../backends/selfTest.ts';
import { batchAt, batchPlan, type BatchPlan } from '../../engine/batches.ts';
import { nextCheckpoint } from '../../engine/checkpoints.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { BackendUnavailableError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';
import type {
  BackendReport,
  RunRequest,
  TrainedModel,
  TrainCourse,
  TrainEnd,
  TrainerApi,
  TrainingCost,
  TrainProgress,
} from '../protocol.ts';
import { timeBackend, trainingCost } from './cost.ts';
import { ProgressLog } from './progressLog.ts';

interface Learner {
  readonly id: string;
  readonly model: BackendModel;
  settings: StepSettings;
  /** Steps taken. */
  step: number;
}

/** Milliseconds of a slice, the time for which models may run independently before they wait for one another. */
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

  async run(model: BackendModel, settings: StepSettings): Promise<readonly StepReport[]> {
    if (this.length > 1 && model.stepMany) return model.stepMany(this.batches, settings);
    const reports: StepReport[] = [];
    for (const batch of this.batches) reports.push(await model.step(batch, settings));
    return reports;
  }
}

/** What a course has the step after `step` taken with; undefined where there is no course. */
function settingsAfter(course: TrainCourse[string] | undefined, step: number): StepSettings | undefined {
  let latest: StepSettings | undefined;
  for (const { from, settings } of course?.settings ?? []) if (from <= step + 1) latest = settings;
  return latest;
}

/** Steps after `step` until the course ends or has other settings. */
function steadySteps(course: TrainCourse[string] | undefined, step: number): number {
  if (!course) return Infinity;
  const next = course.settings.find(({ from }) => from > step + 1);
  return Math.min(course.until, next ? next.from - 1 : Infinity) - step;
}

/** Whether a number is finite in float32, in which the page stores it. */
const isFinite32 = (value: number): boolean => Number.isFinite(Math.fround(value));

function isFiniteReport({ loss, gradNorm }: StepReport, isFinite: (value: number) => boolean): boolean {
  return isFinite(loss) && isFinite(gradNorm);
}

/**
 * The earliest report that is not finite, as the end of training; null if all are finite. Of several at the same
 * step, one that is NaN in float64 comes first.
 */
function firstBad(
  group: readonly Learner[],
  results: readonly (readonly StepReport[])[],
  step: number,
): Extract<TrainEnd, { reason: 'diverged' }> | null {
  const [exact, rounded] = [Number.isFinite, isFinite32].map((isFinite) => firstBadOf(group, results, step, isFinite));
  return exact && exact.step === rounded?.step ? exact : (rounded ?? null);
}

function firstBadOf(
  group: readonly Learner[],
  results: readonly (readonly StepReport[])[],
  step: number,
  isFinite: (value: number) => boolean,
): Extract<TrainEnd, { reason: 'diverged' }> | null {
  let worst: Extract<TrainEnd, { reason: 'diverged' }> | null = null;
  for (const [k, reports] of results.entries()) {
    const n = reports.findIndex((report) => !isFiniteReport(report, isFinite));
    if (n < 0 || (worst && worst.step <= step + n + 1)) continue;
    const quantity = isFinite(reports[n]!.loss) ? 'gradient norm' : 'loss';
    worst = { reason: 'diverged', id: group[k]!.id, step: step + n + 1, quantity };
  }
  return worst;
}

/**
 * Lets the worker receive messages between two steps. Chained timers would cost 4 ms each; a message port does not.
 */
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

/** Owns a backend and the models that train on it. It implements the API of the training worker. */
export class Trainer implements Omit<TrainerApi, 'renderer'> {
  private backend: CostedBackend | null = null;
  /** Multiplications per second of one thread. */
  private speed = 0;
  private run: { request: RunRequest; plan: BatchPlan } | null = null;
  private readonly learners = new Map<string, Learner>();
  private pausing = false;
  /** Milliseconds that a recent step of all models took. */
  private stepTime = Infinity;

  constructor(private readonly openBackend: (name: BackendName) => Promise<CostedBackend>) {}

  async open(name: BackendName): Promise<BackendReport> {
    this.dropLearners();
    this.backend?.dispose();
    this.backend = null;
    const backend = await this.openBackend(name);
    const { deviation } = await selfTest(backend);
    if (!(deviation <= SELF_TEST_TOLERANCE)) {
      backend.dispose();
      const reason = `on ${backend.detail} it computed one training step wrongly, off by ${deviation.toExponential(1)}`;
      throw new BackendUnavailableError(MESSAGES.backendUnavailable(name, reason));
    }
    this.speed = backend.speed ?? (await timeBackend(backend));
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

  async cost(specs: readonly ModelSpec[]): Promise<TrainingCost> {
    const { plan } = this.currentRun();
    if (!this.backend) throw new Error('cost before open');
    const { batch, unroll } = plan;
    return trainingCost(this.backend, this.speed, { specs, batch, unroll });
  }

  async addModel(added: TrainedModel): Promise<void> {
    const { plan } = this.currentRun();
    if (!this.backend) throw new Error('addModel before open');
    await this.removeModel(added.id);
    const start = added.start;
    const params = 'state' in start ? start.state.params : start.params;
    const model = await this.backend.createModel({ spec: added.spec, batch: plan.batch, unroll: plan.unroll, params });
    const step = 'state' in start ? start.state.step : (start.step ?? 0);
    if ('state' in start) await model.setState(start.state);
    else if (step > 0) await model.setState({ ...(await model.getState()), step, momentsFrom: step });
    const { id, settings } = added;
    this.learners.set(id, { id, model, settings, step });
  }

  async removeModel(id: string): Promise<void> {
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
    course: TrainCourse = {},
  ): Promise<TrainEnd> {
    const { request, plan } = this.currentRun();
    const all = ids.map((id) => this.learner(id));
    const log = new ProgressLog(plan.batch * plan.unroll, async (progress) => report(progress));
    this.pausing = false;
    let done = 0;
    let isDone = false;
    for (let before = 0; ; ) {
      const learners = all.filter(({ id, step }) => step < (course[id]?.until ?? Infinity));
      const step = Math.min(...learners.map((l) => l.step));
      const group = learners.filter((l) => l.step === step);
      const together = group.length === learners.length;
      isDone = learners.length === 0 || (together && done === rounds);
      if (this.pausing || isDone) break;
      // The time of the fast cells alone says nothing about the time of all models together.
      if (group.length !== before) this.stepTime = Infinity;
      before = group.length;

      const others = learners.filter((l) => l.step > step).map((l) => l.step - step);
      const allowed = together ? (rounds ?? Infinity) - done : Math.min(...others);
      const untilKept = nextCheckpoint(step) - step;
      const steady = Math.min(...group.map(({ id }) => steadySteps(course[id], step)));
      const length = Math.min(this.sliceLength(group), allowed, untilKept, steady);
      const slice = new Slice(request, plan, step, length);
      const begun = performance.now();
      // Settings that arrive meanwhile apply to the next slice.
      const settings = group.map((l) => settingsAfter(course[l.id], step) ?? l.settings);
      const results = await Promise.all(group.map(({ model }, k) => slice.run(model, settings[k]!)));
      this.stepTime = (performance.now() - begun) / slice.length;

      const end = firstBad(group, results, step);
      const taken = end ? end.step - step : slice.length;
      for (const [k, learner] of group.entries()) {
        // A step that is not finite ends training and is reported there. The page never sees its numbers.
        for (const [n, result] of results[k]!.slice(0, taken).entries()) {
          if (isFiniteReport(result, isFinite32)) log.add(learner.id, step + n + 1, result, settings[k]!);
        }
        learner.step = step + taken;
      }
      if (end) {
        log.flush([]);
        await log.settled();
        return end;
      }
      if (together) done += slice.length;
      if (slice.length === untilKept) await log.checkpoint(group, step + slice.length);
      if (log.snapshotDue()) await log.snapshot(all);
      else if (log.reportDue()) log.flush([]);
      await nextTask();
    }
    await log.snapshot(all);
    await log.settled();
    return { reason: isDone ? 'done' : 'paused' };
  }

  async measure(milliseconds: number): Promise<number> {
    const { request, plan } = this.currentRun();
    const learners = [...this.learners.values()];
    const before = await Promise.all(learners.map((l) => l.model.getState()));
    const round = async (step: number): Promise<void> => {
      const slice = new Slice(request, plan, step, 1);
      await Promise.all(learners.map((l) => slice.run(l.model, l.settings)));
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

  /**
   * Steps until the models synchronise: as many as fit into a slice, or one if a model must be asked for every step.
   */
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
