import { colourScale, type ColourScale } from './channelScale.ts';
import { formatPowerOfTen } from './format.ts';

/** Decades that a gradient's colours span. What is smaller takes the ground's colour: a gradient that is gone is not there. */
export const GRADIENT_DECADES = 6;

/**
 * Scale of |gradient| over log₁₀, six decades below the power of ten above `largest`; to be shared by all models that
 * are compared. Sign is not shown.
 */
export function gradientScale(largest: number): ColourScale {
  const top = Number.isFinite(largest) && largest > 0 ? Math.ceil(Math.log10(largest)) : 0;
  const bottom = top - GRADIENT_DECADES;
  const ticks = [
    { place: 0, text: `≤ ${formatPowerOfTen(bottom)}` },
    { place: 0.5, text: formatPowerOfTen(bottom + GRADIENT_DECADES / 2) },
    { place: 1, text: formatPowerOfTen(top) },
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
