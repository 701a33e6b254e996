import type { ActionNotice } from '../notices.ts';
import type { Pace } from './paces.ts';
import type { AnyQuery } from './query.ts';

/** What a runner knows of one kind of question: what is wanted, since when, and when it may be asked. */
export class KindState<State, Api> {
  /** The question that is wanted now. */
  wanted: unknown = null;
  /** Failures since the last answer. */
  failures = 0;
  private since = 0;
  private restUntil = 0;
  private pausedUntil = 0;
  /** The question that failed and is not to be asked again. */
  private refused: unknown = null;

  /** @param turn increases with every question of any kind; the kind with the lowest was asked the longest ago */
  constructor(
    readonly name: string,
    readonly query: AnyQuery<State, Api>,
    readonly pace: Pace,
    readonly notice: ActionNotice,
    public turn: number,
  ) {}

  update(state: State, isTraining: boolean, now: number): void {
    const wanted = this.query.wanted(state, { isTraining, isRested: !isTraining || now >= this.restUntil });
    if (!this.isSame(wanted, this.wanted)) this.since = now;
    if (!this.isSame(wanted, this.refused)) this.refused = null;
    this.wanted = wanted;
  }

  isSame(a: unknown, b: unknown): boolean {
    if (a === null || b === null) return false;
    const [one, other] = [this.query.identity(a), this.query.identity(b)];
    return one.length === other.length && one.every((item, k) => item === other[k]);
  }

  /** Whether a question is to be asked, now or later. */
  get isOpen(): boolean {
    return this.wanted !== null && this.refused === null;
  }

  /** The earliest time at which it may be asked. */
  get readyAt(): number {
    return Math.max(this.pausedUntil, this.since + (this.pace.debounce ?? 0));
  }

  /** Kinds with a lower rank come first. */
  get rank(): number {
    return this.query.isUrgent?.(this.wanted) ? -1 : this.turn;
  }

  ended(now: number, took: number): void {
    this.restUntil = now + Math.max(this.pace.every ?? 0, (this.pace.restFactor ?? 0) * took);
  }

  failed(key: unknown, now: number): void {
    this.failures++;
    if (this.pace.retry === 'later') this.pausedUntil = now + 1000 * 4 ** Math.min(this.failures, 5);
    else this.refused = key;
  }

  /** Forgets failures and rests. */
  reset(): void {
    this.failures = this.pausedUntil = this.restUntil = 0;
    this.refused = null;
  }
}
