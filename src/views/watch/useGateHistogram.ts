import { useMemo } from 'react';
import { gateHistogram, type GateHistogram } from '../../analysis/saturation.ts';
import type { Trace } from '../../engine/trace.ts';

/** How often each gate took each value over the trace, all layers. */
export function useGateHistogram(trace: Trace): GateHistogram {
  return useMemo(() => gateHistogram(trace), [trace]);
}
