import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PING_LIMIT, SILENCE_LIMIT, START_LIMIT, VitalSigns, watchOver } from '../../../src/worker/vitalSigns.ts';

/** A clock of our own: what is tested is which silence counts, not how long a machine takes. */
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const worker = new EventTarget();
  const signs = new VitalSigns(worker as Worker);
  const beat = (work: unknown = 1): void =>
    void worker.dispatchEvent(new MessageEvent('message', { data: { beat: work } }));
  const missed: number[] = [];
  const watch = watchOver(signs, SILENCE_LIMIT, (silent) => {
    missed.push(silent);
    return new Error('silent');
  });
  return { signs, beat, missed, watch };
}

describe('a worker under watch', () => {
  it('counts as stuck after less than 6 s of silence', () => {
    const { beat, missed, watch } = watched();
    beat();
    vi.advanceTimersByTime(4400);
    expect(missed).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(missed.length).toBeGreaterThan(0);
    watch.end();
  });

  it('may compute for as long as it beats', () => {
    const { beat, missed, watch } = watched();
    for (let second = 0; second < 600; second += 4) {
      beat();
      vi.advanceTimersByTime(4000);
    }
    expect(missed).toEqual([]);
    watch.end();
  });

  it('may take longer to begin, but not for ever', () => {
    const { missed, watch } = watched();
    vi.advanceTimersByTime(START_LIMIT - 500);
    expect(missed).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(missed.length).toBeGreaterThan(0);
    watch.end();
  });

  it('has the longer time until its first report where programs are compiled at the first step, and not after it', () => {
    const worker = new EventTarget();
    const missed: number[] = [];
    const watch = watchOver(new VitalSigns(worker as Worker), START_LIMIT, (silent) => {
      missed.push(silent);
      return new Error('silent');
    });
    worker.dispatchEvent(new MessageEvent('message', { data: { beat: 0 } }));
    vi.advanceTimersByTime(START_LIMIT - 500);
    expect(missed).toEqual([]);
    watch.heard();
    vi.advanceTimersByTime(5900);
    expect(missed.length).toBeGreaterThan(0);
    watch.end();
  });

  it('is not blamed for a page that slept', () => {
    const { beat, missed, watch } = watched();
    beat();
    vi.advanceTimersByTime(250);
    // Timers stand still while the clock goes on.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(250);
    expect(missed).toEqual([]);
    clock.mockRestore();
    watch.end();
  });

  it('is not watched any more once it has answered', () => {
    const { beat, missed, watch } = watched();
    beat();
    watch.end();
    vi.advanceTimersByTime(600_000);
    expect(missed).toEqual([]);
  });

  it('adds up what it says it has done, and takes no other message for work', () => {
    const { signs, beat, watch } = watched();
    for (const work of [3, 4, 'five', null]) beat(work);
    expect(signs.work).toBe(7);
    expect(signs.heard).toBe(4);
    watch.end();
  });
});

describe('a worker that rests', () => {
  /** One that has begun, and does `whenAsked` with a ping. */
  function resting(whenAsked: (beat: () => void) => void = () => undefined, hasBegun = true) {
    const worker = new EventTarget();
    const beat = (): void => void worker.dispatchEvent(new MessageEvent('message', { data: { beat: 0 } }));
    const pings: unknown[] = [];
    const postMessage = (message: unknown): void => {
      pings.push(message);
      whenAsked(beat);
    };
    const signs = new VitalSigns(Object.assign(worker, { postMessage }) as unknown as Worker);
    if (hasBegun) beat();
    const heard: boolean[] = [];
    const ask = (): void => void signs.answers(PING_LIMIT).then((isAlive) => heard.push(isAlive));
    return { ask, heard, pings, beat };
  }

  it('lives if it answers a ping, and one that answers nothing is known in a fraction of the silence', async () => {
    const living = resting((beat) => setTimeout(beat, PING_LIMIT / 2));
    const stuck = resting();
    living.ask();
    stuck.ask();
    await vi.advanceTimersByTimeAsync(PING_LIMIT);
    expect(living.heard).toEqual([true]);
    expect(stuck.heard).toEqual([false]);
    expect(stuck.pings).toEqual([{ ping: true }]);
    expect(PING_LIMIT).toBeLessThan(SILENCE_LIMIT / 4);
  });

  it('is not asked while its code is being loaded', async () => {
    const { ask, heard, pings } = resting(undefined, false);
    ask();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual([true]);
    expect(pings).toEqual([]);
  });

  it('is not given up because the page was held up', async () => {
    const { ask, heard, beat } = resting();
    ask();
    // However long the page stood still, its timers run once when it goes on, and then the answer is taken in.
    await vi.advanceTimersToNextTimerAsync();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    vi.setSystemTime(Date.now() + 60_000);
    await vi.advanceTimersToNextTimerAsync();
    clock.mockRestore();
    expect(heard).toEqual([]);
    beat();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual([true]);
  });
});
