import { matchBeside } from '../analysis/textSearch.ts';
import type { AppActions } from '../state/actions.ts';
import { isSearchAwaited, searchedFrom } from '../state/searchedText.ts';
import type { Session } from './session.ts';

/** Going from match to match of Find in text. */
export function textSearchActions({ get, textSearch }: Session): Pick<AppActions, 'goToFound'> {
  /** Counts the requests. Only the newest is carried out. */
  let newest = 0;

  return {
    async goToFound(direction) {
      const mine = ++newest;
      const { query, isExpression } = get().ui;
      if (isSearchAwaited(get())) await textSearch.settled('textSearch');
      const state = get();
      if (mine !== newest || state.ui.query !== query || state.ui.isExpression !== isExpression) return;
      const next = matchBeside(state.textSearch.found, searchedFrom(state) + state.ui.cursor.t, direction);
      if (next === null) return;
      if (state.passage.kind === 'text') state.goToCharacter(next);
      else state.moveTo(next);
    },
  };
}
