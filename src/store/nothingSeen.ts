import { NO_GRADIENTS } from './gradientPictures.ts';
import type { AppState } from './state.ts';

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
