/** Experiments in the browser's database. */
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { checksum, type PackedArray, type PackedRecord } from '../formats/packedRecord.ts';
import {
  DATABASE,
  type ExperimentSummary,
  type Slot,
  type Stored,
  STORAGE_BUDGET,
  type StoredCopy,
  type StoredRecord,
  VERSION,
} from './schema.ts';

/** There is no room for a save: the browser's quota, or our own budget, is used up. */
export class StorageFullError extends Error {}

/** This browser has no database for pages, or it is switched off. */
export class NoDatabaseError extends Error {}

/** What is written beside a record. */
export type About = Pick<ExperimentSummary, 'textName' | 'step' | 'loss'>;

/** A record as it was found. */
export interface LoadedRecord {
  readonly record: PackedRecord;
  /** Whether the newest record was damaged, so that this is the one before it. */
  readonly isOlder: boolean;
  readonly generation: number;
  /** The numbers of the record's arrays. */
  readonly numbers: readonly number[];
  /** The numbers of all other arrays of the experiment. */
  readonly others: readonly number[];
}

/** The keys of everything that belongs to one experiment. */
function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

export class ExperimentStore {
  private constructor(private readonly db: IDBPDatabase<Stored>) {}

  /**
   * @param lost is called when the browser takes the database away, or another tab erases it
   * @throws NoDatabaseError, or whatever the browser gives as the reason why it stores nothing here
   */
  static async open(lost: () => void): Promise<ExperimentStore> {
    if (!Reflect.get(globalThis, 'indexedDB')) throw new NoDatabaseError();
    const db = await openDB<Stored>(DATABASE, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('experiments', { keyPath: 'id' });
        fresh.createObjectStore('records');
        fresh.createObjectStore('arrays');
      },
      blocking() {
        db.close();
        lost();
      },
      terminated: lost,
    });
    return new ExperimentStore(db);
  }

  /** Newest first. */
  async list(): Promise<readonly ExperimentSummary[]> {
    const all = await this.db.getAll('experiments');
    return all.sort((a, b) => b.date - a.date);
  }

  /** The newest record of an experiment that is whole; null where none is. */
  async load(id: string): Promise<LoadedRecord | null> {
    const tx = this.db.transaction(['records', 'arrays'], 'readonly');
    const both = await Promise.all(([0, 1] as const).map((slot) => tx.objectStore('records').get([id, slot])));
    const keys = await tx.objectStore('arrays').getAllKeys(allOf(id));
    const records = both.filter((one) => one !== undefined).sort((a, b) => b.generation - a.generation);
    for (const [k, record] of records.entries()) {
      if (checksumOf(record) !== record.checksum) continue;
      const stored = await Promise.all(record.arrays.map((number) => tx.objectStore('arrays').get([id, number])));
      const arrays = stored.flatMap((one) => (one && checksum(one.values) === one.checksum ? [one.values] : []));
      if (arrays.length < record.arrays.length) continue;
      const { json, generation, arrays: numbers } = record;
      const others = keys.map(([, number]) => number).filter((number) => !numbers.includes(number));
      return { record: { json, arrays }, isOlder: k > 0, generation, numbers, others };
    }
    return null;
  }

  async rename(id: string, name: string): Promise<void> {
    const tx = this.db.transaction('experiments', 'readwrite');
    const summary = await tx.store.get(id);
    if (summary) await tx.store.put({ ...summary, name });
    await tx.done;
  }

  /** An experiment's newest whole record, with its line of the list; null where it has none. */
  async copyOf(id: string): Promise<StoredCopy | null> {
    const [summary, loaded] = await Promise.all([this.db.get('experiments', id), this.load(id)]);
    return summary && loaded ? { summary, record: loaded.record } : null;
  }

  /** Stores what was removed, under the id, the name and the date that it had. */
  async putBack({ summary, record }: StoredCopy): Promise<void> {
    await new ExperimentWriter(this, summary.id, summary.name).save(record, summary, summary.date);
  }

  async remove(id: string): Promise<void> {
    const tx = this.db.transaction(['experiments', 'records', 'arrays'], 'readwrite');
    await Promise.all([
      tx.objectStore('experiments').delete(id),
      tx.objectStore('records').delete(allOf(id)),
      tx.objectStore('arrays').delete(allOf(id)),
      tx.done,
    ]);
  }

  /** Writes an experiment's newest whole record a second time, under another id and name. */
  async duplicate(id: string, copy: string, name: string): Promise<void> {
    const original = await this.copyOf(id);
    if (!original) return;
    const writer = new ExperimentWriter(this, copy, name);
    await writer.save(original.record, original.summary);
  }

  /**
   * Writes one save in one transaction. Used by `ExperimentWriter`.
   *
   * @returns the name under which it is stored: a person may have given it another
   */
  async write(save: Save): Promise<string> {
    const { id, bytes } = save.summary;
    const all = await this.list();
    const others = all.reduce((sum, one) => sum + (one.id === id ? 0 : one.bytes), 0);
    if (others + bytes > STORAGE_BUDGET) throw new StorageFullError();
    const name = all.find((one) => one.id === id)?.name ?? save.summary.name;
    try {
      await this.writeAtOnce({ ...save, summary: { ...save.summary, name } });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError') throw new StorageFullError();
      throw error;
    }
    return name;
  }

  /**
   * The same without a look at what is there. Everything is asked for at once, so that the browser writes it even if the page ends
   * before it gets an answer.
   */
  async writeAtOnce({ summary, slot, record, added, removed }: Save): Promise<void> {
    const { id } = summary;
    const tx = this.db.transaction(['experiments', 'records', 'arrays'], 'readwrite');
    const arrays = tx.objectStore('arrays');
    const asked = [
      ...[...added].map(([number, values]) => arrays.put({ values, checksum: checksum(values) }, [id, number])),
      ...removed.map((number) => arrays.delete([id, number])),
      tx.objectStore('records').put(record, [id, slot]),
      tx.objectStore('experiments').put(summary),
    ];
    // The transaction says why it failed; its requests say only that it was broken off.
    for (const one of asked) one.catch(() => undefined);
    tx.commit();
    await tx.done;
  }

  close(): void {
    this.db.close();
  }
}

