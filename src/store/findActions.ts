import { Causing } from './causing.ts';
import { FindDesk } from './findDesk.ts';
import type { FindActions, FindState } from './findState.ts';
import { Forming } from './forming.ts';
import { Looks } from './looks.ts';
import { Matching } from './matching.ts';
import { Ranking } from './ranking.ts';
import { Searching } from './searching.ts';
import type { AppStoreApi } from './state.ts';

/** What Find asks of the selected model, and the workers that answer. */
export class Finding {
  readonly searching: Searching;
  readonly forming: Forming;
  readonly causing: Causing;
  readonly ranking: Ranking;
  /** Answers questions about one model after another. */
  readonly desk = new FindDesk();
  private readonly looks: Looks;
  readonly matching: Matching;

  constructor(store: AppStoreApi) {
    this.searching = new Searching(store);
    this.forming = new Forming(store);
    this.causing = new Causing(store);
    this.ranking = new Ranking(store);
    this.looks = new Looks(store);
    this.matching = new Matching(store, this.desk);
    // What was read for Match is not wanted elsewhere; coming back reads it again.
    store.subscribe((now, before) => {
      const isLeft = before.workspace === 'find' && now.workspace !== 'find';
      if (isLeft && now.match?.status !== 'running') this.desk.close();
    });
  }

  /** Stops what is under way and gives back the memory: the models or their text are others. */
  forget(): void {
    this.searching.stop();
    this.forming.stop();
    this.causing.forget();
    this.ranking.stop();
    this.matching.stop();
    this.desk.close();
    this.looks.forget();
  }
}

export function findActions(
  finding: () => Finding,
  { get, set }: { readonly get: () => FindState; readonly set: (change: Partial<FindState>) => void },
): FindActions {
  return {
    search: () => finding().searching.search(),
    stopSearch: () => finding().searching.stop(),
    scoreFormation: () => finding().forming.score(),
    stopFormation: () => finding().forming.stop(),
    setHold: (change) => set({ hold: { ...get().hold, ...change } }),
    rankUnits: () => finding().ranking.rank(),
    stopRanking: () => finding().ranking.stop(),
    writeHeld: (length) => finding().causing.write(length),
    setHypothesis: (hypothesis) => finding().searching.setHypothesis(hypothesis),
    removeHypothesis: (id) => finding().searching.removeHypothesis(id),
    setFindPage: (findPage) => set({ findPage }),
    chooseLabel: (label) => set({ label }),
  };
}
