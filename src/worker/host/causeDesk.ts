/** What the finding worker answers about held units. */
import * as Comlink from 'comlink';
import { lookAtCause } from '../../analysis/causes/lookAtCause.ts';
import { unitCosts } from '../../analysis/causes/unitCosts.ts';
import { writeHeld } from '../../analysis/causes/writeHeld.ts';
import { type OpenStateReader, openEngineReader } from '../../analysis/scores/stateReader.ts';
import type { SearchTools } from '../../analysis/scores/tools.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { FinderApi } from '../protocol.ts';
import { buffersOf } from './buffers.ts';
import { isWithinExactBudget } from './exactBudget.ts';
import { paced } from './paced.ts';

export function causeDesk(tools: Promise<SearchTools>): Pick<FinderApi, 'cause' | 'costs' | 'writeHeld'> {
  /** @param steps timesteps that are read, all lanes together */
  const readerFor = async (spec: ModelSpec, steps: number): Promise<OpenStateReader> =>
    isWithinExactBudget(spec, steps, 1) ? openEngineReader : (await tools).openReader;
  return {
    async cause(request, report) {
      const { spec, tokens, from } = request;
      const look = await lookAtCause(
        request,
        await readerFor(spec, 2 * (tokens.length - from)),
        (name) => void report(name),
      );
      return Comlink.transfer(look, buffersOf(look));
    },
    async costs(request, report) {
      const reports = paced(report, (one) => one.kind === 'share' && one.share > 0);
      const found = await unitCosts(request, (await tools).openReader, reports.tell);
      reports.tell(Comlink.transfer({ kind: 'found', found }, buffersOf(found)));
      await reports.taken();
    },
    async writeHeld(request) {
      const { spec, prime, length } = request;
      const written = await writeHeld(request, await readerFor(spec, 2 * (prime.length + length)));
      return Comlink.transfer(written, buffersOf(written));
    },
  };
}
