import type { AppActions } from '../state/actions.ts';
import { passageTokens } from '../state/passage.ts';
import { handOverCopy } from '../worker/client.ts';
import type { Session } from './session.ts';

/** What a film of training needs besides what is shown. */
export function filmActions({ get, viewing }: Session): Pick<AppActions, 'traceCheckpoint'> {
  return {
    traceCheckpoint(id, { step, params }, rows) {
      const state = get();
      const run = state.models[id]?.run;
      if (!run) throw new Error('no such model');
      const tokens = passageTokens(state);
      return viewing.worker.callSurely((api) =>
        api.trace(run.spec, handOverCopy(params), handOverCopy(tokens), step, rows),
      );
    },
  };
}
