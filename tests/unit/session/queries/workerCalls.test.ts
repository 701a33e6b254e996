/** Calls of a worker that rests, hangs, or is busy when a person asks. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerCalls } from '../../../../src/session/queries/workerCalls.ts';
import { PING_LIMIT, SILENCE_LIMIT, START_LIMIT } from '../../../../src/worker/vitalSigns.ts';
import type { ViewerApi } from '../../../../src/worker/protocol.ts';
import { fakeWorker, type FakeWorker } from '../fakeWorker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Counts the workers that are started, each of which answers with its number. */
function numbered<Api>(apiOf: (number: number, own: () => FakeWorker<Api>) => object) {
  const started: FakeWorker<Api>[] = [];
  const start = () => {
    const number = started.length;
    const one = fakeWorker<Api>(apiOf(number, () => started[number]!));
    started.push(one);
    return one.client;
  };
  return { started, start };
}

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** A viewer's answer is its number; one that hangs answers nothing. */
function viewers() {
  const deaf = new Set<number>();
  const { started, start } = numbered<ViewerApi>((number) => ({
    initial: () => (deaf.has(number) ? never() : Promise.resolve(number)),
  }));
  const calls = new WorkerCalls(start, 1000);
  const hang = (number: number): void => {
    deaf.add(number);
    started[number]!.hang();
  };
  const answers: unknown[] = [];
  const note = (answer: Promise<unknown>): void => {
    answer.then(
      (value) => answers.push(value),
      (error: Error) => answers.push(error.name),
    );
  };
  const question = (api: unknown): Promise<unknown> => (api as { initial: () => Promise<unknown> }).initial();
  return { calls, started, hang, answers, note, question };
}

