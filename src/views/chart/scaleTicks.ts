/** What stands under and beside the colour bar of a channel. */
import type { ColourScale, LegendTick, ScaleMode, ShownRange } from '../../draw/channelScale.ts';
import { gateEnds } from '../../draw/channelValues.ts';
import type { Channel } from '../../engine/cells/channels.ts';

/** The ticks of a channel's colour bar: words at the ends of a gate on the fixed scale, numbers elsewhere. */
export function scaleTicks(
  scale: ColourScale,
  range: ShownRange,
  mode: ScaleMode,
  channel: Channel,
  unit: number,
): readonly LegendTick[] {
  if (range !== 'gate' || mode !== 'fixed') return scale.ticks(unit);
  const { low, high } = gateEnds(channel);
  return [
    { position: 0, text: low },
    { position: 1, text: high },
  ];
}

/** The most characters of all numbers under a short colour bar. */
const MOST_CHARACTERS = 12;

/** Ticks for a bar of 76 pixels: long numbers at the ends of a symmetric scale become one, with ±. */
export function shortTicks(ticks: readonly LegendTick[]): readonly LegendTick[] {
  const last = ticks[ticks.length - 1];
  const isLong = ticks.reduce((sum, { text }) => sum + text.length, 0) > MOST_CHARACTERS;
  if (!last || !isLong || !last.text.includes('+')) return ticks;
  return [
    { position: 0, text: '−' },
    { position: 1, text: last.text.replace('+', '±') },
  ];
}

/** Says that unbounded values are coloured by their tanh; undefined where they are not. */
export function scaleNote(range: ShownRange, mode: ScaleMode, channel: Channel): string | undefined {
  return (range === 'unbounded' || range === 'positive') && mode === 'fixed' ? `by tanh ${channel}` : undefined;
}
