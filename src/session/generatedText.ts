/** Texts that the page writes itself: samples, and memory tasks. */
import { MEMORY_TASKS, type MemoryTask, taskText } from '../samples/memoryTasks.ts';
import { SAMPLES } from '../samples/samples.ts';
import type { LinkedText } from '../state/link.ts';
import type { TextSource } from '../state/textState.ts';

/** Characters of a memory task's text. */
const TASK_LENGTH = 40_000;

export interface GivenText {
  readonly raw: string;
  readonly name: string;
  readonly source: TextSource;
}

/** A generated text of a memory task. */
export function taskNamed(task: MemoryTask, lag: number, seed: number): GivenText {
  const { text } = taskText(task, lag, TASK_LENGTH, 'train', seed);
  return { raw: text, name: `${task.name}, lags to ${lag}`, source: { kind: 'task', id: task.id, lag, seed } };
}

/** The task that an address names, or else the sample. */
export function generatedText({ task, sample: id }: Pick<LinkedText, 'task' | 'sample'>): GivenText {
  const known = task && MEMORY_TASKS.find((one) => one.id === task.id);
  if (known) return taskNamed(known, task.lag, task.seed);
  const sample = SAMPLES.find((one) => one.id === id)!;
  return { raw: sample.build(), name: sample.name, source: { kind: 'sample', id } };
}
