import { FindDesk } from './findDesk.ts';
import type { FindActions, FindPage } from './findState.ts';
import { Forming } from './forming.ts';
import { Searching } from './searching.ts';
import type { AppStoreApi } from './state.ts';

/** What Find asks of the selected model, and the workers that answer. */
export class Finding {
  readonly searching: Searching;
  readonly forming: Forming;
  /** Answers questions about one model after another. */
  readonly desk = new FindDesk();

  constructor(store: AppStoreApi) {
    this.searching = new Searching(store);
    this.forming = new Forming(store);
  }

  /** Stops what is under way and gives back the memory: the models or their text are others. */
  forget(): void {
    this.searching.stop();
    this.forming.stop();
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
    scoreFormation: () => finding().forming.score(),
    stopFormation: () => finding().forming.stop(),
    setHypothesis: (hypothesis) => finding().searching.setHypothesis(hypothesis),
    removeHypothesis: (id) => finding().searching.removeHypothesis(id),
    setFindPage: (findPage) => set({ findPage }),
  };
}
