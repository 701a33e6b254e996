/** Tables of view state: each key's type, initial value, and name in addresses and saved records. Pure. */
import type { Codec } from './codecs.ts';

/**
 * experiment: measurements depend on it · view: it changes how measurements are shown · person: a preference for every
 * experiment, which is saved but never part of an address.
 */
export type Belongs = 'experiment' | 'view' | 'person';

export interface Field<T> {
  /** Its short name in addresses and saved records. It never changes and is never reused. */
  readonly name: string;
  readonly codec: Codec<T>;
  readonly initial: T;
  readonly belongs: Belongs;
}

/** Fields that form one object of the state. Each has its own name. */
type Group = Readonly<Record<string, Field<unknown>>>;

export type Table = Readonly<Record<string, Field<unknown> | Group>>;

type ValueOf<E> = E extends Field<infer V> ? V : { readonly [K in keyof E]: E[K] extends Field<infer V> ? V : never };

/** The state that a table describes. */
export type ValuesOf<T extends Table> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** A change of that state. Of a group, only the changed fields are given. */
export type ChangeOf<T extends Table> = {
  readonly [K in keyof T]?: T[K] extends Field<unknown> ? ValueOf<T[K]> : Partial<ValueOf<T[K]>>;
};

/** A value that was read and does not fit. The nearest that fits, or the initial value, replaces it. */
export interface Refused {
  /** The field's name. */
  readonly name: string;
  /** The value as it was written. */
  readonly given: string;
  /** The value that replaces it, as it would be written. */
  readonly taken: string;
}

export interface ReadValues<V> {
  readonly values: V;
  readonly refused: readonly Refused[];
}

/** A field with the path to its value: a key, and for a field of a group the key within it. */
interface Leaf {
  readonly key: string;
  readonly part: string | null;
  readonly field: Field<unknown>;
}

type Values = Readonly<Record<string, unknown>>;

function isField(entry: Table[string]): entry is Field<unknown> {
  return typeof entry.name === 'string';
}

function leavesOf(table: Table): readonly Leaf[] {
  return Object.entries(table).flatMap(([key, entry]): readonly Leaf[] => {
    if (isField(entry)) return [{ key, part: null, field: entry }];
    return Object.entries(entry).map(([part, field]) => ({ key, part, field }));
  });
}

function valueAt(values: Values, { key, part }: Leaf): unknown {
  return part === null ? values[key] : (values[key] as Values)[part];
}

function isSame({ codec }: Field<unknown>, a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return typeof a === 'object' && a !== null && b !== null && codec.write(a) === codec.write(b);
}

/** The initial state of a table. */
export function initialValues<T extends Table>(table: T): ValuesOf<T> {
  const values: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(table)) {
    values[key] = isField(entry)
      ? entry.initial
      : Object.fromEntries(Object.entries(entry).map(([part, { initial }]) => [part, initial]));
  }
  return values as ValuesOf<T>;
}

/**
 * The state after a change. Unchanged parts, and the whole if nothing changes, keep their identity. A number outside its
 * range becomes the nearest inside. Values that do not fit at all are ignored.
 */
export function changedValues<T extends Table>(table: T, values: ValuesOf<T>, change: ChangeOf<T>): ValuesOf<T> {
  let changed: Record<string, unknown> | null = null;
  for (const [key, wanted] of Object.entries(change)) {
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (!entry || wanted === undefined) continue;
    const before = values[key];
    const after = isField(entry)
      ? fitted(entry, before, wanted)
      : changedValues(entry, before as Values, (wanted ?? {}) as Values);
    if (!Object.is(after, before)) (changed ??= { ...values })[key] = after;
  }
  return changed === null ? values : (changed as ValuesOf<T>);
}

function fitted(field: Field<unknown>, before: unknown, wanted: unknown): unknown {
  const fit = field.codec.fit(wanted);
  return fit === undefined || isSame(field, before, fit) ? before : fit;
}

/** The values that differ from the initial ones, by field name, without a person's preferences. */
export function toAddress<T extends Table>(table: T, values: ValuesOf<T>): URLSearchParams {
  const address = new URLSearchParams();
  for (const leaf of leavesOf(table)) {
    const { name, codec, initial, belongs } = leaf.field;
    const value = valueAt(values, leaf);
    if (belongs !== 'person' && !isSame(leaf.field, value, initial)) address.append(name, codec.write(value));
  }
  return address;
}

/** Reads an address. Unknown names and a person's preferences are ignored. */
export function fromAddress<T extends Table>(table: T, params: URLSearchParams): ReadValues<ValuesOf<T>> {
  return readInto(table, ({ name, codec, belongs }) => {
    if (belongs === 'person') return [];
    return params.getAll(name).map((given) => ({ given, value: codec.read(given) }));
  });
}

/** The values that differ from the initial ones as JSON values, by field name. */
export function toRecord<T extends Table>(table: T, values: ValuesOf<T>): Record<string, unknown> {
  const record: [string, unknown][] = [];
  for (const leaf of leavesOf(table)) {
    const value = valueAt(values, leaf);
    if (!isSame(leaf.field, value, leaf.field.initial)) record.push([leaf.field.name, value]);
  }
  return Object.fromEntries(record);
}

/** Reads a saved record, which may contain anything. */
export function fromRecord<T extends Table>(table: T, saved: unknown): ReadValues<ValuesOf<T>> {
  const record = typeof saved === 'object' && saved !== null ? (saved as Values) : {};
  return readInto(table, ({ name }) => {
    if (!Object.hasOwn(record, name)) return [];
    return [{ given: written(record[name]), value: record[name] }];
  });
}

interface Given {
  readonly given: string;
  /** Undefined if it could not be read. */
  readonly value: unknown;
}

/** @param givenFor the values given for a field; the first is used */
function readInto<T extends Table>(
  table: T,
  givenFor: (field: Field<unknown>) => readonly Given[],
): ReadValues<ValuesOf<T>> {
  const values: Record<string, unknown> = { ...initialValues(table) };
  const refused: Refused[] = [];
  for (const { key, part, field } of leavesOf(table)) {
    const { name, codec, initial } = field;
    const [first, ...more] = givenFor(field);
    if (!first) continue;
    const fit = codec.fit(first.value);
    const taken = fit === undefined ? initial : fit;
    values[key] = part === null ? taken : { ...(values[key] as Values), [part]: taken };
    if (fit === undefined || !isFitting(field, first, fit)) {
      refused.push({ name, given: first.given, taken: codec.write(taken) });
    }
    for (const { given } of more) refused.push({ name, given, taken: codec.write(taken) });
  }
  return { values: values as ValuesOf<T>, refused };
}

/** Whether the given value itself was taken, and not the nearest to it. */
function isFitting({ codec }: Field<unknown>, { given, value }: Given, fit: unknown): boolean {
  return Object.is(value, fit) || codec.write(fit) === given || JSON.stringify(value) === JSON.stringify(fit);
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
