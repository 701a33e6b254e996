/** Texts in which the next characters are determined by something a known number of characters earlier. */
import { createRandom, type Random } from '../engine/random.ts';
import { between, pick } from './choices.ts';

/** A range of characters that can only be predicted from something `lag` characters before its first character. */
interface Answer {
  /** In code points; the characters from … to − 1 are the answer. */
  readonly from: number;
  readonly to: number;
  readonly lag: number;
}

/** A text of a task with its answers. */
export interface TaskText {
  readonly text: string;
  readonly answers: readonly Answer[];
}

/** A synthetic task that needs memory. */
export interface MemoryTask {
  /** Identifier in addresses and saved experiments; never changed. */
  readonly id: string;
  readonly name: string;
  /** What must be remembered, as a sentence. */
  readonly description: string;
  /** An example line. */
  readonly example: string;
  /** The smallest lag of an instance. */
  readonly leastLag: number;
  /** The accuracy of guessing among the possible answers, 0 … 1; null if the answers cannot be listed. */
  readonly chance: number | null;
  /**
   * One instance, a line or sentence, with its answers counted from its own start. Lags are at most `lag`, or as near
   * to it as possible.
   */
  instance(random: Random, lag: number): TaskText;
}

const SYMBOLS = Array.from('ABCDEFGH');
const NOISE = Array.from('abcdefgh');
const noise = (random: Random, length: number): string => Array.from({ length }, () => pick(random, NOISE)).join('');

/** Delayed recall (Hochreiter and Schmidhuber, 1997, §5.2 with one symbol): a capital, noise, a question mark, the capital. */
const recall: MemoryTask = {
  id: 'recall',
  name: 'Delayed recall',
  description: 'A capital letter, then noise; after the question mark the same capital comes again.',
  example: 'Cfagbde?C',
  leastLag: 2,
  chance: 1 / SYMBOLS.length,
  instance(random, lag) {
    const symbol = pick(random, SYMBOLS);
    return { text: `${symbol}${noise(random, lag - 2)}?${symbol}\n`, answers: [{ from: lag, to: lag + 1, lag }] };
  },
};

/** Copy (Graves, Wayne, Danihelka, 2014, §4.1): the characters before the colon are repeated after it. */
const copy: MemoryTask = {
  id: 'copy',
  name: 'Copy',
  description: 'Digits, a colon, and the same digits again: each is as far from its first copy as the string is long.',
  example: '40317:40317',
  leastLag: 2,
  chance: 0.1,
  instance(random, lag) {
    const digits = Array.from({ length: lag - 1 }, () => String(random.integer(10))).join('');
    const answers = Array.from(digits, (_, k) => ({ from: lag + k, to: lag + k + 1, lag }));
    return { text: `${digits}:${digits}\n`, answers };
  },
};

/** Parity: whether the number of ones before the equals sign is even (0) or odd (1). */
const parity: MemoryTask = {
  id: 'parity',
  name: 'Parity',
  description: 'Zeros and ones, an equals sign, and whether the ones are odd in number: one lost digit spoils it.',
  example: '01101=1',
  leastLag: 2,
  chance: 0.5,
  instance(random, lag) {
    const bits = Array.from({ length: lag - 1 }, () => random.integer(2));
    const odd = bits.reduce((sum, bit) => sum + bit, 0) % 2;
    return { text: `${bits.join('')}=${odd}\n`, answers: [{ from: lag, to: lag + 1, lag }] };
  },
};

/** One pair of brackets around noise: the kind of the closing bracket depends on the kind of the opening one. */
const brackets: MemoryTask = {
  id: 'brackets',
  name: 'Brackets',
  description: 'A bracket of one of four kinds, noise, a full stop, and the bracket that closes it.',
  example: '{gabcf.}',
  leastLag: 2,
  chance: 0.25,
  instance(random, lag) {
    const [open, close] = pick(random, ['()', '[]', '{}', '<>']);
    return { text: `${open}${noise(random, lag - 2)}.${close}\n`, answers: [{ from: lag, to: lag + 1, lag }] };
  },
};

