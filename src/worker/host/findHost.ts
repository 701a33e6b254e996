/** The finding worker: reads a whole text with one model and answers questions about what its units have learned. */
import * as Comlink from 'comlink';
import { overTraining } from '../../analysis/scores/scoresOverTraining.ts';
import { searchUnits } from '../../analysis/scores/search.ts';
import { StateCache } from '../../analysis/scores/stateCache.ts';
import { unitReportOf } from '../../analysis/scores/unitReport.ts';
import { registerErrorHandler } from '../errorTransfer.ts';
import type { FinderApi } from '../protocol.ts';
import { ablationHandlers } from './ablationHandlers.ts';
import { matchHandlers } from './matchHandlers.ts';
import { paced } from './paced.ts';
import { startHeart } from './heart.ts';
import { searchTools } from './searchTools.ts';

startHeart();
registerErrorHandler();

const tools = searchTools();
let cache: StateCache | null = null;

/** The state cache of the loaded model and text. Throws if nothing was loaded. */
function loaded(): StateCache {
  if (!cache) throw new RangeError('nothing is loaded');
  return cache;
}

const api: FinderApi = {
  async search(request, report) {
    const reports = paced(report, (one) => one.kind === 'share' && one.share > 0);
    await searchUnits(request, await tools, reports.send);
    await reports.settled();
  },
  async overTraining(request, report) {
    const reports = paced(report, (one) => one.kind === 'share');
    await overTraining(request, await tools, reports.send);
    await reports.settled();
  },
  ...ablationHandlers(tools),
  async load(subject) {
    cache = new StateCache(subject, await tools);
  },
  async unitReport(request, report) {
    const reports = paced(report, () => true);
    const unitReport = await unitReportOf(loaded(), request, reports.send);
    await reports.settled();
    return unitReport;
  },
  ...matchHandlers(loaded),
};

Comlink.expose(api);
