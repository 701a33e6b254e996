/** The declaration of a question to a worker. The runner asks questions without knowing what they are about. */
import type { Message } from '../../limits/messages.ts';
import type { AppState } from '../../state/state.ts';
import type { WorkerClient } from '../../worker/client.ts';
import type { FinderApi, ViewerApi } from '../../worker/protocol.ts';

/** What the runner needs of a state: whether training is running, and where to show errors. */
export type RunnerState = Pick<AppState, 'status' | 'notice' | 'remark'>;

/** Whether training is running, and whether the query's rest after its last answer is over (see `Pace`). */
interface Circumstances {
  readonly isTraining: boolean;
  readonly isRested: boolean;
}

/**
 * What becomes of a query that is running. wanted: it continues · overtaken: it is dropped when the worker has answered the
 * current call · gone: it is dropped at once, and its worker is ended.
 */
export type Standing = 'wanted' | 'overtaken' | 'gone';

/** What a query can use while it runs. */
export interface QueryContext<State, Api, Report> {
  /** The state when the query began. */
  readonly state: State;
  /** Calls the worker. Rejects if the query was dropped. */
  call<T>(question: (api: WorkerClient<Api>['api']) => Promise<T>): Promise<T>;
  /** Passes on a partial result. */
  report(report: Report): void;
}

/** One kind of question. `Key` says which question of this kind it is. */
export interface Query<State, Api, Key, Answer, Report = never> {
  /** The question to ask in this state. Null if there is none, or if it has been answered. */
  wanted(state: State, circumstances: Circumstances): Key | null;
  /** Two keys are the same question if these values are identical. */
  identity(key: Key): readonly unknown[];
  /** By default, the running query is gone as soon as another one, or none, is wanted. */
  standing?(state: State, key: Key): Standing;
  /** Whether it comes before all other kinds, regardless of turns. */
  isUrgent?(key: Key): boolean;
  /** Milliseconds of silence after which the worker counts as stuck. */
  silenceLimit?(key: Key): number;
  /** Arrays that are transferred to the worker must be copies, because the question may be asked again. */
  ask(key: Key, context: QueryContext<State, Api, Report>): Promise<Answer>;
  /** Changes of the state: when the query begins, at each report, with the answer, and if no answer comes. */
  begin?(state: State, key: Key): Partial<State>;
  progress?(state: State, key: Key, report: Report): Partial<State>;
  finish(state: State, key: Key, answer: Answer): Partial<State>;
  giveUp?(state: State, key: Key): Partial<State>;
  /** Whether asking again removes the notice about the last failure. */
  readonly clearsNotice?: true;
  /** The message if the worker fell silent, in place of the runner's. @param last the last report */
  silentMessage?(state: State, key: Key, last: Report | null): Message;
}

export type AnyQuery<State, Api> = Query<State, Api, unknown, unknown, unknown>;
export type ViewerQuery<Key, Answer> = Query<AppState, ViewerApi, Key, Answer>;
export type FinderQuery<Key, Answer, Report = never> = Query<AppState, FinderApi, Key, Answer, Report>;

/** A question to a finding worker. The type of its key follows from `wanted`, but its reports must be given. */
export function finderQuery<Report = never>() {
  return <Key, Answer>(query: FinderQuery<Key, Answer, Report>) => query;
}
