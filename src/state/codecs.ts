/** How values of the view state are checked, written into an address and read back. */
import { clampTo, type NumberRange } from '../limits/limits.ts';

export interface Codec<T> {
  /** The value if it fits, or the nearest value of its kind that does; undefined if it is of another kind. */
  fit(value: unknown): T | undefined;
  /** Uses characters that need no escape in an address, as far as the value allows. */
  write(value: T): string;
  /** The written value, which may still not fit; undefined if it cannot be read. */
  read(written: string): unknown;
}

/** One of a list, which views use as well. */
export interface ChoiceCodec<T> extends Codec<T> {
  readonly values: readonly T[];
}

/** A number in a range, which views use as well. */
export interface NumberCodec extends Codec<number> {
  readonly range: NumberRange;
}

/** Separators of list members, of record entries, and of an entry's key and value. An address escapes none of them. */
const MEMBER = '.';
const ENTRY = '_';
const PAIR = '*';

/** The most entries of a record whose keys are not known beforehand. */
const MOST_ENTRIES = 32;
/** The form of a model's id. */
const ID = /^[a-z0-9-]{1,40}$/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
const LONE_SURROGATE = /\p{Surrogate}/gu;

export const yesNo: Codec<boolean> = {
  fit: (value) => (typeof value === 'boolean' ? value : undefined),
  write: (value) => (value ? '1' : '0'),
  read: (written) => (written === '1' ? true : written === '0' ? false : undefined),
};

export function oneOf<const T extends string | number>(values: readonly T[]): ChoiceCodec<T> {
  return {
    values,
    fit: (value) => values.find((one) => one === value),
    write: String,
    read: (written) => values.find((one) => String(one) === written),
  };
}

/** A number in a range; a whole number if the range says so. */
export function numberIn(range: NumberRange): NumberCodec {
  return {
    range,
    // Adding 0 turns −0 into 0.
    fit: (value) => (Number.isFinite(value) ? clampTo(range, value as number)! + 0 : undefined),
    write: String,
    read: (written) => (NUMBER.test(written) ? Number(written) : undefined),
  };
}

/** A whole number, both ends included. */
export function wholeNumber(min: number, max: number): NumberCodec {
  return numberIn({ min, max, integer: true });
}

/** Text of at most so many code units. A lone surrogate, which no address can hold, becomes U+FFFD. */
export function text(most: number): Codec<string> {
  return {
    fit: (value) => (typeof value === 'string' ? value.slice(0, most).replace(LONE_SURROGATE, '\ufffd') : undefined),
    write: (value) => value,
    read: (value) => value,
  };
}

/** The id of a model or of a term. Whether it exists is not checked here. */
export const identifier: Codec<string> = {
  fit: (value) => (typeof value === 'string' && ID.test(value) ? value : undefined),
  write: (value) => value,
  read: (value) => value,
};

/** A value or null, which is written as ''. An empty text becomes null. */
export function orNull<T>(codec: Codec<T>): Codec<T | null> {
  return {
    fit: (value) => (value === null || value === '' ? null : codec.fit(value)),
    write: (value) => (value === null ? '' : codec.write(value)),
    read: (value) => (value === '' ? null : codec.read(value)),
  };
}

/** Either of two codecs. The second is used if the first does not fit or cannot read the value. */
export function either<A, B>(first: Codec<A>, second: Codec<B>): Codec<A | B> {
  return {
    fit: (value) => first.fit(value) ?? second.fit(value),
    write: (value) => (first.fit(value) === value ? first.write(value as A) : second.write(value as B)),
    read: (value) => first.read(value) ?? second.read(value),
  };
}

/** At least so many members of a list, in the list's order. */
export function someOf<const T extends string>(values: readonly T[], least: number): Codec<readonly T[]> {
  return {
    fit: (value) => {
      if (!Array.isArray(value)) return undefined;
      const some = values.filter((one) => value.includes(one));
      return some.length < least ? undefined : some;
    },
    write: (value) => value.join(MEMBER),
    read: (value) => (value === '' ? [] : value.split(MEMBER)),
  };
}

/** A list of values. Values that do not fit, and those beyond the most, are left out. */
export function listOf<T>(codec: Codec<T>, most: number): Codec<readonly T[]> {
  return {
    fit: (value) => {
      if (!Array.isArray(value)) return undefined;
      return value.flatMap((one: unknown) => codec.fit(one) ?? []).slice(0, most);
    },
    write: (value) => value.map((one) => codec.write(one)).join(ENTRY),
    read: (value) => (value === '' ? [] : value.split(ENTRY, most).map((one) => codec.read(one))),
  };
}

/** Named values in a fixed order, each with its own codec, such as a unit's layer, channel and number. */
export function tuple<T extends object>(codecs: { readonly [K in keyof T]: Codec<T[K]> }): Codec<T> {
  const keys = Object.keys(codecs) as (keyof T)[];
  return {
    fit: (value) => {
      if (typeof value !== 'object' || value === null) return undefined;
      const fitted = keys.map((key) => [key, codecs[key].fit((value as T)[key])] as const);
      return fitted.some(([, one]) => one === undefined) ? undefined : (Object.fromEntries(fitted) as T);
    },
    write: (value) => keys.map((key) => codecs[key].write(value[key])).join(MEMBER),
    read: (value) => {
      const parts = value.split(MEMBER, keys.length + 1);
      if (parts.length !== keys.length) return undefined;
      return Object.fromEntries(keys.map((key, k) => [key, codecs[key].read(parts[k]!)]));
    },
  };
}

/** A record with fixed keys. All entries must fit. */
export function record<T extends object>(codecs: { readonly [K in keyof T]: Codec<T[K]> }): Codec<T> {
  const keys = Object.keys(codecs) as (keyof T & string)[];
  return {
    fit: tuple(codecs).fit,
    write: (value) => keys.map((key) => key + PAIR + codecs[key].write(value[key])).join(ENTRY),
    read: (value) => {
      const entries = new Map(pairsOf(value, keys.length));
      const read = keys.map((key) => [key, entries.has(key) ? codecs[key].read(entries.get(key)!) : undefined]);
      return Object.fromEntries(read) as unknown;
    },
  };
}

/** Values by model id. Ids are never reused, so a new model does not inherit an entry. */
export function byModel<T>(codec: Codec<T>): Codec<Readonly<Record<string, T>>> {
  return {
    fit: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const entries = Object.entries(value).flatMap(([key, one]): [string, T][] => {
        const fitted = ID.test(key) ? codec.fit(one) : undefined;
        return fitted === undefined ? [] : [[key, fitted]];
      });
      return Object.fromEntries(entries.slice(-MOST_ENTRIES));
    },
    write: (value) => {
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return entries.map(([key, one]) => key + PAIR + codec.write(one)).join(ENTRY);
    },
    read: (value) => Object.fromEntries(pairsOf(value, MOST_ENTRIES).map(([key, one]) => [key, codec.read(one)])),
  };
}

/** "a*1_b*2" → [a, 1], [b, 2] */
function pairsOf(written: string, most: number): readonly (readonly [string, string])[] {
  if (written === '') return [];
  return written.split(ENTRY, most).map((entry) => {
    const at = entry.indexOf(PAIR);
    return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
  });
}
