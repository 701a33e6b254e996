import { colourScale, type ColourScale } from './channelScale.ts';
import { formatPowerOfTen } from './format.ts';
import { NORM_CEILING } from './normScale.ts';

/** Decades that the colours of gradients span. A smaller gradient takes the background colour: it has vanished. */
export const GRADIENT_DECADES = 6;

/**
 * Scale of |gradient| over log₁₀: the six decades below the power of ten above `largest`. All models that are
 * compared share it. Signs are not shown.
 *
 * @param isBeyond whether some gradient is larger still and takes the colour of the strong end
 */
export function gradientScale(largest: number, isBeyond = false): ColourScale {
  const size = Math.min(largest, NORM_CEILING);
  const top = size > 0 ? Math.ceil(Math.log10(size)) : 0;
  const bottom = top - GRADIENT_DECADES;
  const ticks = [
    { position: 0, text: `≤ ${formatPowerOfTen(bottom)}` },
    { position: 0.5, text: formatPowerOfTen(bottom + GRADIENT_DECADES / 2) },
    { position: 1, text: `${isBeyond ? '≥ ' : ''}${formatPowerOfTen(top)}` },
  ];
  return colourScale({
    ramp: 'gradient',
    signed: false,
    curve: 'log',
    gain: () => 1 / GRADIENT_DECADES,
    shift: () => -bottom / GRADIENT_DECADES,
    shares: 'extreme',
    ticks: () => ticks,
  });
}
