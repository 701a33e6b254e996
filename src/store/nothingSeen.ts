import { NO_GRADIENTS } from './gradientPictures.ts';
import type { AppState, SlotId } from './state.ts';
import { without } from './without.ts';

/** Everything that was measured on models and their text, empty: what a new text, new models and a new page start from. */
export const NOTHING_SEEN = {
  view: null,
  traces: {},
  tracedParams: {},
  tracedProvocations: {},
  provocations: {},
  beforeProvoking: {},
  spectra: {},
  baseTraces: {},
  gates: {},
  recall: {},
  moments: {},
  gradients: NO_GRADIENTS,
  gradientCheck: { slots: {}, running: null },
  searches: {},
  formations: {},
  causes: {},
  costs: {},
  heldWritings: {},
  looking: { look: null, of: null, share: null },
  match: null,
} satisfies Partial<AppState>;

/** What has a record by models: those that are empty where nothing is seen. */
const BY_SLOT = (Object.keys(NOTHING_SEEN) as (keyof typeof NOTHING_SEEN)[]).filter((key) => {
  const empty = NOTHING_SEEN[key];
  return empty !== null && Object.keys(empty).length === 0;
});

/** All that was seen, without what was measured on one model: another may come under its name. */
export function withoutSlot(state: AppState, id: SlotId): Partial<AppState> {
  const records = BY_SLOT.map((key) => [key, without(state[key] as Readonly<Record<SlotId, unknown>>, id)]);
  const { lags, chains, jacobians } = state.gradients;
  return {
    ...(Object.fromEntries(records) as Partial<AppState>),
    gradients: { lags: without(lags, id), chains: without(chains, id), jacobians: without(jacobians, id) },
    gradientCheck: { ...state.gradientCheck, slots: without(state.gradientCheck.slots, id) },
    match: state.match?.sample.slot === id ? null : state.match,
  };
}
