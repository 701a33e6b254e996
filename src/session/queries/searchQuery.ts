import type { SearchReport } from '../../analysis/scores/findings.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { endSearch, searchProgress, startSearch } from '../../state/findChanges.ts';
import type { ModelId } from '../../state/model.ts';
import type { Search } from '../../state/findState.ts';
import { changeResult, runningResult } from '../../state/startedResults.ts';
import type { AppState } from '../../state/state.ts';
import { isSearchDue, selectFound } from '../../state/unaskedSearch.ts';
import { calledBack, handOver } from '../../worker/client.ts';
import { finderQuery } from './query.ts';

/** A search of one model, as the state holds it. */
interface KnownSearch {
  readonly model: ModelId;
  readonly result: Pick<Search, 'spec' | 'params' | 'hypotheses' | 'seed'>;
}

/** What the units of a model have learned. Asked by a person, or by itself as soon as nothing trains while Find is open. */
export const searchQuery = finderQuery<SearchReport>()({
  wanted(state, { isTraining }) {
    const running = runningResult(state, 'search');
    if (running) return running.result.isUnasked && isTraining ? null : askedOf(state, running);
    return isTraining || !isSearchDue(state) ? null : askedOf(state, searchToStart(state));
  },
  identity: ({ model, request }) => [model, request.params, request.hypotheses, request.seed],

  ask({ request }, { call, report }) {
    const [params, untrained, tokens] = [request.params.slice(), request.untrained.slice(), request.tokens.slice()];
    const handed = handOver({ ...request, params, untrained, tokens }, params, untrained, tokens);
    return call((api) => api.search(handed, calledBack(report)));
  },
  begin: (state) => (runningResult(state, 'search') ? {} : startSearch(state, true)),
  progress(state, { model }, report) {
    const change = changeResult(state, 'search', model, (search) => searchProgress(report, search));
    // From here on the verdicts stand.
    return report.kind === 'untrained' ? { ...change, ...selectFound({ ...state, ...change }, model) } : change;
  },
  finish: (state, { model }) => changeResult(state, 'search', model, { status: 'done' }),
  giveUp: endSearch,
  clearsNotice: true,
  silentMessage({ models }, { model, request }) {
    const search = models[model]?.results.search;
    const isPattern = search?.stage === 'labels' && request.hypotheses.length > 0;
    return isPattern ? MESSAGES.patternStuck(search.pattern ?? null) : MESSAGES.searchStopped();
  },
});

function askedOf({ models, text }: AppState, search: KnownSearch | null) {
  const { is, run } = (search && models[search.model]) ?? {};
  const untrained = is?.opened?.untrained ?? run?.checkpoints[0]?.params;
  if (!search || !untrained || !text) return null;
  const { spec, params, hypotheses, seed } = search.result;
  const { tokens, symbols } = text;
  return { model: search.model, request: { spec, params, untrained, tokens, symbols, hypotheses, seed } };
}

/** The search that would be started now. */
function searchToStart(state: AppState): KnownSearch | null {
  return runningResult({ ...state, ...startSearch(state, true) }, 'search');
}
