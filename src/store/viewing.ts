import type { Provocation } from '../analysis/provoke.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { isWhole, type Trace } from '../engine/trace.ts';
import { handOver, startViewer, type ViewerClient, within, WorkerSilentError } from '../worker/client.ts';
import type { WriteRequest } from '../worker/protocol.ts';
import { GateLook } from './gateLook.ts';
import { type GradientLookKind, GradientLooks } from './gradientLooks.ts';
import { rowsToKeep, stillServes, traceBudgets } from './keptRows.ts';
import { noticeOf } from './notices.ts';
import { passageLength, passageTokens, stretchTokens } from './passage.ts';
import { runAt } from './checkpoints.ts';
import { shownParams } from './provocations.ts';
import { MomentLook } from './momentLook.ts';
import { RecallLook } from './recallLook.ts';
import { HeldOutLook, measuredUpTo } from './heldOutLook.ts';
import { SampleLook } from './sampleLook.ts';
import type { AppState, AppStoreApi, Passage, SlotId, SlotRun } from './state.ts';

/** Milliseconds that one look may take before the viewer counts as dead. */
const VIEW_LIMIT = 120_000;
/** While training, the viewer rests this many times as long as it worked: training keeps most of the machine. */
const REST_FACTOR = 3;
/** Milliseconds between two refreshes of a picture while training, at least. */
const REFRESH_EVERY = 1000;

type LookKind = 'trace' | 'gates' | 'recall' | 'waterfall' | 'heldOut' | 'sample' | GradientLookKind;
const LOOK_KINDS: readonly LookKind[] = [
  'trace',
  'gates',
  'recall',
  'waterfall',
  'heldOut',
  'sample',
  'lags',
  'chains',
  'jacobians',
];

/** A number for each kind of look. */
function each(value: (index: number) => number): Record<LookKind, number> {
  return Object.fromEntries(LOOK_KINDS.map((kind, index) => [kind, value(index)])) as Record<LookKind, number>;
}

/** What a trace was computed from: weights, and what was read, by identity. */
interface TraceKey {
  readonly paramsStep: number;
  readonly passage: Passage;
  readonly traceWindow: AppState['traceWindow'];
  readonly provocation: Provocation | undefined;
}

interface Look {
  readonly kind: LookKind;
  /** Among looks of one kind the lowest comes first. */
  readonly rank: number;
  readonly run: () => Promise<void>;
}

/**
 * Looks at the newest weights in the viewing worker, one look at a time: traces first, then held-out losses and samples.
 * What is worth looking at is worked out anew each time, so nothing piles up when looks are slower than training.
 */
export class Viewing {
  private client: ViewerClient = startViewer();
  private busy = false;
  private closed = false;
  private wakeAt = 0;
  /** When each kind of look was last taken. */
  private readonly turns = each((index) => index);
  /** How often each kind failed since it last went well, and until when it waits. */
  private readonly failures = each(() => 0);
  private readonly pausedUntil = each(() => 0);
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What each shown trace was computed from. */
  private readonly traced = new Map<SlotId, TraceKey>();
  /** The run as it stood when its shown trace was computed. */
  private readonly tracedRun = new Map<SlotId, SlotRun>();
  private readonly tracedAt = new Map<SlotId, number>();
  /** Changes with every new run: answers to questions about an older one are dropped. */
  private generation = 0;

  private readonly gateLook: GateLook;
  private readonly gradients: GradientLooks;
  private readonly recallLook: RecallLook;
  private readonly momentLook: MomentLook;
  private readonly heldOutLook: HeldOutLook;
  private readonly sampleLook: SampleLook;

  /** @param traceBytes bytes that all traces may take together */
  constructor(
    private readonly store: AppStoreApi,
    private readonly traceBytes: number,
  ) {
    this.gateLook = new GateLook(store, (question) => this.ask(question));
    this.gradients = new GradientLooks(store, (question) => this.ask(question));
    this.recallLook = new RecallLook(store, (question) => this.ask(question));
    this.momentLook = new MomentLook(store, (question) => this.ask(question));
    this.heldOutLook = new HeldOutLook(store, (question) => this.ask(question));
    this.sampleLook = new SampleLook(store, (question) => this.ask(question));
  }