describe('the viewing worker', () => {
  it('that hangs while it rests does not keep a person waiting longer than a ping', async () => {
    const { calls, started, hang, answers, note, question } = viewers();
    await calls.call(question);
    hang(0);
    note(calls.callFirst(question));
    await vi.advanceTimersByTimeAsync(PING_LIMIT);
    expect(answers).toEqual([1]);
    expect(started[0]!.isEnded()).toBe(true);
  });

  it('is replaced without a word before a look that nobody waits for, too', async () => {
    const { calls, hang, answers, note, question } = viewers();
    await calls.call(question);
    hang(0);
    note(calls.call(question));
    await vi.advanceTimersByTimeAsync(SILENCE_LIMIT / 2);
    expect(answers).toEqual([1]);
  });

  it('is not ended by a person who asks while another question that a person asked takes long', async () => {
    const slow: ((value: unknown) => void)[] = [];
    const { started, start } = numbered<ViewerApi>(() => ({
      initial: () => new Promise((resolve) => slow.push(resolve)),
    }));
    const calls = new WorkerCalls(start, 1000);
    const question = (api: unknown): Promise<unknown> => (api as { initial: () => Promise<unknown> }).initial();
    const first = calls.callFirst(question);
    await vi.advanceTimersByTimeAsync(0);
    const second = calls.callFirst(question);
    // Longer than a look that nobody waits for would be let.
    await vi.advanceTimersByTimeAsync(SILENCE_LIMIT / 2);
    expect(slow.length).toBe(2);
    for (const [k, answer] of slow.entries()) answer(k);
    expect(await Promise.all([first, second])).toEqual([0, 1]);
    expect(started.length).toBe(1);
  });

  it('is not ended by a person who asks while a question is asked again that a stuck worker took with it', async () => {
    const slow: ((value: unknown) => void)[] = [];
    const { started, start } = numbered<ViewerApi>((number) => ({
      initial: () => (number === 0 ? never() : new Promise((resolve) => slow.push(resolve))),
    }));
    const calls = new WorkerCalls(start, 1000);
    const question = (api: unknown): Promise<unknown> => (api as { initial: () => Promise<unknown> }).initial();
    const first = calls.callFirst(question);
    await vi.advanceTimersByTimeAsync(0);
    calls.end();
    await vi.advanceTimersByTimeAsync(0);
    const second = calls.callFirst(question);
    await vi.advanceTimersByTimeAsync(SILENCE_LIMIT / 2);
    for (const [k, answer] of slow.entries()) answer(k);
    expect(await Promise.all([first, second])).toEqual([0, 1]);
    expect(started.length).toBe(2);
  });

  it('is asked again by a person however often it is ended under the question', async () => {
    const { started, start } = numbered<ViewerApi>((number) => ({
      initial: () => (number < 4 ? never() : Promise.resolve(number)),
    }));
    const calls = new WorkerCalls(start, 1000);
    const answer = calls.callFirst((api) => (api as unknown as { initial: () => Promise<unknown> }).initial());
    for (let k = 0; k < 4; k++) {
      await vi.advanceTimersByTimeAsync(100);
      calls.end();
    }
    await vi.advanceTimersByTimeAsync(100);
    expect(await answer).toBe(4);
    expect(started).toHaveLength(5);
  });

  it('is not asked again once it is closed', async () => {
    const { calls, started, answers, note } = viewers();
    note(calls.callFirst(() => never()));
    await vi.advanceTimersByTimeAsync(100);
    calls.close();
    await vi.advanceTimersByTimeAsync(100);
    expect(answers).toEqual(['WorkerEndedError']);
    expect(started).toHaveLength(1);
  });

  it('goes on with what a person waits for when a look behind it is not wanted any more', async () => {
    const { calls, started, answers, note } = viewers();
    let finish: (value: string) => void = () => undefined;
    note(calls.callFirst(() => new Promise((resolve) => (finish = resolve))));
    await vi.advanceTimersByTimeAsync(1);
    note(calls.call(() => never()));
    await vi.advanceTimersByTimeAsync(1);
    calls.breakOff();
    finish('done');
    await vi.advanceTimersByTimeAsync(1);
    expect(answers).toEqual(['done']);
    expect(started[0]!.isEnded()).toBe(false);
  });

  it('is ended by a look that is not wanted any more and keeps a person waiting, who is answered by another', async () => {
    const { calls, started, answers, note, question } = viewers();
    note(calls.call(() => never()));
    await vi.advanceTimersByTimeAsync(1);
    note(calls.callFirst((api) => (started.length === 1 ? never() : question(api))));
    note(calls.callFirst((api) => (started.length === 1 ? never() : question(api))));
    await vi.advanceTimersByTimeAsync(100);
    calls.breakOff();
    await vi.advanceTimersByTimeAsync(1000);
    expect(answers).toEqual(['WorkerEndedError', 1, 1]);
    expect(started[0]!.isEnded()).toBe(true);
  });

  it('stays if it answers', async () => {
    const { calls, started, answers, note, question } = viewers();
    note(calls.callFirst(question));
    note(calls.call(question));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toEqual([0, 0]);
    expect(started).toHaveLength(1);
  });

  it('that hangs over a question is found out by its silence', async () => {
    const { calls, started, hang, answers, note, question } = viewers();
    note(calls.call(() => never()));
    await vi.advanceTimersByTimeAsync(1);
    hang(0);
    await vi.advanceTimersByTimeAsync(SILENCE_LIMIT - 500);
    expect(answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(answers).toEqual(['WorkerSilentError']);
    note(calls.call(question));
    await vi.advanceTimersByTimeAsync(1);
    expect(answers.at(-1)).toBe(1);
    expect(started).toHaveLength(2);
  });

  it('whose code does not arrive is said to be missing after the time of one start, whoever asks', async () => {
    const started: FakeWorker<ViewerApi>[] = [];
    const calls = new WorkerCalls(() => {
      const one = fakeWorker<ViewerApi>({ initial: never }, false);
      started.push(one);
      return one.client;
    });
    const errors: string[] = [];
    for (const ask of [calls.callFirst.bind(calls), calls.call.bind(calls)]) {
      void ask((api) => (api as unknown as { initial: () => Promise<unknown> }).initial()).catch((error: Error) =>
        errors.push(error.name),
      );
      await vi.advanceTimersByTimeAsync(START_LIMIT - 500);
      expect(errors).toEqual([]);
      await vi.advanceTimersByTimeAsync(1000);
      expect(errors.splice(0)).toEqual(['WorkerMissingError']);
    }
    expect(started.map((one) => one.isEnded())).toEqual([true, true]);
  });

  it('that is busy gives way to a person after a moment; whoever waited for it is told that it was ended', async () => {
    const { calls, started, answers, note, question } = viewers();
    note(calls.call(() => never()));
    await vi.advanceTimersByTimeAsync(1);
    note(calls.callFirst(question));
    await vi.advanceTimersByTimeAsync(600);
    expect(answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(new Set(answers)).toEqual(new Set([1, 'WorkerEndedError']));
    expect(started[0]!.isEnded()).toBe(true);
  });

  it('is not started anew by a question that was given up while it was asked for a sign of life', async () => {
    const { calls, started, hang, answers, note, question } = viewers();
    await calls.call(question);
    hang(0);
    note(calls.call(question));
    calls.end();
    await vi.advanceTimersByTimeAsync(2000);
    expect(answers).toEqual(['WorkerEndedError']);
    expect(started).toHaveLength(1);
  });

  it('is given back while it rests, and not while it is asked', async () => {
    const { calls, started, answers, note, question } = viewers();
    note(calls.call(question));
    calls.release();
    await vi.advanceTimersByTimeAsync(1);
    expect(answers).toEqual([0]);
    expect(started[0]!.isEnded()).toBe(false);
    calls.release();
    expect(started[0]!.isEnded()).toBe(true);
    expect(await calls.call(question)).toBe(1);
  });
});