/** aⁿbⁿ (Gers and Schmidhuber, 2001): a line has as many b as a, so they must be counted. */
const counting: MemoryTask = {
  id: 'counting',
  name: 'aⁿbⁿ',
  description: 'As many b as there were a, then the line ends: where it ends must be counted.',
  example: 'aaaabbbb',
  leastLag: 2,
  chance: null,
  instance(_, lag) {
    const n = lag - 1;
    // Every b but the first, and the line's end, because too early is as wrong as too late. The end is `lag` after
    // the last a.
    return { text: `${'a'.repeat(n)}${'b'.repeat(n)}\n`, answers: [{ from: n + 1, to: 2 * n + 1, lag }] };
  },
};

const shortest = (words: readonly string[]): number => Math.min(...words.map(({ length }) => length));

const NAMES = ['John', 'Mary', 'Peter', 'Sally', 'Tom', 'Ruth', 'Hugo', 'Ella'];
const WALKED = ' walked in too. ';
const GREETED = 'Jane said hi to ';
const BETWEEN = [
  'It was late in the day.',
  'Rain fell on the roof.',
  'Everyone was walking home after a long day at work.',
  'The lamps were lit.',
  'Nobody spoke for a while.',
  'A dog barked outside.',
];

/** Sentences until the next one would exceed `room` characters. */
function sentences(random: Random, choice: readonly string[], room: number): string {
  let text = '';
  for (;;) {
    const next = `${pick(random, choice)} `;
    if (text.length + next.length > room) return text;
    text += next;
  }
}

/** A sentence from lectures: the person who walked in is the one who is greeted, whatever comes between. */
const greeting: MemoryTask = {
  id: 'greeting',
  name: 'Jane and John',
  description: 'Jane walked in, someone else walked in too; after other sentences Jane says hi to that someone.',
  example: 'Jane walked into the room. John walked in too. It was late in the day. Jane said hi to John.',
  leastLag: shortest(NAMES) + WALKED.length + GREETED.length,
  chance: 1 / NAMES.length,
  instance(random, lag) {
    const name = pick(random, NAMES);
    const first = 'Jane walked into the room. ';
    const middle = sentences(random, BETWEEN, lag - name.length - WALKED.length - GREETED.length);
    const text = `${first}${name}${WALKED}${middle}${GREETED}${name}.\n`;
    const from = text.length - name.length - 2;
    return { text, answers: [{ from, to: from + name.length, lag: from - first.length }] };
  },
};

const THINGS = ['tickets', 'letters', 'maps', 'notes', 'poems', 'bills', 'cards', 'essays'];
const PRINTED = 'At last she printed her ';
const ERRANDS = [
  'The printer was out of toner.',
  'She went to the shop to buy more.',
  'It was very overpriced.',
  'She walked home in the rain.',
  'Then she put the toner into the printer.',
];

/**
 * Another sentence from lectures: what she tried to print is what she prints in the end (Jurafsky and Martin;
 * Manning).
 */
const printing: MemoryTask = {
  id: 'printing',
  name: 'The printer',
  description: 'She tried to print something, the printer was out of toner, and in the end she prints just that.',
  example: 'She tried to print her tickets. The printer was out of toner. At last she printed her tickets.',
  leastLag: shortest(THINGS) + 2 + PRINTED.length,
  chance: 1 / THINGS.length,
  instance(random, lag) {
    const thing = pick(random, THINGS);
    const first = 'She tried to print her ';
    const middle = sentences(random, ERRANDS, lag - thing.length - 2 - PRINTED.length);
    const text = `${first}${thing}. ${middle}${PRINTED}${thing}.\n`;
    const from = text.length - thing.length - 2;
    return { text, answers: [{ from, to: from + thing.length, lag: from - first.length }] };
  },
};

export const MEMORY_TASKS: readonly MemoryTask[] = [recall, copy, parity, brackets, counting, greeting, printing];

/**
 * A text of one task with at least `length` characters: instance after instance, with lags drawn uniformly from the
 * smallest possible lag up to `mostLag`.
 *
 * @param stream the purpose of the text ("train", "test"), which has random numbers of its own
 */
export function taskText(task: MemoryTask, mostLag: number, length: number, stream: string, seed = 1): TaskText {
  const random = createRandom(seed, `memory/${task.id}/${stream}`);
  const answers: Answer[] = [];
  let text = '';
  while (text.length < length) {
    const one = task.instance(random, between(random, task.leastLag, Math.max(task.leastLag, mostLag)));
    for (const { from, to, lag } of one.answers) answers.push({ from: from + text.length, to: to + text.length, lag });
    text += one.text;
  }
  return { text, answers };
}
