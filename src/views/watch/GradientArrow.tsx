import type { ColourScale } from '../../draw/channelScale.ts';
import { rampColour } from '../../draw/ramps.ts';
import { useTheme } from '../theme.ts';
import styles from './GradientArrow.module.css';

interface GradientArrowProps {
  /** left: back along a state's wire. down: from the layer or loss above. */
  readonly direction: 'left' | 'down';
  /** The middle of the arrow. */
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly norm: number;
  readonly scale: ColourScale;
}

/** Pixels by which the head is wider than the shaft on each side, and the length of the head. */
const WING = 3;
const HEAD = 8;

/** A gradient as an arrow. Colour and thickness grow with the logarithm of its norm; a vanished gradient is an outline. */
export function GradientArrow({ direction, x, y, length, norm, scale }: GradientArrowProps) {
  const theme = useTheme();
  const position = scale.position(norm, 0);
  const half = 1 + 5 * Math.min(1, Math.max(0, position || 0));
  const [tip, tail] = [-length / 2, length / 2];
  const neck = tip + HEAD;
  const d = `M${tip} 0L${neck} ${half + WING}V${half}H${tail}V${-half}H${neck}V${-half - WING}Z`;
  return (
    <path
      className={styles.unrolledGradient}
      d={d}
      transform={`translate(${x} ${y})${direction === 'down' ? ' rotate(-90)' : ''}`}
      fill={rampColour(scale.ramp, theme, position)}
    />
  );
}
