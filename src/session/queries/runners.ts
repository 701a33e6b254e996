/** Which worker answers which questions. */
import { MESSAGES } from '../../limits/messages.ts';
import type { AppStoreApi } from '../../state/actions.ts';
import { allModels } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { startFinder, startTextSearch, startViewer } from '../../worker/client.ts';
import type { FinderApi, TextSearchApi, ViewerApi } from '../../worker/protocol.ts';
import { ablationQuery } from './ablationQuery.ts';
import { checkpointMetricsQuery } from './checkpointMetricsQuery.ts';
import { clampedWritingQuery } from './clampedWritingQuery.ts';
import { gateQuery } from './gateQuery.ts';
import { chainQuery, jacobianQuery, lagQuery } from './gradientQueries.ts';
import { heldOutQuery } from './heldOutQuery.ts';
import { lagsBeforeQuery, lagsHeldOutQuery } from './lagReadingQueries.ts';
import { matchQuery } from './matchQuery.ts';
import { type FinderQueryKind, PACES, type ViewerQueryKind } from './paces.ts';
import type { AnyQuery } from './query.ts';
import { rankingQuery } from './rankingQuery.ts';
import { recallQuery } from './recallQuery.ts';
import { Runner } from './runner.ts';
import { sampleQuery } from './sampleQuery.ts';
import { scoresOverTrainingQuery } from './scoresOverTrainingQuery.ts';
import { searchQuery } from './searchQuery.ts';
import { textSearchQuery } from './textSearchQuery.ts';
import { traceQuery } from './traceQuery.ts';
import { unitReportQuery } from './unitReportQuery.ts';

/** While training, the viewer rests for this multiple of the time that it worked, so that training keeps most of the machine. */
const VIEWER_REST_FACTOR = 3;
/** Milliseconds within which an idle viewer must answer a ping, even on a busy machine. */
const VIEWER_PING_LIMIT = 1000;

type Queries<Kind extends string, Api> = Readonly<Record<Kind, AnyQuery<AppState, Api>>>;

export type ViewerRunner = Runner<AppState, ViewerApi, ViewerQueryKind>;
export type TextSearchRunner = Runner<AppState, TextSearchApi, 'textSearch'>;
export type FinderRunners = {
  readonly [Kind in FinderQueryKind]: Pick<Runner<AppState, FinderApi, Kind>, 'settled' | 'close'>;
};

/** Starts the questions to the viewing worker. @param traceBytes the most memory for all traces together */
export function viewerRunner(store: AppStoreApi, traceBytes: number): ViewerRunner {
  const queries: Queries<ViewerQueryKind, ViewerApi> = {
    trace: traceQuery(traceBytes),
    gates: gateQuery,
    recall: recallQuery,
    checkpointMetrics: checkpointMetricsQuery,
    heldOut: heldOutQuery,
    sample: sampleQuery,
    lags: lagQuery,
    lagsHeldOut: lagsHeldOutQuery,
    lagsBefore: lagsBeforeQuery,
    chain: chainQuery,
    jacobian: jacobianQuery,
  };
  return new Runner<AppState, ViewerApi, ViewerQueryKind>({
    store,
    start: startViewer,
    queries,
    paces: PACES,
    silentMessage: MESSAGES.viewerSilent,
    keepsWorker: () => true,
    restFactor: VIEWER_REST_FACTOR,
    pingLimit: VIEWER_PING_LIMIT,
  });
}

/** Starts the search in the text. */
export function textSearchRunner(store: AppStoreApi): TextSearchRunner {
  return new Runner<AppState, TextSearchApi, 'textSearch'>({
    store,
    start: startTextSearch,
    queries: { textSearch: textSearchQuery },
    paces: PACES,
    silentMessage: MESSAGES.workerSilent,
    keepsWorker: () => true,
  });
}

/**
 * Starts Find's questions. A long one has a worker of its own, which ends with it. Where the next question reads the same
 * text, the worker is kept while Find is open.
 */
export function finderRunners(store: AppStoreApi): FinderRunners {
  const runner = <Kind extends FinderQueryKind>(
    queries: Queries<Kind, FinderApi>,
    isUseful: (state: AppState) => boolean = () => false,
  ): Runner<AppState, FinderApi, Kind> =>
    new Runner({
      store,
      start: startFinder,
      queries,
      paces: PACES,
      silentMessage: MESSAGES.searchStopped,
      keepsWorker: (state) => state.ui.workspace === 'find' && isUseful(state),
    });

  const clamping = runner({ ablation: ablationQuery, clampedWriting: clampedWritingQuery }, (state) =>
    allModels(state).some(({ results }) => results.ablation),
  );
  return {
    search: runner({ search: searchQuery }),
    ranking: runner({ ranking: rankingQuery }),
    scoresOverTraining: runner({ scoresOverTraining: scoresOverTrainingQuery }),
    match: runner({ match: matchQuery }, ({ match }) => match !== null),
    ablation: clamping,
    clampedWriting: clamping,
    unitReport: runner({ unitReport: unitReportQuery }, (state) =>
      allModels(state).some(({ results }) => results.search),
    ),
  };
}
