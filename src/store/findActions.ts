import { FindDesk } from './findDesk.ts';
import type { FindPage } from './findPages.ts';
import { Matching } from './matching.ts';
import { Searching } from './searching.ts';
import type { AppActions, AppStoreApi } from './state.ts';

type FindActions = Pick<AppActions, 'search' | 'stopSearch' | 'setHypothesis' | 'removeHypothesis' | 'setFindPage'>;

/** What Find asks of the selected model, and the workers that answer. */
export class Finding {
  readonly searching: Searching;
  /** Answers questions about one model after another. */
  readonly desk = new FindDesk();
  readonly matching: Matching;

  constructor(store: AppStoreApi) {
    this.searching = new Searching(store);
    this.matching = new Matching(store, this.desk);
  }

  /** Stops what is under way and gives back the memory: the models or their text are others. */
  forget(): void {
    this.searching.stop();
    this.matching.stop();
    this.desk.close();
  }
}

export function findActions(
  finding: () => Finding,
  { set }: { readonly set: (change: { readonly findPage: FindPage }) => void },
): FindActions {
  return {
    search: () => finding().searching.search(),
    stopSearch: () => finding().searching.stop(),
    setHypothesis: (hypothesis) => finding().searching.setHypothesis(hypothesis),
    removeHypothesis: (id) => finding().searching.removeHypothesis(id),
    setFindPage: (findPage) => set({ findPage }),
  };
}
