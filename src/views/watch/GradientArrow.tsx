import type { ColourScale } from '../../draw/channelScale.ts';
import { rampColour, type Theme } from '../../draw/ramps.ts';

export interface GradientArrowProps {
  /** Back along a state's wire, or down from what reads it. */
  readonly direction: 'left' | 'down';
  /** Middle. */
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly norm: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** How far the arrow's head sticks out of its shaft, and how long it is. */
const WING = 3;
const HEAD = 8;

/** A gradient on its way back: colour and thickness grow with the logarithm of its norm. A vanished one is an outline. */
export function GradientArrow({ direction, x, y, length, norm, scale, theme }: GradientArrowProps) {
  const place = scale.place(norm, 0);
  const half = 1 + 5 * Math.min(1, Math.max(0, place || 0));
  const [tip, tail] = [-length / 2, length / 2];
  const neck = tip + HEAD;
  const d = `M${tip} 0L${neck} ${half + WING}V${half}H${tail}V${-half}H${neck}V${-half - WING}Z`;
  return (
    <path
      className="unrolled-gradient"
      d={d}
      transform={`translate(${x} ${y})${direction === 'down' ? ' rotate(-90)' : ''}`}
      fill={rampColour(scale.ramp, theme, place)}
    />
  );
}
