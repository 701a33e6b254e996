/** What a question is about, and questions about several models at once. */
import { changeEachModel } from '../../state/changeModel.ts';
import type { Results } from '../../state/results.ts';
import { isCurrent, type RunRef } from '../../state/runRef.ts';
import type { AppState } from '../../state/state.ts';
import type { ModelId } from '../../state/model.ts';
import type { Standing, ViewerQuery } from './query.ts';

interface Subject extends Partial<RunRef>, Partial<Pick<AppState, 'text' | 'passage' | 'traceWindow'>> {
  readonly subjects?: readonly RunRef[];
}

/** A question is overtaken when a text or passage that it is about was replaced, or a run of a model did not continue. */
export function standingOf(state: AppState, subject: Subject): Standing {
  const { model, run = null, subjects = [] } = subject;
  const runs = model === undefined ? subjects : [...subjects, { model, run }];
  const isRead = (['text', 'passage', 'traceWindow'] as const).every(
    (key) => subject[key] === undefined || subject[key] === state[key],
  );
  return isRead && runs.every((one) => isCurrent(state, one)) ? 'wanted' : 'overtaken';
}

/** A question to the viewing worker. The type of its key follows from `wanted`. */
export function viewerQuery<Key extends Subject, Answer>(
  query: ViewerQuery<Key, Answer>,
): ViewerQuery<Key, Answer> & { standing(state: AppState, key: Key): Standing } {
  return { standing: standingOf, ...query };
}

/** Asks about each model in turn. */
export async function askEach<S extends RunRef, T>(
  subjects: readonly S[],
  ask: (subject: S) => Promise<T>,
): Promise<Readonly<Record<ModelId, T>>> {
  const answers: Record<ModelId, T> = {};
  for (const subject of subjects) answers[subject.model] = await ask(subject);
  return answers;
}

/** Stores the answers of several models in one change, so that no picture shows two training steps side by side. */
export function storeEach<K extends keyof Results>(
  state: AppState,
  kind: K,
  answers: Readonly<Record<ModelId, Results[K]>>,
): Partial<AppState> {
  return changeEachModel(state, ({ is, results }) => ({
    results: { ...results, [kind]: answers[is.id] ?? results[kind] },
  }));
}
