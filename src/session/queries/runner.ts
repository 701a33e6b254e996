import type { StoreApi } from 'zustand/vanilla';
import type { Message } from '../../limits/messages.ts';
import { type WorkerClient, WorkerEndedError, WorkerSilentError } from '../../worker/client.ts';
import { ActionNotice, noticeOfAnswer } from '../notices.ts';
import { KindState } from './kindState.ts';
import type { Pace } from './paces.ts';
import type { AnyQuery, QueryContext, RunnerState } from './query.ts';
import { WorkerCalls } from './workerCalls.ts';

export interface RunnerOptions<State, Api, Kind extends string> {
  readonly store: Pick<StoreApi<State>, 'getState' | 'setState' | 'subscribe'>;
  readonly start: () => WorkerClient<Api>;
  readonly queries: Readonly<Record<Kind, AnyQuery<State, Api>>>;
  readonly paces: Readonly<Record<Kind, Pace>>;
  /** The message if the worker fell silent. */
  readonly silentMessage: () => Message;
  /** Whether an idle worker is kept for the next question. Otherwise it is ended, which frees its memory. */
  readonly keepsWorker: (state: State) => boolean;
  /** While training, the worker rests for this multiple of the time that it worked. */
  readonly restFactor?: number;
  /** Milliseconds within which an idle worker must answer a ping. */
  readonly pingLimit?: number;
}

/** A query that is running. */
interface Running<State, Api> {
  readonly kind: KindState<State, Api>;
  readonly key: unknown;
  isDropped: boolean;
  lastReport: unknown;
}

/**
 * Asks one worker the questions that the state needs answered, one at a time. After every change of the state, each query
 * says what is wanted now. So only the newest question of a kind waits, however long answers take.
 */
export class Runner<State extends RunnerState, Api, Kind extends string> {
  /** For calls that are no queries. */
  readonly worker: WorkerCalls<Api>;
  private readonly kinds: readonly KindState<State, Api>[];
  private current: Running<State, Api> | null = null;
  private turns = 0;
  private restUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isDue = false;
  private isClosed = false;
  private waiting: (() => void)[] = [];
  private readonly unsubscribe: () => void;

  constructor(private readonly options: RunnerOptions<State, Api, Kind>) {
    const { queries, paces, store } = options;
    this.worker = new WorkerCalls(options.start, options.pingLimit);
    this.kinds = (Object.keys(queries) as Kind[]).map((name) => {
      const notice = new ActionNotice((change) => this.set(change as (state: State) => Partial<State>));
      return new KindState(name, queries[name], paces[name], notice, this.turns++);
    });
    this.unsubscribe = store.subscribe(() => this.updateSoon());
  }

