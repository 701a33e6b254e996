/** The finding worker's handlers for questions about clamped units. */
import * as Comlink from 'comlink';
import { ablationReport } from '../../analysis/ablation/ablate.ts';
import { unitCosts } from '../../analysis/ablation/unitCosts.ts';
import { writeClamped } from '../../analysis/ablation/writeClamped.ts';
import { type OpenStateReader, openEngineReader } from '../../analysis/scores/stateReader.ts';
import type { SearchTools } from '../../analysis/scores/tools.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { FinderApi } from '../protocol.ts';
import { buffersOf } from './buffers.ts';
import { isWithinExactBudget } from './exactBudget.ts';
import { paced } from './paced.ts';

/** Handlers for ablation, costs and clamped writing. */
export function ablationHandlers(tools: Promise<SearchTools>): Pick<FinderApi, 'ablation' | 'costs' | 'writeClamped'> {
  /** @param steps timesteps that all streams read together */
  const readerFor = async (spec: ModelSpec, steps: number): Promise<OpenStateReader> =>
    isWithinExactBudget(spec, steps, 1) ? openEngineReader : (await tools).openReader;
  return {
    async ablation(request, report) {
      const { spec, tokens, from } = request;
      const unitReport = await ablationReport(
        request,
        await readerFor(spec, 2 * (tokens.length - from)),
        (name) => void report(name),
      );
      return Comlink.transfer(unitReport, buffersOf(unitReport));
    },
    async costs(request, report) {
      const reports = paced(report, (one) => one.kind === 'share' && one.share > 0);
      const found = await unitCosts(request, (await tools).openReader, reports.send);
      reports.send(Comlink.transfer({ kind: 'found', found }, buffersOf(found)));
      await reports.settled();
    },
    async writeClamped(request) {
      const { spec, prime, length } = request;
      const written = await writeClamped(request, await readerFor(spec, 2 * (prime.length + length)));
      return Comlink.transfer(written, buffersOf(written));
    },
  };
}
