import { stepWork } from '../engine/work.ts';
import type { VitalSigns } from '../worker/vitalSigns.ts';
import type { AppStoreApi } from '../state/actions.ts';
import type { ModelId } from '../state/model.ts';
import { stepShape } from '../state/stepShape.ts';

/** Milliseconds without a report after which the progress of the current step is shown. */
const LONG_STEP = 1000;
/** Milliseconds between two updates. */
const REPORT_EVERY = 500;

/** Shows the progress within a training step that takes long. */
export class StepClock {
  private since = performance.now();
  private workBefore: number;
  private readonly timer: ReturnType<typeof setInterval>;

  /** @param ids of the models that train */
  constructor(
    private readonly store: AppStoreApi,
    private readonly ids: readonly ModelId[],
    private readonly signs: VitalSigns,
  ) {
    this.workBefore = signs.work;
    this.timer = setInterval(() => this.report(), REPORT_EVERY);
  }

  /** Steps were completed. */
  reported(): void {
    this.since = performance.now();
    this.workBefore = this.signs.work;
    this.show(null);
  }

  stop(): void {
    clearInterval(this.timer);
    this.show(null);
  }

  private report(): void {
    const state = this.store.getState();
    const shape = stepShape(state);
    if (!shape || performance.now() - this.since < LONG_STEP) return;
    let whole = 0;
    for (const id of this.ids) {
      const run = state.models[id]?.run;
      if (run) whole += stepWork(run.spec, shape.unroll, shape.batch);
    }
    // Only a report says that a step is complete.
    if (whole > 0) this.show(Math.min(0.99, (this.signs.work - this.workBefore) / whole));
  }

  private show(stepShare: number | null): void {
    if (this.store.getState().stepShare !== stepShare) this.store.setState({ stepShare });
  }
}
