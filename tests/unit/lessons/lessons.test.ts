/** The lessons’ data: everything that it names is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICTURES } from '../../../src/exports/pictures.ts';
import { addressAt, fittedPlace, LESSONS, linkAt } from '../../../src/lessons/findLesson.ts';
import type { Lesson, Step } from '../../../src/lessons/lesson.ts';
import { isReading } from '../../../src/lessons/readings.ts';
import { readingsFor } from '../../../src/lessons/rightChoice.ts';
import { readingsIn } from '../../../src/lessons/sentences.ts';
import { LESSON_IDS, MAX_STEPS } from '../../../src/state/lessonPlace.ts';

/** Accessible names that stand in the sources of the views. */
const SOURCES = readdirSync('src/views', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

function isThere(look: string): boolean {
  const name = look.slice(look.indexOf(':') + 1);
  if (look.startsWith('picture:')) return name in PICTURES;
  return SOURCES.includes(`label="${name}"`) || SOURCES.includes(`label={\`${name.replace('RNN', '${name}')}\`}`);
}

const textsOf = ({ says, ask }: Step): readonly string[] => [says, ...(ask ? [ask.question, ask.because] : [])];

/** What does not depend on which step's weights are shown. */
const OF_NO_WEIGHTS = /^(steps|letters|symbols|evenBits|unroll|clipMax|units|characters)\b/;

it('every lesson has its place in the list', () => {
  expect(LESSONS.map(({ id }) => id)).toEqual(LESSON_IDS);
});

it('a step that a lesson does not have is its last', () => {
  expect(fittedPlace({ lesson: 'hello', step: MAX_STEPS })).toEqual({
    lesson: 'hello',
    step: LESSONS[0]!.steps.length,
  });
});

describe.each(LESSONS)('the lesson $title', ({ id, steps, minutes }: Lesson) => {
  it('has a few steps, and ends with the reader’s own text', () => {
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.length).toBeLessThanOrEqual(MAX_STEPS);
    expect(minutes).toBeGreaterThan(0);
    expect(steps.at(-1)!.says).toMatch(/^Now on your own text:/);
    expect(steps.at(-1)!.ask).toBeUndefined();
    for (const step of steps.slice(0, -1)) expect(step.ask, step.says).toBeDefined();
  });

  it('names only what links, pictures and readings there are', () => {
    for (const [k, step] of steps.entries()) {
      const place = { lesson: id, step: k + 1 };
      for (const isAnswered of [false, true]) {
        expect(linkAt(place, isAnswered).refused, addressAt(place, isAnswered)).toEqual([]);
      }
      expect(isThere(step.look), step.look).toBe(true);
      const names = [...textsOf(step).flatMap(readingsIn), ...(step.ask ? readingsFor(step.ask) : [])];
      expect(names.filter((name) => !isReading(name))).toEqual([]);
    }
  });

  it('types no number that is measured: a rule has an edge or a reading for each choice', () => {
    for (const { ask } of steps) {
      if (!ask) continue;
      const { right, choices } = ask;
      expect(new Set(choices).size).toBe(choices.length);
      if (typeof right === 'number') expect(choices[right]).toBeDefined();
      else if ('reading' in right) expect(right.edges).toEqual(right.edges.toSorted((a, b) => a - b));
      if (typeof right === 'object' && 'reading' in right) expect(right.edges).toHaveLength(choices.length - 1);
      if (typeof right === 'object' && 'largest' in right) expect(right.largest).toHaveLength(choices.length);
      if (typeof right === 'object' && 'smallest' in right) expect(right.smallest).toHaveLength(choices.length);
    }
  });

  it('asks with numbers that the answer’s state has as well', () => {
    for (const { says, ask, at, seen = at, provoked } of steps) {
      const weightsOf = (address: string): string => {
        const params = new URLSearchParams(address);
        return ['step', 'trained', 'sample', 'nonlin'].map((name) => params.get(name)).join();
      };
      if (!ask || (weightsOf(at) === weightsOf(seen) && !provoked)) continue;
      const names = [says, ask.question].flatMap(readingsIn);
      expect(names.filter((name) => !OF_NO_WEIGHTS.test(name))).toEqual([]);
    }
  });
});
