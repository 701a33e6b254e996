/** Find in text: what is answered on the page, and what is said when the worker cannot answer. */
import { expect, test } from 'vitest';
import { textSearchQuery } from '../../../../src/session/queries/textSearchQuery.ts';
import { THE_TEXT } from '../../../../src/state/passage.ts';
import type { AppState } from '../../../../src/state/state.ts';
import { askedSearch, isSearchAwaited } from '../../../../src/state/searchedText.ts';
import { NOTHING_FOUND, type SearchAnswer } from '../../../../src/state/textSearchState.ts';
import { WorkerEndedError, WorkerMissingError, WorkerSilentError } from '../../../../src/worker/client.ts';

const text = { text: 'Zoé said STOP, and stopped.' } as NonNullable<AppState['text']>;

function typed(query: string, isExpression: boolean): AppState {
  return { text, passage: THE_TEXT, ui: { query, isExpression }, textSearch: NOTHING_FOUND } as AppState;
}

const unasked = (): Promise<never> => Promise.reject(new Error('the worker is not to be asked'));

function search(query: string, isExpression: boolean, call: () => Promise<never> = unasked): Promise<SearchAnswer> {
  const state = typed(query, isExpression);
  return textSearchQuery.ask(askedSearch(state)!, { state, call, report: () => undefined });
}

test('what is no expression, or has flags that are none, is said before anything is searched', async () => {
  for (const expression of ['(', '[a-', '*', '\\', '\\p{Foo}', '(?<n>a)\\k<m>']) {
    const { found, validationError } = await search(expression, true);
    expect(validationError, expression).toMatch(/^This is no regular expression \(.+\)\.$/);
    expect(found).toHaveLength(0);
  }
  for (const flags of ['x', 'y', 'ii']) {
    const { validationError } = await search(`/stop/${flags}`, true);
    expect(validationError).toContain(`“${flags}” after the last / is not understood.`);
  }
});

test('the same as a plain string is looked for as it is typed', async () => {
  expect(await search('/stop/x', false)).toEqual({ found: new Int32Array(0), validationError: null });
  expect(await search('(', false)).toEqual({ found: new Int32Array(0), validationError: null });
  expect([...(await search('Zoé', false)).found]).toEqual([0, 3]);
});

test('a worker that is silent, missing or fails is told of beside the field; one that was ended is no answer', async () => {
  const failing = (failure: Error) =>
    search('a+', true, async () => {
      throw failure;
    });
  expect((await failing(new WorkerSilentError())).validationError).toContain('takes too long on this text');
  expect((await failing(new WorkerMissingError())).validationError).not.toContain('takes too long');
  expect((await failing(new Error('out of memory'))).validationError).toBe('The search failed (out of memory).');
  await expect(failing(new WorkerEndedError())).rejects.toThrow(WorkerEndedError);
});

test('an answer is one as long as nothing of the question has changed; no time is waited for longer than the text allows', () => {
  const state = typed('stop', false);
  const of = askedSearch(state)!;
  expect(isSearchAwaited(state)).toBe(true);
  const answered = {
    ...state,
    ...textSearchQuery.finish(state, of, { found: Int32Array.of(0, 1), validationError: null }),
  };
  expect([askedSearch(answered), isSearchAwaited(answered)]).toEqual([null, false]);
  const other = { ...answered, text: { ...text } };
  expect(askedSearch(other)).not.toBeNull();
  // Nobody typed anything.
  expect(isSearchAwaited(other)).toBe(false);
  expect(askedSearch({ ...answered, ui: { ...answered.ui, isExpression: true } })).not.toBeNull();
  expect(of.length).toBe(text.text.length);
  expect(textSearchQuery.silenceLimit!({ ...of, length: 2e6 })).toBe(3000);
});
