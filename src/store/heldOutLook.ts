import { handOver } from '../worker/client.ts';
import { changeRun } from './changeRun.ts';
import { PacedLook } from './pacedLook.ts';
import { append } from './series.ts';
import type { SlotId, SlotRun } from './state.ts';

/** Characters read before the first one is scored (from a zero state the loss would be off by 0.1 bits). */
const WARM_UP = 1000;
/** Held-out characters that are scored at the most. */
const SCORED = 4000;

/** Measures the loss on the part of the text that is not learned, ever more rarely as a run goes on. */
export class HeldOutLook extends PacedLook {
  isDue(id: SlotId, run: SlotRun, training: boolean): boolean {
    const { text } = this.store.getState();
    if (!text || text.tokens.length === text.trainCount) return false;
    if (run.paramsStep <= measuredUpTo(run)) return false;
    return !training || run.paramsStep >= (this.next.get(id) ?? 0);
  }

  async run(id: SlotId, run: SlotRun): Promise<void> {
    const { text } = this.store.getState();
    if (!text) return;
    const { generation } = this;
    const from = Math.max(0, text.trainCount - WARM_UP);
    const tokens = text.tokens.slice(from, text.trainCount + SCORED + 1);
    const params = run.params.slice();
    const loss = await this.ask((api) =>
      api.evaluate(run.spec, handOver(params, params), handOver(tokens, tokens), text.trainCount - from),
    );
    if (generation !== this.generation) return;
    this.next.set(id, Math.max(run.paramsStep + 5, 1.25 * run.paramsStep));
    changeRun(this.store, id, (r) => ({ heldOut: append(r.heldOut, [loss], run.paramsStep) }));
  }
}

/** Step of the newest held-out loss; −1 before the first. */
export function measuredUpTo(run: SlotRun): number {
  return run.heldOut.length > 0 ? run.heldOut.steps[run.heldOut.length - 1]! : -1;
}
