import type { BackendModel, Batch, StepReport } from '../../backends/backend.ts';
import { batchAt, batchPlan, type BatchPlan } from '../../engine/batches.ts';
import { nextCheckpoint } from '../../engine/checkpoints.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';
import type { RunRequest, TrainCourse, TrainEnd, TrainProgress } from '../protocol.ts';
import { ProgressLog } from './progressLog.ts';

import { firstBad, isFiniteReport } from './divergence.ts';
import type { Learner } from './learner.ts';

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

/** Trains models on the same text, in lockstep. */
export class TrainingLoop {
  readonly plan: BatchPlan;
  private pausing = false;
  /** Milliseconds that a recent step of all models took. */
  private stepTime = Infinity;

  constructor(private readonly request: RunRequest) {
    this.plan = batchPlan(request.tokens.length, request.batch, request.unroll);
  }

  /** Ends `train` after the current slice. */
  pause(): void {
    this.pausing = true;
  }

  /** See `TrainerApi.train`. */
  async train(
    all: readonly Learner[],
    rounds: number | null,
    report: (progress: TrainProgress) => void | Promise<void>,
    course: TrainCourse,
  ): Promise<TrainEnd> {
    const { plan } = this;
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
      const slice = new Slice(this.request, plan, step, length);
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
          if (isFiniteReport(result)) log.add(learner.id, step + n + 1, result, settings[k]!);
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

  /** Measures characters per second over some milliseconds. The learners are changed by it. */
  async measure(learners: readonly Learner[], milliseconds: number): Promise<number> {
    const { request, plan } = this;
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
    return (rounds * plan.batch * plan.unroll) / seconds;
  }

  /**
   * Steps until the models synchronise: as many as fit into a slice, or one if a model must be asked for every step.
   */
  private sliceLength(group: readonly Learner[]): number {
    if (!group.every((l) => l.model.stepMany)) return 1;
    return Math.max(1, Math.floor(SLICE / this.stepTime));
  }
}
