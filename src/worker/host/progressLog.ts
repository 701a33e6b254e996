import type { BackendModel, StepReport } from '../../backends/backend.ts';
import type { KeptWeights, SlotProgress, Snapshot, TrainProgress } from '../protocol.ts';

/** Milliseconds between two reports: the page is told at most ten times a second. */
const REPORT_EVERY = 100;
/** Milliseconds between two snapshots of the weights, at least. */
const SNAPSHOT_EVERY = 1000;
/** A snapshot may take this share of the time. */
const SNAPSHOT_SHARE = 0.05;
/** Milliseconds over which the speed is averaged. */
const SPEED_WINDOW = 3000;

interface Entry {
  step: number;
  readonly losses: number[];
  readonly gradNorms: number[];
  /** [time in ms, step] of the recent past, for the speed. */
  readonly marks: [number, number][];
}

/** Gathers what steps bring and reports it to the page in its own rhythm. */
export class ProgressLog {
  private readonly entries = new Map<string, Entry>();
  private readonly started = performance.now();
  private lastReport = -Infinity;
  /** Kept since the last report. */
  private checkpoints: KeptWeights[] = [];
  /** Reports that the page has not taken in yet. */
  private unanswered = 0;
  private answered: Promise<void> = Promise.resolve();
  private nextSnapshot = performance.now() + SNAPSHOT_EVERY;

  constructor(
    /** B·T, characters of one step. */
    private readonly charactersPerStep: number,
    /** Resolves when the page has taken the report in. */
    private readonly send: (progress: TrainProgress) => Promise<void>,
  ) {}

  add(id: string, step: number, result: StepReport): void {
    let entry = this.entries.get(id);
    if (!entry) {
      entry = { step, losses: [], gradNorms: [], marks: [[this.started, step - 1]] };
      this.entries.set(id, entry);
    }
    entry.step = step;
    entry.losses.push(result.loss);
    entry.gradNorms.push(result.gradNorm);
    const now = performance.now();
    entry.marks.push([now, step]);
    while (entry.marks.length > 2 && now - entry.marks[1]![0] > SPEED_WINDOW) entry.marks.shift();
  }

  /** Keeps a copy of every model's weights for the next report. */
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

  /** Resolves when the page has taken in every report. */
  settled(): Promise<void> {
    return this.answered;
  }

  snapshotDue(): boolean {
    return performance.now() >= this.nextSnapshot;
  }

  /** Reports with a copy of every model's state. */
  async snapshot(learners: readonly { readonly id: string; readonly model: BackendModel }[]): Promise<void> {
    const begun = performance.now();
    const snapshots: Snapshot[] = [];
    for (const { id, model } of learners) snapshots.push({ id, state: await model.getState() });
    this.flush(snapshots);
    const now = performance.now();
    this.nextSnapshot = now + Math.max(SNAPSHOT_EVERY, (now - begun) / SNAPSHOT_SHARE);
  }

  flush(snapshots: readonly Snapshot[]): void {
    const slots: SlotProgress[] = [];
    for (const [id, entry] of this.entries) {
      if (entry.losses.length === 0) continue;
      const [t0, s0] = entry.marks[0]!;
      const [t1, s1] = entry.marks.at(-1)!;
      slots.push({
        id,
        step: entry.step,
        losses: Float32Array.from(entry.losses.splice(0)),
        gradNorms: Float32Array.from(entry.gradNorms.splice(0)),
        charactersPerSecond: t1 > t0 ? ((s1 - s0) * this.charactersPerStep * 1000) / (t1 - t0) : 0,
      });
    }
    this.lastReport = performance.now();
    const checkpoints = this.checkpoints;
    this.checkpoints = [];
    if (slots.length + snapshots.length + checkpoints.length === 0) return;
    this.unanswered++;
    this.answered = this.take(this.answered, this.send({ slots, snapshots, checkpoints }));
  }

  private async take(before: Promise<void>, answer: Promise<void>): Promise<void> {
    await Promise.all([before, answer]);
    this.unanswered--;
  }
}
