import { MEMORY_TASKS, type TaskText, taskText } from '../samples/memoryTasks.ts';
import type { TextState } from './textState.ts';

/** Characters of the test text: a few hundred answers of most tasks. */
const LENGTH = 8000;
/** The longest lag of the test, as a multiple of the longest lag in training. */
const BEYOND = 1.5;

/** A text of a memory task that training does not contain. */
export interface RecallTest extends TaskText {
  readonly tokens: Int32Array;
}

const TESTS = new WeakMap<TextState, RecallTest>();

/** The test for a task's text. It has no answers if the task is unknown. */
export function recallTestOf(text: TextState): RecallTest {
  const known = TESTS.get(text);
  if (known) return known;
  const { source } = text;
  const task = source.kind === 'task' && MEMORY_TASKS.find(({ id }) => id === source.id);
  const made = task ? taskText(task, Math.round(source.lag * BEYOND), LENGTH, 'test') : { text: '', answers: [] };
  const index = new Map(text.symbols.map((symbol, token) => [symbol, token]));
  const test = { ...made, tokens: Int32Array.from(made.text, (symbol) => index.get(symbol) ?? 0) };
  TESTS.set(text, test);
  return test;
}
