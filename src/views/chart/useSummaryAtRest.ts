import { useEffect, useState } from 'react';
import type { ChannelValues } from '../../draw/channelValues.ts';
import { mapSummary } from '../../draw/mapSummary.ts';
import type { Range } from '../../engine/range.ts';

/** Milliseconds without movement after which the window has stopped. */
const REST = 250;

/** A summary of the values of some units in view. It reads all of them, so it is not computed while the window moves. */
export function useSummaryAtRest(of: ChannelValues, range: Range, units: ArrayLike<number>): string {
  const [summary, setSummary] = useState('');
  useEffect(() => {
    setSummary('');
    const timer = setTimeout(() => setSummary(mapSummary(of, range, units)), REST);
    return () => clearTimeout(timer);
  }, [of, range, units]);
  return summary;
}
