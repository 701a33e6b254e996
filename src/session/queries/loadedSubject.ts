import type { FindSubject } from '../../analysis/scores/findings.ts';
import type { FinderClient } from '../../worker/client.ts';

type Api = FinderClient['api'];

/** What each finding worker has loaded. */
const LOADED = new WeakMap<Api, FindSubject>();

/** Loads the model and the text of a question first, unless the worker still has them from the question before. */
export function withLoaded<T>(subject: FindSubject, question: (api: Api) => Promise<T>): (api: Api) => Promise<T> {
  return async (api) => {
    const loaded = LOADED.get(api);
    const isLoaded = (['params', 'tokens', 'hypotheses'] as const).every((key) => loaded?.[key] === subject[key]);
    if (!isLoaded) {
      await api.load(subject);
      LOADED.set(api, subject);
    }
    return question(api);
  };
}
