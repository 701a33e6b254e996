import { describe, expect, test } from 'vitest';
import { MEMORY_TASKS, taskText } from '../../../src/samples/memoryTasks.ts';

const MOST = 60;
const texts = new Map(MEMORY_TASKS.map((task) => [task.id, taskText(task, MOST, 6000, 'test')]));
const of = (id: string) => texts.get(id)!;
/** Answer, and the line that it stands in up to the answer. */
const asked = (id: string) =>
  of(id).answers.map(({ from, to, lag }) => {
    const { text } = of(id);
    const start = text.lastIndexOf('\n', from - 1) + 1;
    return { answer: text.slice(from, to), before: text.slice(start, from), lag, next: text[to] };
  });

describe.each(MEMORY_TASKS)('$name', (task) => {
  test('is the same every time, and another text for the test than for training', () => {
    expect(taskText(task, MOST, 6000, 'test')).toEqual(of(task.id));
    expect(taskText(task, MOST, 6000, 'train').text).not.toBe(of(task.id).text);
  });

  test('asks at lags up to the one chosen, and at many different ones', () => {
    const lags = of(task.id).answers.map(({ lag }) => lag);
    // A sentence with a long name is longer than one with a short name, whatever the lag asked for.
    expect(Math.max(...lags)).toBeLessThanOrEqual(MOST);
    expect(Math.min(...lags)).toBe(task.leastLag);
    expect(new Set(lags).size).toBeGreaterThan(5);
  });

  test('training knows every character of the test', () => {
    const known = new Set(taskText(task, MOST, 40_000, 'train').text);
    expect([...of(task.id).text].filter((symbol) => !known.has(symbol))).toEqual([]);
  });

  test('its example is one line', () => {
    expect(task.example.length).toBeGreaterThan(task.leastLag);
    expect(task.example).not.toContain('\n');
  });
});

test('delayed recall: the capital comes again as many characters later as it says', () => {
  for (const { answer, before, lag } of asked('recall')) {
    expect(before.length).toBe(lag);
    expect(before[0]).toBe(answer);
    expect(before.endsWith('?')).toBe(true);
    expect(before.slice(1, -1)).toMatch(/^[a-h]*$/);
  }
});

test('copy: every digit is the one that stood a lag before', () => {
  const { text, answers } = of('copy');
  for (const { from, lag } of answers) expect(text[from]).toBe(text[from - lag]);
  expect(asked('copy').every(({ before, lag }) => before.indexOf(':') === lag - 1)).toBe(true);
});

test('parity: the answer is odd or even as the ones are', () => {
  for (const { answer, before } of asked('parity')) {
    expect(Number(answer)).toBe((before.match(/1/g)?.length ?? 0) % 2);
  }
});

test('brackets: what closes is of the kind that opened', () => {
  const pair: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
  for (const { answer, before } of asked('brackets')) expect(answer).toBe(pair[before[0]!]);
});

test('aⁿbⁿ: as many b as a, and the end is asked together with every b that could have been the last', () => {
  for (const { answer, before, lag } of asked('counting')) {
    const n = before.length - 1;
    expect(before).toBe(`${'a'.repeat(n)}b`);
    expect(answer).toBe(`${'b'.repeat(n - 1)}\n`);
    expect(lag).toBe(n + 1);
  }
});

test.each([
  ['greeting', /^Jane walked into the room\. (\w+) walked in too\. .*Jane said hi to $/],
  ['printing', /^She tried to print her (\w+)\. .*At last she printed her $/],
])('%s: the word that is asked for stands in the sentence before, a lag earlier', (id, pattern) => {
  for (const { answer, before, lag, next } of asked(id)) {
    expect(pattern.exec(before)?.[1]).toBe(answer);
    expect(before.length - before.indexOf(answer)).toBe(lag);
    expect(next).toBe('.');
  }
});
