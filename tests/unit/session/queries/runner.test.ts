/** The runner with made-up questions to a worker without a thread, on a clock of our own. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { MESSAGES } from '../../../../src/limits/messages.ts';
import type { Pace } from '../../../../src/session/queries/paces.ts';
import type { AnyQuery, Query, RunnerState, Standing } from '../../../../src/session/queries/query.ts';
import { Runner, type RunnerOptions } from '../../../../src/session/queries/runner.ts';
import { SILENCE_LIMIT } from '../../../../src/worker/vitalSigns.ts';
import { fakeWorker, type FakeWorker } from '../fakeWorker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const runner of runners) runner.close();
  runners.length = 0;
  vi.useRealTimers();
});

const runners: { close(): void }[] = [];

/** What is wanted of each kind, what was answered, and what was shown meanwhile. */
interface State extends RunnerState {
  readonly wanted: Readonly<Record<string, string | null>>;
  readonly answers: readonly string[];
  readonly shown: readonly string[];
  readonly stopped: boolean;
}

type Api = { answer(kind: string, key: string): Promise<string> };

const MIN = 20;

/** A question for `wanted[kind]`, whose answer is its key and the number of the worker. */
function asks(kind: string, change: Partial<Query<State, Api, string, string, string>> = {}): AnyQuery<State, Api> {
  const query: Query<State, Api, string, string, string> = {
    wanted: ({ wanted }) => wanted[kind] ?? null,
    identity: (key) => [key],
    standing: ({ wanted }, key): Standing => (wanted[kind] === key ? 'wanted' : 'overtaken'),
    ask: (key, { call }) => call((api) => api.answer(kind, key)),
    finish: ({ answers, wanted }, _, answer) => ({
      answers: [...answers, answer],
      wanted: { ...wanted, [kind]: null },
    }),
    giveUp: ({ shown }, key) => ({ shown: [...shown, `no ${key}`] }),
    progress: ({ shown }, _, report) => ({ shown: [...shown, report] }),
    silentMessage: (_, key, last) => ({ message: `${key} after ${last ?? 'nothing'}`, action: '' }),
    ...change,
  };
  return query;
}

interface Setup {
  readonly queries: Readonly<Record<string, AnyQuery<State, Api>>>;
  readonly paces?: Readonly<Record<string, Pace>>;
  readonly options?: Partial<RunnerOptions<State, Api, string>>;
  /** Milliseconds that an answer takes; Infinity: it never comes. */
  readonly takes?: (kind: string, key: string, worker: number) => number;
}

function running({ queries, paces = {}, options, takes = () => MIN }: Setup) {
  const store = createStore<State>()(() => ({
    status: 'idle',
    notice: null,
    remark: null,
    wanted: {},
    answers: [],
    shown: [],
    stopped: false,
  }));
  const workers: FakeWorker<Api>[] = [];
  const asked: string[] = [];
  const start = () => {
    const number = workers.length;
    const one = fakeWorker<Api>({
      async answer(kind: string, key: string) {
        asked.push(`${kind} ${key}`);
        const milliseconds = takes(kind, key, number);
        if (milliseconds === Infinity) {
          one.hang();
          return new Promise(() => undefined);
        }
        if (milliseconds < 0) throw new Error('cannot be answered');
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        return `${key} by ${number}`;
      },
    });
    workers.push(one);
    return one.client;
  };
  const retry = { retry: 'later' } as const;
  const all = Object.fromEntries(Object.keys(queries).map((kind) => [kind, paces[kind] ?? retry]));
  const runner = new Runner({
    store,
    start,
    queries,
    paces: all,
    silentMessage: MESSAGES.workerSilent,
    keepsWorker: () => true,
    ...options,
  });
  runners.push(runner);
  const now = (): State => store.getState();
  const want = (change: State['wanted']): void =>
    store.setState(({ wanted }) => ({ wanted: { ...wanted, ...change } }));
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  return { store, runner, workers, asked, now, want, pass };
}

