/** The finding worker: reads a whole text with one model and answers what its units have learned. */
import * as Comlink from 'comlink';
import { formation } from '../../analysis/scores/formation.ts';
import { searchUnits } from '../../analysis/scores/search.ts';
import { StateDesk } from '../../analysis/scores/stateDesk.ts';
import { lookAtUnit } from '../../analysis/scores/unitLook.ts';
import { openErrorDoor } from '../errorDoor.ts';
import type { FinderApi } from '../protocol.ts';
import { causeDesk } from './causeDesk.ts';
import { matchDesk } from './matchDesk.ts';
import { paced } from './paced.ts';
import { searchTools } from './searchTools.ts';

openErrorDoor();

const tools = searchTools();
let desk: StateDesk | null = null;

/** What the questions are about. */
function loaded(): StateDesk {
  if (!desk) throw new RangeError('nothing is loaded');
  return desk;
}

const door: FinderApi = {
  async search(request, report) {
    const reports = paced(report, (one) => one.kind === 'share' && one.share > 0);
    await searchUnits(request, await tools, reports.tell);
    await reports.taken();
  },
  async formation(request, report) {
    const reports = paced(report, (one) => one.kind === 'share');
    await formation(request, await tools, reports.tell);
    await reports.taken();
  },
  ...causeDesk(tools),
  async load(subject) {
    desk = new StateDesk(subject, await tools);
  },
  async look(request, report) {
    const reports = paced(report, () => true);
    const look = await lookAtUnit(loaded(), request, reports.tell);
    await reports.taken();
    return look;
  },
  ...matchDesk(loaded),
};

Comlink.expose(door);