  /** Resolves when no question of a kind is wanted or running: it was answered, failed, or was stopped. */
  async settled(name: Kind): Promise<void> {
    const kind = this.kindOf(name);
    this.update();
    while (!this.isClosed && (this.current?.kind === kind || kind.isOpen)) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** How often a kind has failed since its last answer. */
  failures(name: Kind): number {
    return this.kindOf(name).failures;
  }

  /** Drops the running query and forgets failures, because a new run begins. */
  reset(): void {
    if (this.current) this.drop(this.current);
    for (const kind of this.kinds) kind.reset();
    this.updateSoon();
  }

  close(): void {
    this.isClosed = true;
    this.unsubscribe();
    clearTimeout(this.timer);
    this.worker.close();
    this.resolveWaiting();
  }

  private kindOf(name: string): KindState<State, Api> {
    return this.kinds.find((one) => one.name === name)!;
  }

  private set(change: (state: State) => Partial<State>): void {
    if (!this.isClosed) this.options.store.setState(change);
  }

  private get isTraining(): boolean {
    const { status } = this.options.store.getState();
    return status === 'training' || status === 'pausing';
  }

  /** Batches several changes in a row. */
  private updateSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      this.update();
    });
  }

  private update(): void {
    if (this.isClosed) return;
    clearTimeout(this.timer);
    const state = this.options.store.getState();
    const now = performance.now();
    this.review(state);
    for (const kind of this.kinds) kind.update(state, this.isTraining, now);
    if (!this.current) this.askNext(now);
    if (!this.current && !this.options.keepsWorker(state)) this.worker.release();
    this.resolveWaiting();
  }

  private resolveWaiting(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Drops the running query if it is no longer wanted. */
  private review(state: State): void {
    if (!this.current) return;
    const { kind, key } = this.current;
    const { query } = kind;
    const wanted = (): unknown => query.wanted(state, { isTraining: this.isTraining, isRested: true });
    const standing = query.standing ? query.standing(state, key) : kind.isSame(wanted(), key) ? 'wanted' : 'gone';
    if (standing === 'wanted') return;
    this.drop(this.current);
    if (standing !== 'gone') return;
    this.current = null;
    this.worker.breakOff();
  }

  private drop(running: Running<State, Api>): void {
    if (running.isDropped) return;
    running.isDropped = true;
    this.set((state) => running.kind.query.giveUp?.(state, running.key) ?? {});
  }

  private askNext(now: number): void {
    const restUntil = this.isTraining ? this.restUntil : 0;
    const readyAt = (kind: KindState<State, Api>): number => Math.max(kind.readyAt, restUntil);
    const open = this.kinds.filter((kind) => kind.isOpen && !this.mustWait(kind));
    const [next] = open.filter((kind) => readyAt(kind) <= now).sort((a, b) => a.rank - b.rank);
    if (next) void this.ask(next, now);
    else if (open.length > 0) this.timer = setTimeout(() => this.update(), Math.min(...open.map(readyAt)) - now);
  }

  /** Whether another kind comes first. While training, the kinds take turns instead. */
  private mustWait({ pace }: KindState<State, Api>): boolean {
    return pace.after !== undefined && !this.isTraining && this.kindOf(pace.after).wanted !== null;
  }

  private async ask(kind: KindState<State, Api>, began: number): Promise<void> {
    const { query, wanted: key } = kind;
    const running: Running<State, Api> = { kind, key, isDropped: false, lastReport: null };
    this.current = running;
    kind.turn = this.turns++;
    if (query.clearsNotice) kind.notice.clear();
    this.set((state) => query.begin?.(state, key) ?? {});
    let isSilent = false;
    try {
      const answer = await query.ask(key, this.contextOf(running));
      this.review(this.options.store.getState());
      if (running.isDropped) return;
      kind.failures = 0;
      this.set((state) => query.finish(state, key, answer));
    } catch (error) {
      isSilent = error instanceof WorkerSilentError;
      if (!running.isDropped) this.failed(running, error);
    } finally {
      if (this.current === running) this.current = null;
      const now = performance.now();
      // A rest follows work. While a silent worker was awaited, training had the machine to itself.
      const worked = isSilent ? 0 : now - began;
      kind.ended(now, worked);
      this.restUntil = now + (this.options.restFactor ?? 0) * worked;
      this.update();
    }
  }

  private contextOf(running: Running<State, Api>): QueryContext<State, Api, unknown> {
    const { query } = running.kind;
    const check = (): void => {
      if (running.isDropped) throw new WorkerEndedError();
    };
    return {
      state: this.options.store.getState(),
      call: async (question) => {
        check();
        const answer = await this.worker.call(question, query.silenceLimit?.(running.key));
        this.review(this.options.store.getState());
        check();
        return answer;
      },
      report: (report) => {
        if (running.isDropped) return;
        running.lastReport = report;
        this.set((state) => query.progress?.(state, running.key, report) ?? {});
      },
    };
  }

  private failed({ kind, key, lastReport }: Running<State, Api>, error: unknown): void {
    // If the worker was ended for a call that a person waits for, the query is asked again without a notice.
    if (!(error instanceof WorkerEndedError)) {
      kind.failed(key, performance.now());
      const message = kind.query.silentMessage?.(this.options.store.getState(), key, lastReport);
      kind.notice.show(noticeOfAnswer(error, message ?? this.options.silentMessage()));
    }
    this.set((state) => kind.query.giveUp?.(state, key) ?? {});
  }
}
