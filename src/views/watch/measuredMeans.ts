import { unitSeries } from '../../analysis/unitOverTime.ts';
import { meansByCharacter, type MeansByCharacter } from '../../analysis/unitWeights.ts';
import { channelValues, overText } from '../../draw/channelValues.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { Trace } from '../../engine/trace.ts';

/** Mean of a unit's channel at each character of the vocabulary, over what the trace retains. */
export function measuredMeans(trace: Trace, channel: Channel, layer: number, unit: number): MeansByCharacter {
  const of = channelValues(trace, channel, layer);
  return meansByCharacter(overText(of, unitSeries(of.values, of.hidden, unit)), trace.tokens, trace.spec.vocab);
}
