/** JSON from files, with its size and structure checked before any of it is built in memory. */
import * as v from 'valibot';
import {
  MAX_JSON_CONTAINERS,
  MAX_JSON_DEPTH,
  MAX_JSON_NAMES,
  MAX_JSON_VALUES,
  MAX_MODEL_JSON_BYTES,
} from '../../limits/limits.ts';
import { duplicateKey } from '../jsonKeys.ts';
import { quoted, type Refuse } from './openedModel.ts';

/**
 * The value of a JSON file. A key that occurs twice in one object is refused, and so is "__proto__".
 *
 * @param what as in "model.json is not JSON"
 * @param maxNames the most keys that are no indices
 */
export function parseJson(bytes: Uint8Array, what: string, refuse: Refuse, maxNames = MAX_JSON_NAMES): unknown {
  if (bytes.length > MAX_MODEL_JSON_BYTES) {
    return refuse(`${what} has ${bytes.length} bytes, and at most ${MAX_MODEL_JSON_BYTES} are allowed`);
  }
  const members = countMembers(bytes, what, refuse, maxNames);
  let json: string;
  let value: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(json);
  } catch {
    return refuse(`${what} is not complete JSON`);
  }
  if (countKeys(value, what, refuse) !== members) {
    const key = json.length > SEARCHED ? null : duplicateKey(json);
    return refuse(`${what} has ${key === null ? 'a key' : `the key ${quoted(key)}`} twice in one object`);
  }
  return value;
}

/** The longest JSON in which a key that occurs twice is looked for and named. */
const SEARCHED = 1 << 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts the members of all objects by their colons, and checks depth and numbers of values without parsing. */
function countMembers(bytes: Uint8Array, what: string, refuse: Refuse, maxNames: number): number {
  let depth = 0;
  let containers = 0;
  let values = 0;
  let members = 0;
  let names = 0;
  /** Where the newest string begins and ends. */
  let begin = 0;
  let end = 0;
  let isString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (isString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) {
        isString = false;
        end = at;
      }
    } else if (byte === QUOTE) {
      isString = true;
      begin = at + 1;
    }
    // Brackets differ from braces in one bit.
    else if ((byte | 0x20) === 0x7b) {
      depth++;
      containers++;
      if (depth > MAX_JSON_DEPTH) refuse(`${what} is nested more than ${MAX_JSON_DEPTH} levels deep`);
      if (containers > MAX_JSON_CONTAINERS) refuse(`${what} has more than ${MAX_JSON_CONTAINERS} objects and arrays`);
    } else if ((byte | 0x20) === 0x7d) depth--;
    else if (byte === 0x2c) {
      if (++values > MAX_JSON_VALUES) refuse(`${what} has more than ${MAX_JSON_VALUES} values`);
    } else if (byte === 0x3a) {
      members++;
      if (!isIndex(bytes, begin, end) && ++names > maxNames) refuse(`${what} has more than ${maxNames} names`);
    }
  }
  return members;
}

/** Whether a key is a whole number, by which the parser keeps an object like a list. */
function isIndex(bytes: Uint8Array, begin: number, end: number): boolean {
  if (end - begin > 9 || begin >= end || (bytes[begin] === 0x30 && end - begin > 1)) return false;
  for (let at = begin; at < end; at++) if (bytes[at]! < 0x30 || bytes[at]! > 0x39) return false;
  return true;
}

/** The number of keys of all objects in a value. */
function countKeys(value: unknown, what: string, refuse: Refuse): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === 'object') count += countKeys(one, what, refuse);
    return count;
  }
  for (const key in value) {
    if (key === '__proto__') return refuse(`${what} has the key "__proto__", which no model has`);
    count++;
    const one = (value as Record<string, unknown>)[key];
    if (typeof one === 'object') count += countKeys(one, what, refuse);
  }
  return count;
}

/** The longest path of a field in a message. */
const PATH_LENGTH = 80;

/** The value if it fits the schema; otherwise the first field that does not fit is named. */
export function fitted<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
  refuse: Refuse,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0])?.slice(0, PATH_LENGTH);
  if (path === undefined) return refuse(`${what} has another form than expected`);
  return refuse(`${what} has no valid ${JSON.stringify(path)}`);
}

/** Any object, by reference: other schemas of objects copy every key. */
export const ANY_OBJECT = v.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** A size in a shape. */
export const COUNT = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
