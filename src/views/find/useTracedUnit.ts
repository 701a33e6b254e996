import { useMemo } from 'react';
import { unitSeries } from '../../analysis/unitOverTime.ts';
import { channelScale } from '../../draw/channelScale.ts';
import { channelValues, overText } from '../../draw/channelValues.ts';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { shownRange } from '../shownRange.ts';
import { useFindOption } from './findOptions.ts';
import type { TracedUnit } from './UnitSide.tsx';

/** The selected unit's values over the traced text, and their colours. */
export function useTracedUnit(selected: SelectedTrace | null): TracedUnit | null {
  const mode = useFindOption('scale');
  const { trace, channel, layer, unit } = selected ?? {};
  const of = useMemo(
    () => (trace && channel && layer !== undefined ? channelValues(trace, channel, layer) : null),
    [trace, channel, layer],
  );
  const scale = useMemo(
    () => (of && trace && channel ? channelScale(shownRange(trace.spec, channel), mode, of) : null),
    [of, trace, channel, mode],
  );
  const series = useMemo(
    () => (of && unit !== undefined ? overText(of, unitSeries(of.values, of.hidden, unit)) : null),
    [of, unit],
  );
  return selected && of && scale && series ? { selected, of, scale, series } : null;
}
