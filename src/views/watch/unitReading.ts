import { preActivations } from '../../analysis/preActivation.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import type { Trace } from '../../engine/trace.ts';
import type { ChannelAt, UnitReading } from './cells/cellView.ts';
import { CELL_VIEWS } from './cells/cellViews.ts';

/**
 * Reads one unit at t. The channels are those of the trace; the products and the parts of the sums are computed from them in
 * float64.
 *
 * @param params the parameters with which the trace was computed
 */
export function readUnit(trace: Trace, params: Float32Array, layer: number, t: number, unit: number): UnitReading {
  const at: ChannelAt = (channel, step = t) => valueAt(channelValues(trace, channel, layer), step, unit);
  return CELL_VIEWS[trace.spec.cell].read(preActivations(trace.spec, params, trace, layer, t, unit), at, t);
}
