/** The finding worker: reads a whole text with one model and answers what its units have learned. */
import * as Comlink from 'comlink';
import { searchUnits } from '../../analysis/scores/search.ts';
import { StateDesk } from '../../analysis/scores/stateDesk.ts';
import { openErrorDoor } from '../errorDoor.ts';
import type { FinderApi } from '../protocol.ts';
import { matchDesk } from './matchDesk.ts';
import { paced } from './paced.ts';
import { searchTools } from './searchTools.ts';

openErrorDoor();

const tools = searchTools();
let desk: StateDesk | null = null;

const door: FinderApi = {
  async search(request, report) {
    const reports = paced(report, (one) => one.kind === 'share' && one.share > 0);
    await searchUnits(request, await tools, reports.tell);
    await reports.taken();
  },
  async load(subject) {
    desk = new StateDesk(subject, await tools);
  },
  ...matchDesk(() => {
    if (!desk) throw new Error('nothing has been loaded');
    return desk;
  }),
};

Comlink.expose(door);