  /** Calls the viewing worker; starts a new one when it stopped answering. */
  async ask<T>(question: (api: ViewerClient['api']) => Promise<T>): Promise<T> {
    const client = this.client;
    try {
      return await within(client, question(client.api), VIEW_LIMIT);
    } catch (error) {
      if (error instanceof WorkerSilentError && client === this.client && !this.closed) {
        client.end();
        this.client = startViewer();
      }
      throw error;
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.client.end();
  }

  /** Forgets what was seen of the run before. */
  newRun(): void {
    this.generation++;
    for (const kind of LOOK_KINDS) this.failures[kind] = this.pausedUntil[kind] = 0;
    this.gradients.newRun();
    this.traced.clear();
    this.tracedAt.clear();
    this.tracedRun.clear();
    this.heldOutLook.newRun();
    this.sampleLook.newRun();
  }

  /** Forgets a model that is gone; what is still being looked at is dropped, for another may come under its name. */
  forget(id: SlotId): void {
    this.generation++;
    for (const known of [this.traced, this.tracedAt, this.tracedRun]) known.delete(id);
    this.heldOutLook.forget(id);
    this.sampleLook.forget(id);
  }

  /** Looks at what is due; called whenever weights, selection or the traced stretch changed. */
  wake(): void {
    if (this.busy || this.closed) return;
    clearTimeout(this.timer);
    const now = performance.now();
    const training = this.isTraining();
    if (training && now < this.wakeAt) {
      this.timer = setTimeout(() => this.wake(), this.wakeAt - now);
      return;
    }
    const look = this.mostUrgent();
    if (!look) return;
    this.busy = true;
    const generation = this.generation;
    look
      .run()
      .then(() => this.wentWell(look.kind))
      .catch((error: unknown) => {
        if (generation !== this.generation || this.closed) return;
        // What failed would fail again at once: it waits, longer each time.
        this.failures[look.kind]++;
        this.pausedUntil[look.kind] = performance.now() + 1000 * 4 ** Math.min(this.failures[look.kind], 5);
        this.store.setState({ notice: noticeOf(error) });
      })
      .finally(() => {
        this.busy = false;
        const after = performance.now();
        this.wakeAt = after + REST_FACTOR * (after - now);
        this.wake();
      });
  }

  /** The cursor or the view has moved: rows may be wanted that long traces have not kept. */
  lookMoved(): void {
    if (Object.values(this.store.getState().traces).some((trace) => !isWhole(trace))) this.wake();
  }

  private wentWell(kind: LookKind): void {
    this.failures[kind] = 0;
  }

  /** Lets every active model write after `prime` now, at its newest snapshot. */
  async drawSamples(prime: string): Promise<void> {
    const { slots, runs } = this.store.getState();
    for (const { id, active } of slots) if (active && runs[id]) await this.sampleLook.run(id, runs[id], prime);
  }

  /** What a model writes after `prime`, with the prime before it. */
  async write(spec: ModelSpec, weights: Float32Array, prime: Int32Array, request: WriteRequest): Promise<Int32Array> {
    const params = weights.slice();
    const written = await this.ask((api) => api.write(spec, handOver(params, params), prime.slice(), request));
    const tokens = new Int32Array(prime.length + written.length);
    tokens.set(prime);
    tokens.set(written, prime.length);
    return tokens;
  }

  private isTraining(): boolean {
    const { status } = this.store.getState();
    return status === 'training' || status === 'pausing';
  }

  private mostUrgent(): Look | null {
    const { slots, runs, traces, provocations, cursor, workspace, frozen, viewedStep, text } = this.store.getState();
    if (!text) return null;
    const training = this.isTraining();
    const now = performance.now();
    const looks: Look[] = [];
    const budgets = this.budgets();
    const toTrace: { id: SlotId; run: SlotRun; isFirst: boolean }[] = [];
    for (const { id, active } of slots) {
      const newest = runs[id];
      if (!active || !newest) continue;
      // Frozen pictures stay those of their weights, on another stretch of the text too.
      const run = (frozen ? this.tracedRun.get(id) : undefined) ?? runAt(newest, viewedStep);
      const shown = traces[id];
      const isFirst = !shown;
      const isWanted = isFirst || id === cursor.slot || workspace === 'compare' || !training;
      const isChanged = this.traced.get(id)?.provocation !== provocations[id];
      const isRested = isFirst || isChanged || !training || now - (this.tracedAt.get(id) ?? -Infinity) >= REFRESH_EVERY;
      const isStale = isFirst || !this.isTraced(id, run) || !this.serves(shown, budgets.get(id) ?? 0);
      if (isWanted && isRested && isStale) toTrace.push({ id, run, isFirst });
      if (id === cursor.slot && this.gateLook.isDue(id, run, training)) {
        looks.push({ kind: 'gates', rank: 0, run: () => this.gateLook.run(id, run) });
      }
      if (this.recallLook.isDue(id, training)) {
        looks.push({ kind: 'recall', rank: 0, run: () => this.recallLook.run(id, run) });
      }
      if (this.heldOutLook.isDue(id, newest, training)) {
        looks.push({ kind: 'heldOut', rank: measuredUpTo(newest), run: () => this.heldOutLook.run(id, newest) });
      }
      if (this.sampleLook.isDue(id, newest)) {
        const rank = newest.samples.at(-1)?.step ?? -1;
        looks.push({ kind: 'sample', rank, run: () => this.sampleLook.run(id, newest, '') });
      }
    }
    // Without training, a trace that is due comes before what is measured on it; with training the kinds take turns.
    if (training || toTrace.length === 0) {
      for (const look of this.gradients.due(training)) looks.push({ ...look, rank: 0 });
      if (this.momentLook.isDue(training))
        looks.push({ kind: 'waterfall', rank: 0, run: () => this.momentLook.run(training) });
    }
    if (toTrace.length > 0) {
      // All from the same snapshots, so that models are compared at the same step.
      looks.push({ kind: 'trace', rank: toTrace.some((t) => t.isFirst) ? 0 : 1, run: () => this.trace(toTrace) });
    }
    // The kinds take turns, because while training runs each of them may be due all the time; a first trace comes first.
    const turn = ({ kind, rank }: Look): number => (kind === 'trace' && rank === 0 ? -1 : this.turns[kind]);
    looks.sort((a, b) => turn(a) - turn(b) || a.rank - b.rank);
    const look = looks.find(({ kind }) => now >= this.pausedUntil[kind]) ?? null;
    if (look) this.turns[look.kind] = now;
    return look;
  }

  private isTraced(id: SlotId, run: SlotRun): boolean {
    const key = this.traced.get(id);
    const { passage, traceWindow, provocations } = this.store.getState();
    return (
      key?.paramsStep === run.paramsStep &&
      key.passage === passage &&
      key.traceWindow === traceWindow &&
      key.provocation === provocations[id]
    );
  }

  /** Bytes that the trace of each active slot may take; a changed passage is traced beside the unchanged one. */
  private budgets(): ReadonlyMap<SlotId, number> {
    const state = this.store.getState();
    const { slots, runs, cursor, passage } = state;
    const models = slots.flatMap(({ id, active }) => (active && runs[id] ? [{ id, spec: runs[id].spec }] : []));
    const bytes = passage.kind === 'edited' ? this.traceBytes / 2 : this.traceBytes;
    return traceBudgets(models, cursor.slot, passageTokens(state).length, bytes);
  }

  private serves(trace: Trace, budget: number): boolean {
    const { cursor, view } = this.store.getState();
    return stillServes(trace, trace.spec, trace.tokens.length, budget, { t: cursor.t, view });
  }

  private async trace(slots: readonly { readonly id: SlotId; readonly run: SlotRun }[]): Promise<void> {
    const state = this.store.getState();
    const { text, passage, traceWindow, provocations, cursor, view } = state;
    if (!text) return;
    const generation = this.generation;
    const budgets = this.budgets();
    const read = passageTokens(state);
    const unchanged = passage.kind === 'edited' ? stretchTokens(state) : null;
    const traces: Record<SlotId, Trace> = {};
    const baseTraces: Record<SlotId, Trace> = {};
    const shown: Record<SlotId, Float32Array> = {};
    for (const { id, run } of slots) {
      shown[id] = shownParams(run, provocations[id]);
      const keep = rowsToKeep(run.spec, read.length, budgets.get(id) ?? 0, { t: cursor.t, view });
      for (const [stretch, kept] of [
        [unchanged, baseTraces],
        [read, traces],
      ] as const) {
        if (!stretch) continue;
        const params = shown[id].slice();
        const tokens = stretch.slice();
        kept[id] = await this.ask((api) =>
          api.trace(run.spec, handOver(params, params), handOver(tokens, tokens), run.paramsStep, keep),
        );
        const now = this.store.getState();
        if (generation !== this.generation || passage !== now.passage || traceWindow !== now.traceWindow) return;
      }
    }
    const tracedProvocations: Record<SlotId, Provocation | undefined> = {};
    for (const { id, run } of slots) {
      const provocation = (tracedProvocations[id] = provocations[id]);
      this.traced.set(id, { paramsStep: run.paramsStep, passage, traceWindow, provocation });
      this.tracedRun.set(id, run);
      this.tracedAt.set(id, performance.now());
    }
    this.store.setState((s) => ({
      traces: { ...s.traces, ...traces },
      tracedParams: { ...s.tracedParams, ...shown },
      tracedProvocations: { ...s.tracedProvocations, ...tracedProvocations },
      baseTraces: { ...s.baseTraces, ...baseTraces },
      cursor: { ...s.cursor, t: Math.max(0, Math.min(s.cursor.t, passageLength(s) - 1)) },
    }));
  }
}