describe('a question', () => {
  it('is asked when it is wanted, once, and its answer goes into the state', async () => {
    const { want, pass, asked, now, workers } = running({ queries: { a: asks('a') } });
    await pass(1000);
    expect(workers).toHaveLength(0);
    want({ a: 'one' });
    await pass(MIN);
    expect(now().answers).toEqual(['one by 0']);
    await pass(1000);
    expect(asked).toEqual(['a one']);
  });

  it('is asked only when it has stood unchanged for a while', async () => {
    const { want, pass, asked } = running({
      queries: { a: asks('a') },
      paces: { a: { retry: 'never', debounce: 100 } },
    });
    for (const key of ['one', 'two', 'three']) {
      want({ a: key });
      await pass(60);
    }
    expect(asked).toEqual([]);
    await pass(60);
    expect(asked).toEqual(['a three']);
  });

  it('that is overtaken while it is asked is dropped with its next call, and the newest comes next, of the same worker', async () => {
    const twice = asks('a', {
      ask: async (key, { call }) => {
        await call((api) => api.answer('a', `${key}, part`));
        return call((api) => api.answer('a', key));
      },
    });
    const { want, pass, asked, now, workers } = running({ queries: { a: twice } });
    want({ a: 'one' });
    await pass(5);
    want({ a: 'two' });
    await pass(1);
    want({ a: 'three' });
    await pass(3 * MIN);
    expect(asked).toEqual(['a one, part', 'a three, part', 'a three']);
    expect(now().answers).toEqual(['three by 0']);
    expect(now().shown).toEqual(['no one']);
    expect(workers).toHaveLength(1);
  });

  it('that is gone is dropped at once with its worker, and what is wanted then does not wait for it', async () => {
    const { want, pass, now, workers } = running({
      queries: { a: asks('a', { standing: undefined as never }) },
      takes: (_, key) => (key === 'long' ? 60_000 : MIN),
    });
    want({ a: 'long' });
    await pass(100);
    want({ a: 'short' });
    await pass(MIN);
    expect(now().answers).toEqual(['short by 1']);
    expect(now().shown).toEqual(['no long']);
    expect(now().notice).toBeNull();
    expect(workers.map((one) => one.isEnded())).toEqual([true, false]);
  });

  it('shows what is reported until the answer, and nothing after it was dropped', async () => {
    let told: (report: string) => void = () => undefined;
    const reporting = asks('a', {
      ask: (key, { call, report }) => {
        told = report;
        return call((api) => api.answer('a', key));
      },
    });
    const { want, pass, now } = running({ queries: { a: reporting } });
    want({ a: 'one' });
    await pass(1);
    told('half');
    expect(now().shown).toEqual(['half']);
    want({ a: null });
    await pass(MIN);
    told('whole');
    expect(now().shown).toEqual(['half', 'no one']);
    expect(now().answers).toEqual([]);
  });

  it('that somebody waits for has settled when it was answered, was stopped, or failed', async () => {
    const { want, pass, runner } = running({
      queries: { a: asks('a', { giveUp: ({ wanted }) => ({ wanted: { ...wanted, a: null } }) }) },
      paces: { a: { retry: 'never' } },
      takes: (_, key) => (key === 'fails' ? -1 : MIN),
    });
    let settled = 0;
    const wait = (): void => void runner.settled('a').then(() => settled++);
    wait();
    await pass(0);
    expect(settled).toBe(1);
    for (const [key, stop] of [
      ['one', false],
      ['two', true],
      ['fails', false],
    ] as const) {
      const before = settled;
      want({ a: key });
      wait();
      await pass(1);
      if (stop) want({ a: null });
      else if (key !== 'fails') expect(settled).toBe(before);
      await pass(MIN);
      expect(settled, key).toBe(before + 1);
    }
  });
});

