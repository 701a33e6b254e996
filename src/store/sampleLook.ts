import { handOver } from '../worker/client.ts';
import { changeRun } from './changeRun.ts';
import { PacedLook } from './pacedLook.ts';
import type { Sample, SlotId, SlotRun } from './state.ts';

/** Characters of a sample, and how many samples a model keeps. */
const LENGTH = 200;
const KEPT = 24;

/** Lets models write as they learn: at step 0, 10, 20, 40, … and when they are asked to. */
export class SampleLook extends PacedLook {
  isDue(id: SlotId, run: SlotRun): boolean {
    return run.paramsStep >= (this.next.get(id) ?? 0);
  }

  /** @param prime what stands before; without a character that the model knows, the text's beginning */
  async run(id: SlotId, run: SlotRun, prime: string): Promise<void> {
    const { text, settings } = this.store.getState();
    if (!text) return;
    const { generation } = this;
    this.next.set(id, Math.max(10, 2 * run.paramsStep));
    const index = new Map(text.symbols.map((symbol, k) => [symbol, k]));
    const readable = (wanted: string): string[] => [...wanted].filter((symbol) => index.has(symbol));
    const typed = readable(prime);
    // The text's first word or two.
    const known = typed.length > 0 ? typed : readable(Array.from(text.text.slice(0, 40)).slice(0, 12).join(''));
    const tokens = Int32Array.from(known, (symbol) => index.get(symbol)!);
    const { temperature, seed } = settings;
    const drawn: Sample[] = [];
    // Drawn again at the same step, it is drawn from other random numbers.
    const again = run.samples.filter((sample) => sample.step === run.paramsStep).length;
    for (const mode of ['sample', 'greedy'] as const) {
      const request = { length: LENGTH, temperature, mode, seed: seed + run.paramsStep + 1_000_003 * again };
      const params = run.params.slice();
      const written = await this.ask((api) => api.write(run.spec, handOver(params, params), tokens.slice(), request));
      const symbols = Array.from(written, (token) => text.symbols[token]!);
      drawn.push({ step: run.paramsStep, mode, temperature, prime: known.join(''), text: symbols.join('') });
    }
    if (generation !== this.generation) return;
    changeRun(this.store, id, (r) => ({ samples: [...r.samples, ...drawn].slice(-KEPT) }));
  }
}
