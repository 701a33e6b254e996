/** The text as an address names it: a sample, a memory task, a short text itself, or what tells a long one from others. */
import { crc32 } from '../formats/crc32.ts';
import { MAX_SEED, MAX_TEXT_CHARS } from '../limits/limits.ts';
import { MEMORY_TASKS } from '../samples/memoryTasks.ts';
import { SAMPLES } from '../samples/samples.ts';
import { type Codec, oneOf, orNull, text, tuple, wholeNumber } from './codecs.ts';
import type { Field } from './fields.ts';
import type { LinkedTask, LinkedText, TextMark } from './link.ts';
import type { TextState } from './textState.ts';

/** The longest text that a link holds, in UTF-16 code units: an address of some 2,000 characters works everywhere. */
export const MAX_LINKED_CHARS = 500;
/** What a pasted text is called. */
const PASTED = 'Your text';

const CHECKSUM = /^[0-9a-f]{8}$/;
const checksum: Codec<string> = {
  fit: (value) => (typeof value === 'string' && CHECKSUM.test(value) ? value : undefined),
  write: (value) => value,
  read: (value) => value,
};

const task: Codec<LinkedTask> = tuple({
  id: oneOf(MEMORY_TASKS.map(({ id }) => id)),
  lag: wholeNumber(8, 150),
  seed: wholeNumber(0, MAX_SEED),
});

function field<T>(name: string, codec: Codec<T>, initial: T): Field<T> {
  return { name, codec, initial, belongs: 'experiment' };
}

/** Of several that are given the last in this order is meant. */
export const LINKED_TEXT = {
  sample: field('sample', oneOf(SAMPLES.map(({ id }) => id)), SAMPLES[0]!.id),
  task: field('learn', orNull(task), null),
  text: field('text', text(MAX_LINKED_CHARS), ''),
  long: field('longtext', orNull(tuple<TextMark>({ length: wholeNumber(2, MAX_TEXT_CHARS), checksum })), null),
  /** What people see of a text that is given or asked for. */
  name: field('textname', text(100), PASTED),
} as const;

const marks = new WeakMap<TextState, TextMark>();

/** Length and checksum of a text; computed once. */
export function textMark(state: TextState): TextMark {
  let mark = marks.get(state);
  if (!mark) {
    const sum = crc32(new TextEncoder().encode(state.text));
    mark = { length: state.tokens.length, checksum: sum.toString(16).padStart(8, '0') };
    marks.set(state, mark);
  }
  return mark;
}

/** @param first what a page begins with */
export function linkedText(state: TextState | null, first: LinkedText): LinkedText {
  if (!state) return first;
  const { source, name } = state;
  if (source.kind === 'sample') return { ...first, sample: source.id };
  if (source.kind === 'task') {
    const { id, lag, seed } = source;
    return { ...first, task: { id, lag, seed } };
  }
  if (state.text.length <= MAX_LINKED_CHARS) return { ...first, text: state.text, name };
  return { ...first, long: textMark(state), name };
}