describe('a question that fails', () => {
  it('is told, waits longer each time, and lets the others go on', async () => {
    const { want, pass, asked, now, store } = running({
      queries: { a: asks('a'), b: asks('b') },
      takes: (kind) => (kind === 'a' ? -1 : MIN),
    });
    want({ a: 'bad' });
    await pass(1);
    expect(now().notice?.text).toContain('cannot be answered');
    store.setState({ notice: null });
    for (const key of ['one', 'two', 'three']) {
      want({ b: key });
      await pass(2 * MIN);
    }
    expect(now().answers).toHaveLength(3);
    expect(asked.filter((one) => one === 'a bad')).toHaveLength(1);
    await pass(4000);
    expect(asked.filter((one) => one === 'a bad')).toHaveLength(2);
    await pass(15_000);
    expect(asked.filter((one) => one === 'a bad')).toHaveLength(2);
    await pass(2000);
    expect(asked.filter((one) => one === 'a bad')).toHaveLength(3);
  });

  it('and is not to be repeated is asked again only after something else was wanted', async () => {
    const { want, pass, asked } = running({
      queries: { a: asks('a') },
      paces: { a: { retry: 'never' } },
      takes: (_, key) => (key === 'bad' ? -1 : MIN),
    });
    want({ a: 'bad', other: 'change' });
    await pass(100_000);
    want({ other: 'another change' });
    await pass(100_000);
    expect(asked).toEqual(['a bad']);
    want({ a: 'good' });
    await pass(MIN);
    want({ a: 'bad' });
    await pass(MIN);
    expect(asked).toEqual(['a bad', 'a good', 'a bad']);
  });

  it('over which the worker falls silent is told with what was reported last; it is put again, to another worker', async () => {
    const reporting = asks('a', {
      ask: (key, { call, report }) => {
        report('the first half');
        return call((api) => api.answer('a', key));
      },
    });
    const { want, pass, now, workers } = running({
      queries: { a: reporting },
      takes: (_, __, worker) => (worker === 0 ? Infinity : MIN),
    });
    want({ a: 'one' });
    await pass(SILENCE_LIMIT - 500);
    expect(now().notice).toBeNull();
    await pass(1000);
    expect(now().notice).toMatchObject({ kind: 'warning', text: 'one after the first half' });
    expect(workers[0]!.isEnded()).toBe(true);
    await pass(4000);
    expect(now().answers).toEqual(['one by 1']);
  });

  it('has a limit of its own where it says so', async () => {
    const { want, pass, now } = running({
      queries: { a: asks('a', { silenceLimit: (key) => 100 * key.length }) },
      paces: { a: { retry: 'never' } },
      takes: () => Infinity,
    });
    want({ a: '12345' });
    await pass(500);
    expect(now().notice).toBeNull();
    await pass(500);
    expect(now().notice).not.toBeNull();
  });

  it('takes back what it said when it is asked anew, and nothing that another said', async () => {
    const { want, pass, now, store } = running({
      queries: { a: asks('a', { clearsNotice: true }) },
      paces: { a: { retry: 'never' } },
      takes: (_, key) => (key === 'bad' ? -1 : MIN),
    });
    want({ a: 'bad' });
    await pass(MIN);
    expect(now().notice).not.toBeNull();
    want({ a: 'good' });
    await pass(MIN);
    expect(now().notice).toBeNull();
    want({ a: 'bad' });
    await pass(MIN);
    const { message, action } = MESSAGES.viewerSilent();
    const other = { kind: 'info', text: message, action } as const;
    store.setState({ notice: other });
    want({ a: 'good' });
    await pass(MIN);
    expect(now().notice).toBe(other);
  });

  it('because a person had the worker ended is put again without a word', async () => {
    const { want, pass, now, runner } = running({
      queries: { a: asks('a') },
      takes: (kind, _, worker) => (kind === 'a' && worker === 0 ? 60_000 : MIN),
    });
    want({ a: 'one' });
    await pass(100);
    const answer = runner.worker.callFirst((api) => api.answer('person', 'first'));
    await pass(1000);
    expect(await answer).toBe('first by 1');
    await pass(MIN);
    expect(now().answers).toEqual(['one by 1']);
    expect(now().notice).toBeNull();
  });
});

describe('several kinds of question', () => {
  const always = (kind: string, change: Parameters<typeof asks>[1] = {}) =>
    asks(kind, {
      wanted: ({ wanted }) => wanted['all'] ?? null,
      standing: () => 'wanted',
      finish: ({ answers }, _, answer) => ({ answers: [...answers, answer] }),
      ...change,
    });

  it('take turns while each is wanted all the time; what is urgent comes first', async () => {
    const { want, pass, asked } = running({
      queries: { a: always('a'), b: always('b'), c: asks('c', { isUrgent: () => true }) },
    });
    want({ all: 'x' });
    await pass(4 * MIN - 1);
    expect(asked).toEqual(['a x', 'b x', 'a x', 'b x']);
    want({ c: 'now' });
    await pass(2 * MIN);
    expect(asked.slice(4)).toEqual(['c now', 'a x']);
  });

  it('wait for the one that they are measured on, unless training goes on', async () => {
    const { want, pass, asked, store } = running({
      queries: { a: asks('a'), b: asks('b') },
      paces: { a: { retry: 'later', after: 'b' } },
    });
    want({ a: 'gradient', b: 'trace' });
    await pass(3 * MIN);
    expect(asked).toEqual(['b trace', 'a gradient']);
    store.setState({ status: 'training' });
    want({ a: 'gradient', b: 'trace' });
    await pass(3 * MIN);
    expect(asked.slice(2)).toEqual(['b trace', 'a gradient']);
    want({ a: 'gradient', b: 'trace' });
    await pass(MIN - 1);
    // Whose turn it is decides.
    expect(asked.slice(4)).toEqual(['b trace']);
  });
});