/** What a save changes in the database. */
interface Save {
  readonly summary: ExperimentSummary;
  readonly slot: Slot;
  readonly record: StoredRecord;
  /** New arrays by their numbers. */
  readonly added: ReadonlyMap<number, PackedArray>;
  /** The numbers of arrays that are no longer needed. */
  readonly removed: readonly number[];
}

function checksumOf({ json, arrays, generation }: Omit<StoredRecord, 'checksum'>): string {
  return checksum(`${generation} ${arrays.join(' ')} ${json}`);
}

/** Deletes the whole database; other tabs that hold it are told to let it go. */
export function eraseExperiments(): Promise<void> {
  return deleteDB(DATABASE);
}

/** Saves one experiment again and again: into its two records in turn, each array only once. */
export class ExperimentWriter {
  private readonly numbers = new WeakMap<PackedArray, number>();
  /** The first number that no array has. */
  private free = 0;
  private generation = 0;
  /** The numbers of the arrays of the two records, by slot. */
  private readonly retained: [readonly number[], readonly number[]] = [[], []];
  /** The bytes of each array that is stored. */
  private readonly sizes = new Map<number, number>();

  /**
   * @param name for an experiment that is not stored yet
   * @param loaded what is stored of it already
   */
  constructor(
    private readonly store: ExperimentStore,
    readonly id: string,
    private name: string,
    loaded: LoadedRecord | null = null,
  ) {
    if (!loaded) return;
    const { numbers, others, record, generation } = loaded;
    // The other record, whole or damaged, is overwritten by the next save, and its arrays go with it.
    this.generation = generation;
    this.retained[slotOf(generation)] = numbers;
    for (const number of others) this.sizes.set(number, 0);
    for (const [k, number] of numbers.entries()) {
      const array = record.arrays[k]!;
      this.numbers.set(array, number);
      this.sizes.set(number, array.byteLength);
    }
    this.free = Math.max(-1, ...this.sizes.keys()) + 1;
  }

  /**
   * Saves a record. A save that fails leaves what was stored before.
   *
   * @param date milliseconds since 1970
   * @throws StorageFullError, or whatever the browser gives as the reason
   */
  async save(record: PackedRecord, about: About, date = Date.now()): Promise<void> {
    const save = this.next(record, about, date);
    this.name = await this.store.write(save);
    const { generation, arrays: numbers } = save.record;
    this.generation = generation;
    this.retained[save.slot] = numbers;
    for (const number of save.removed) this.sizes.delete(number);
    for (const [k, array] of record.arrays.entries()) {
      this.numbers.set(array, numbers[k]!);
      this.sizes.set(numbers[k]!, array.byteLength);
    }
    this.free = Math.max(this.free, ...numbers.map((number) => number + 1));
  }

  /** The last save of a page that ends. It may overlap one that is under way. */
  saveAtOnce(record: PackedRecord, about: About): void {
    // Nobody is there any more to be told that it failed.
    this.store.writeAtOnce(this.next(record, about, Date.now())).catch(() => undefined);
  }

  private next({ json, arrays }: PackedRecord, { textName, step, loss }: About, date: number): Save {
    const added = new Map<number, PackedArray>();
    const numbers: number[] = [];
    let { free } = this;
    for (const array of arrays) {
      const known = this.numbers.get(array);
      const number = known ?? free++;
      if (known === undefined) added.set(number, ownBuffer(array));
      numbers.push(number);
    }
    const generation = this.generation + 1;
    const other = new Set(this.retained[slotOf(generation + 1)]);
    const wanted = new Set(numbers);
    const removed = [...this.sizes.keys()].filter((number) => !wanted.has(number) && !other.has(number));
    const stays = [...this.sizes].filter(([number]) => wanted.has(number) || other.has(number));
    const sizes = [...stays.map(([, size]) => size), ...[...added.values()].map(({ byteLength }) => byteLength)];
    const bytes = sizes.reduce((sum, size) => sum + size, 4 * json.length);
    const record = { generation, json, arrays: numbers };
    return {
      summary: { id: this.id, name: this.name, textName, step, loss, date, bytes },
      slot: slotOf(generation),
      record: { ...record, checksum: checksumOf(record) },
      added,
      removed,
    };
  }
}

function slotOf(generation: number): Slot {
  return (generation % 2) as Slot;
}

/** An array whose buffer holds nothing else: a view would be stored with all of its buffer. */
function ownBuffer(array: PackedArray): PackedArray {
  const { buffer, byteLength } = array;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? array : array.slice();
}
