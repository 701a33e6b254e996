import type { ColourScale } from '../../draw/channelScale.ts';
import { rampColour } from '../../draw/ramps.ts';
import { useTheme } from '../theme.ts';
import { useTimestep } from '../ui/selectedTrace.ts';

interface ColourStripProps {
  readonly bins: number;
  readonly low: number;
  readonly high: number;
  readonly unit: number;
  readonly scale: ColourScale;
  /** Pixels. */
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

/** The colour that the text has for the middle of each bin of a histogram from `low` to `high`. */
export function ColourStrip({ bins, low, high, unit, scale, width, y, height }: ColourStripProps) {
  const theme = useTheme();
  return Array.from({ length: bins }, (_, k) => (
    <rect
      key={k}
      x={(k / bins) * width}
      width={width / bins + 0.5}
      y={y}
      height={height}
      fill={rampColour(scale.ramp, theme, scale.position(low + ((k + 0.5) / bins) * (high - low), unit))}
    />
  ));
}

/** Marks the value at the cursor; nothing where it lies outside the histogram. */
export function ValueMark(props: {
  /** [T] */
  readonly series: Float32Array;
  readonly low: number;
  readonly high: number;
  readonly x: (value: number) => number;
  readonly top: number;
  readonly bottom: number;
}) {
  const { series, low, high, x, top, bottom } = props;
  const value = series[useTimestep(series.length)];
  if (!(value >= low && value <= high)) return null;
  return <path d={`M${x(value).toFixed(1)} ${top}V${bottom}`} stroke="var(--ink)" strokeWidth="1.5" />;
}