describe('while training', () => {
  it('the worker rests several times as long as it worked, and no longer once training stops', async () => {
    const { want, pass, asked, store } = running({ queries: { a: asks('a') }, options: { restFactor: 3 } });
    store.setState({ status: 'training' });
    want({ a: 'one' });
    await pass(MIN);
    want({ a: 'two' });
    await pass(3 * MIN - 5);
    expect(asked).toEqual(['a one']);
    await pass(10);
    expect(asked).toEqual(['a one', 'a two']);
    await pass(MIN);
    want({ a: 'three' });
    store.setState({ status: 'paused' });
    await pass(1);
    expect(asked).toHaveLength(3);
  });

  it('the silence of a stuck worker is no work: the next question does not rest from it', async () => {
    const { want, pass, asked, store } = running({
      queries: { a: asks('a'), b: asks('b') },
      options: { restFactor: 3 },
      takes: (kind) => (kind === 'a' ? Infinity : MIN),
    });
    store.setState({ status: 'training' });
    want({ a: 'one' });
    await pass(MIN);
    want({ b: 'two' });
    await pass(SILENCE_LIMIT + 2000);
    expect(asked).toEqual(['a one', 'b two']);
  });

  it('a kind is told whether its own rest is over', async () => {
    const rests: boolean[] = [];
    const resting = asks('a', {
      wanted: ({ wanted }, { isRested }) => {
        rests.push(isRested);
        return isRested ? (wanted['a'] ?? null) : null;
      },
    });
    const { want, pass, asked, store } = running({
      queries: { a: resting, b: asks('b') },
      paces: { a: { retry: 'later', every: 1000, restFactor: 100 } },
    });
    store.setState({ status: 'training' });
    want({ a: 'one' });
    await pass(MIN);
    want({ a: 'two' });
    await pass(1900);
    want({ b: 'a change' });
    await pass(MIN);
    expect(asked).toEqual(['a one', 'b a change']);
    await pass(200);
    want({ b: 'another' });
    await pass(2 * MIN);
    expect(asked.slice(2)).toEqual(['a two', 'b another']);
    store.setState({ status: 'paused' });
    await pass(1);
    expect(rests.at(-1)).toBe(true);
  });
});

describe('the worker', () => {
  it('is given back when it rests and need not be kept', async () => {
    const { want, pass, store, workers } = running({
      queries: { a: asks('a') },
      options: { keepsWorker: ({ stopped }) => !stopped },
    });
    want({ a: 'one' });
    await pass(5);
    store.setState({ stopped: true });
    await pass(5);
    expect(workers[0]!.isEnded()).toBe(false);
    await pass(MIN);
    expect(workers[0]!.isEnded()).toBe(true);
  });

  it('of a runner that was closed is ended, and nothing more is asked or said', async () => {
    const { want, pass, asked, now, runner, workers } = running({ queries: { a: asks('a') } });
    want({ a: 'one' });
    await pass(5);
    runner.close();
    want({ a: 'two' });
    await pass(10_000);
    expect(workers.map((one) => one.isEnded())).toEqual([true]);
    expect(asked).toEqual(['a one']);
    expect([now().answers, now().notice]).toEqual([[], null]);
  });

  it('is asked anew after a reset: what is being asked is dropped, and what failed is forgotten', async () => {
    const { want, pass, asked, now, runner } = running({
      queries: { a: asks('a', { standing: () => 'wanted' }), b: asks('b') },
      takes: (kind) => (kind === 'b' && asked.length < 2 ? -1 : MIN),
    });
    want({ b: 'bad' });
    await pass(1);
    want({ a: 'one' });
    await pass(5);
    runner.reset();
    await pass(MIN - 5);
    expect(now().answers).toEqual([]);
    await pass(2 * MIN);
    expect(new Set(now().answers)).toEqual(new Set(['bad by 0', 'one by 0']));
  });
});
