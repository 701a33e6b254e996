import { useUi } from '../StoreContext.tsx';
import { useMemo } from 'react';
import { unitSeries } from '../../analysis/unitOverTime.ts';
import { overText } from '../../draw/channelValues.ts';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { unitScale } from '../chart/unitScale.ts';
import type { TracedUnit } from './FoundUnitSide.tsx';

/** The selected unit's values over the traced text, and their colours; null while there is no trace. */
export function useTracedUnit(selected: SelectedTrace | null): TracedUnit | null {
  const [mode] = useUi('textScale');
  const { trace, channel, layer, unit } = selected ?? {};
  const { of = null, scale = null } =
    trace && channel && layer !== undefined ? unitScale(trace, channel, layer, mode) : {};
  const series = useMemo(
    () => (of && unit !== undefined ? overText(of, unitSeries(of.values, of.hidden, unit)) : null),
    [of, unit],
  );
  return selected && of && scale && series ? { selected, of, scale, series } : null;
}
