import type { BackendModel, StepReport } from '../../backends/backend.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';
import type { RetainedWeights, ModelProgress, Snapshot, StepsTakenWith, TrainProgress } from '../protocol.ts';

/** Milliseconds between two reports, so that the page gets at most ten per second. */
const REPORT_EVERY = 100;
/** The shortest time between two snapshots of the weights in milliseconds. */
const SNAPSHOT_EVERY = 1000;
/** The largest share of the time that snapshots may take. */
const SNAPSHOT_SHARE = 0.05;
/** Milliseconds over which the speed is averaged. */
const SPEED_WINDOW = 3000;

interface Entry {
  step: number;
  readonly losses: number[];
  readonly gradNorms: number[];
  /** The settings of the newest step. */
  settings: StepSettings | null;
  readonly changes: StepsTakenWith[];
  /** [time in ms, step] of the recent past, for measuring the speed. */
  readonly marks: [number, number][];
}

/** Collects the results of training steps and reports them to the page at a limited rate. */
export class ProgressLog {
  private readonly entries = new Map<string, Entry>();
  private readonly started = performance.now();
  private lastReport = -Infinity;
  /** Checkpoints since the last report. */
  private checkpoints: RetainedWeights[] = [];
  /** The number of reports that the page has not processed yet. */
  private unanswered = 0;
  private answered: Promise<void> = Promise.resolve();
  private nextSnapshot = performance.now() + SNAPSHOT_EVERY;

  constructor(
    /** B·T, the number of characters in one step. */
    private readonly charactersPerStep: number,
    /** Resolves when the page has processed the report. */
    private readonly send: (progress: TrainProgress) => Promise<void>,
  ) {}

  /** Adds the result of a step. @param settings the settings of that step */
  add(id: string, step: number, result: StepReport, settings: StepSettings): void {
    let entry = this.entries.get(id);
    if (!entry) {
      entry = { step, losses: [], gradNorms: [], settings: null, changes: [], marks: [[this.started, step - 1]] };
      this.entries.set(id, entry);
    }
    entry.step = step;
    entry.losses.push(result.loss);
    entry.gradNorms.push(result.gradNorm);
    if (entry.settings !== settings) entry.changes.push({ from: step, settings });
    entry.settings = settings;
    const now = performance.now();
    entry.marks.push([now, step]);
    while (entry.marks.length > 2 && now - entry.marks[1]![0] > SPEED_WINDOW) entry.marks.shift();
  }

  /** Copies every model's weights for the next report. */
  async checkpoint(
    learners: readonly { readonly id: string; readonly model: BackendModel }[],
    step: number,
  ): Promise<void> {
    for (const { id, model } of learners) {
      const { params } = await model.getState();
      this.checkpoints.push({ id, step, params: Float32Array.from(params) });
    }
  }

  reportDue(): boolean {
    return this.unanswered === 0 && performance.now() - this.lastReport >= REPORT_EVERY;
  }

  /** Resolves when the page has processed every report. */
  settled(): Promise<void> {
    return this.answered;
  }

  snapshotDue(): boolean {
    return performance.now() >= this.nextSnapshot;
  }

  /** Sends a report with a copy of every model's state. */
  async snapshot(learners: readonly { readonly id: string; readonly model: BackendModel }[]): Promise<void> {
    const begun = performance.now();
    const snapshots: Snapshot[] = [];
    for (const { id, model } of learners) snapshots.push({ id, state: await model.getState() });
    this.flush(snapshots);
    const now = performance.now();
    this.nextSnapshot = now + Math.max(SNAPSHOT_EVERY, (now - begun) / SNAPSHOT_SHARE);
  }

  flush(snapshots: readonly Snapshot[]): void {
    const models: ModelProgress[] = [];
    for (const [id, entry] of this.entries) {
      if (entry.losses.length === 0) continue;
      const [t0, s0] = entry.marks[0]!;
      const [t1, s1] = entry.marks.at(-1)!;
      models.push({
        id,
        step: entry.step,
        losses: Float32Array.from(entry.losses.splice(0)),
        gradNorms: Float32Array.from(entry.gradNorms.splice(0)),
        settings: entry.changes.splice(0),
        charactersPerSecond: t1 > t0 ? ((s1 - s0) * this.charactersPerStep * 1000) / (t1 - t0) : 0,
      });
    }
    this.lastReport = performance.now();
    const checkpoints = this.checkpoints;
    this.checkpoints = [];
    if (models.length + snapshots.length + checkpoints.length === 0) return;
    this.unanswered++;
    this.answered = this.take(this.answered, this.send({ models, snapshots, checkpoints }));
  }

  private async take(before: Promise<void>, answer: Promise<void>): Promise<void> {
    await Promise.all([before, answer]);
    this.unanswered--;
  }
}
