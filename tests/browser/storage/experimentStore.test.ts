import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDB } from 'idb';
import { packRecord, unpackRecord } from '../../../src/formats/packedRecord.ts';
import { eraseExperiments, ExperimentStore, ExperimentWriter } from '../../../src/storage/experimentStore.ts';
import { lockAfterReload, lockedExperiments, lockExperiment } from '../../../src/storage/experimentLock.ts';

const ABOUT = { textName: 'a text', step: 3, loss: 1.5 };

describe('stored experiments', () => {
  let store: ExperimentStore;
  beforeEach(async () => {
    store = await ExperimentStore.open(() => undefined);
  });
  afterEach(async () => {
    store.close();
    await eraseExperiments();
  });

  const saved = async (id: string): Promise<unknown> => {
    const loaded = await store.load(id);
    return loaded && unpackRecord(loaded.record);
  };

  /** How many arrays are stored. */
  async function countArrays(): Promise<number> {
    const db = await openDB('unrolled');
    const count = await db.count('arrays');
    db.close();
    return count;
  }

  /** Changes what is stored under a key. */
  async function damage(
    where: 'records' | 'arrays',
    key: IDBValidKey,
    change: (value: never) => unknown,
  ): Promise<void> {
    const db = await openDB('unrolled');
    await db.put(where, change((await db.get(where, key)) as never), key);
    db.close();
  }

  test('come back as they were saved last, each array as its own kind', async () => {
    const writer = new ExperimentWriter(store, 'a', '');
    const text = new Uint8Array([1, 2, 3]);
    await writer.save(packRecord({ step: 1, text, weights: new Float32Array([0.1]) }), ABOUT);
    const value = { step: 2, text, weights: new Float32Array([0.2]), moments: [new Float64Array([Math.PI])] };
    await writer.save(packRecord(value), { ...ABOUT, step: 2 });
    expect(await saved('a')).toEqual(value);
    const [line] = await store.list();
    expect(line).toMatchObject({ id: 'a', name: '', textName: 'a text', step: 2, loss: 1.5 });
    expect(line!.bytes).toBeGreaterThanOrEqual(3 + 4 + 4 + 8);
  });

  test('an array that stays is written once, and what neither record needs is gone', async () => {
    const writer = new ExperimentWriter(store, 'a', '');
    const text = new Uint8Array(1000);
    for (let step = 0; step < 6; step++) {
      await writer.save(packRecord({ text, weights: new Float32Array([step]) }), ABOUT);
    }
    // The text, and the weights of the two records.
    expect(await countArrays()).toBe(3);
    // After a reload another writer goes on where this one ended.
    const loaded = (await store.load('a'))!;
    const again = new ExperimentWriter(store, 'a', '', loaded);
    const value = unpackRecord(loaded.record) as { text: Uint8Array };
    await again.save(packRecord({ text: value.text, weights: new Float32Array([6]) }), ABOUT);
    await again.save(packRecord({ text: value.text, weights: new Float32Array([7]) }), ABOUT);
    expect(await countArrays()).toBe(3);
    expect(await saved('a')).toEqual({ text, weights: new Float32Array([7]) });
  });

  test('a view of a larger buffer is stored without the rest of it', async () => {
    const writer = new ExperimentWriter(store, 'a', '');
    const large = new Float32Array(1e6).fill(2);
    await writer.save(packRecord({ part: large.subarray(10, 12) }), ABOUT);
    const loaded = (await store.load('a'))!;
    expect(loaded.record.arrays[0]!.buffer.byteLength).toBe(8);
  });

  test.each([
    ['the newest record', 'records', ['a', 0], (record: { json: string }) => ({ ...record, json: '{"step":9}' })],
    ['an array of the newest record', 'arrays', ['a', 1], (one: object) => ({ ...one, values: new Float32Array([7]) })],
  ] as const)(
    'where %s is damaged, the record before it is taken, and the next save replaces the damaged one',
    async (_, where, key, change) => {
      const writer = new ExperimentWriter(store, 'a', '');
      await writer.save(packRecord({ step: 1, weights: new Float32Array([1]) }), ABOUT);
      await writer.save(packRecord({ step: 2, weights: new Float32Array([2]) }), ABOUT);
      await damage(where, [...key], change as (value: never) => unknown);
      const loaded = (await store.load('a'))!;
      expect(loaded.isOlder).toBe(true);
      expect(unpackRecord(loaded.record)).toEqual({ step: 1, weights: new Float32Array([1]) });
      const again = new ExperimentWriter(store, 'a', '', loaded);
      await again.save(packRecord({ step: 3, weights: new Float32Array([3]) }), ABOUT);
      expect(await saved('a')).toEqual({ step: 3, weights: new Float32Array([3]) });
      expect(await countArrays()).toBe(2);
    },
  );

  test('are renamed, duplicated and removed, each alone', async () => {
    const value = { weights: new Float32Array([1, 2]) };
    for (const id of ['a', 'b']) await new ExperimentWriter(store, id, '').save(packRecord(value), ABOUT);
    await store.rename('a', 'the long one');
    await store.duplicate('a', 'c', 'a copy');
    await store.remove('a');
    expect(Object.fromEntries((await store.list()).map(({ id, name }) => [id, name]))).toEqual({ b: '', c: 'a copy' });
    expect(await saved('a')).toBeNull();
    expect(await saved('b')).toEqual(value);
    expect(await saved('c')).toEqual(value);
    expect(await countArrays()).toBe(2);
  });

  test('a given name outlives the next save', async () => {
    const writer = new ExperimentWriter(store, 'a', '');
    await writer.save(packRecord({ step: 1 }), ABOUT);
    await store.rename('a', 'mine');
    await writer.save(packRecord({ step: 2 }), ABOUT);
    expect((await store.list())[0]!.name).toBe('mine');
  });

  test('are saved whole by a page that ends, also over a save that is under way', async () => {
    const writer = new ExperimentWriter(store, 'a', '');
    const text = new Uint8Array([1, 2, 3]);
    await writer.save(packRecord({ step: 1, text, weights: new Float32Array([1]) }), ABOUT);
    void writer.save(packRecord({ step: 2, text, weights: new Float32Array([2]) }), ABOUT);
    const value = { step: 3, text, moments: new Float32Array([3, 3]), weights: new Float32Array([3]) };
    writer.saveAtOnce(packRecord(value), { ...ABOUT, step: 3 });
    // Asked for after it, and therefore answered after it.
    expect(await saved('a')).toEqual(value);
    expect((await store.list())[0]).toMatchObject({ id: 'a', step: 3 });
    const loaded = (await store.load('a'))!;
    await new ExperimentWriter(store, 'a', '', loaded).save(packRecord({ ...value, step: 4 }), ABOUT);
    expect(await saved('a')).toEqual({ ...value, step: 4 });
  });

  test('belong to one tab at a time', async () => {
    const unlock = await lockExperiment('a');
    expect(unlock).not.toBeNull();
    expect(await lockedExperiments()).toEqual(new Set(['a']));
    expect(await lockExperiment('a')).toBeNull();
    // A tab that is there says that it has it.
    expect(await lockAfterReload('a')).toBeNull();
    unlock!();
    const again = await lockAfterReload('a');
    expect(again).not.toBeNull();
    again!();
  });

  test('are given to a page after a reload once the page before lets them go', async () => {
    // A page that is ending does not answer any more.
    let end: () => void = () => undefined;
    const held = new Promise<void>((begun) => {
      const ended = new Promise<void>((resolve) => (end = resolve));
      void navigator.locks.request('unrolled.experiment.a', () => {
        begun();
        return ended;
      });
    });
    await held;
    const waiting = lockAfterReload('a');
    // It stands in the queue of the browser.
    for (;;) {
      const { pending = [] } = await navigator.locks.query();
      if (pending.length > 0) break;
    }
    end();
    const unlock = await waiting;
    expect(unlock).not.toBeNull();
    unlock!();
  });
});
