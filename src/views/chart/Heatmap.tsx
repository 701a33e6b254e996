import type { Range } from '../../engine/range.ts';
import { formatCount } from '../../draw/format.ts';
import { memo, useCallback } from 'react';
import type { ChannelValues } from '../../draw/channelValues.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { heatmapPixels } from '../../draw/heatmapPixels.ts';
import type { Theme } from '../../draw/ramps.ts';
import { Canvas } from './Canvas.tsx';
import { useSummaryAtRest } from './useSummaryAtRest.ts';
import heatmapStyles from './heatmap.module.css';

interface HeatmapProps {
  readonly of: ChannelValues;
  /** The unit of each row: all H units, or some of them. */
  readonly order: Int32Array;
  /** The sign by which each unit's values are multiplied, [H]; null for none. */
  readonly signs?: Int8Array | null;
  /** Timesteps in view. */
  readonly range: Range;
  readonly stepsPerColumn: number;
  readonly unitsPerRow: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Accessible name. Lowest, mean and highest value are added once the window has stopped moving. */
  readonly label: string;
}

/**
 * A map of units (rows) by timesteps (columns), stretched without smoothing. It never has more pixels than the screen.
 * Moving the cursor does not draw it again.
 */
export const Heatmap = memo(function Heatmap(props: HeatmapProps) {
  const { of, order, range, stepsPerColumn, unitsPerRow, scale, theme, width, height, label } = props;
  const signs = props.signs ?? null;
  const pixels = useCallback(() => {
    const view = { from: range.from, to: Math.min(range.to, of.steps) };
    return view.to > view.from
      ? heatmapPixels({ of, order, signs, view, stepsPerColumn, unitsPerRow, scale, theme })
      : null;
  }, [of, order, signs, range, stepsPerColumn, unitsPerRow, scale, theme]);
  const summary = useSummaryAtRest(of, range, order);
  return (
    <Canvas
      className={heatmapStyles.heatmap}
      data-part="heatmap"
      width={width}
      height={height}
      pixels={pixels}
      role="img"
      aria-label={`${label}: ${unitsOf(order.length, of.hidden)} by timesteps ${formatCount(range.from)} to ${formatCount(range.to - 1)}. ${summary}`}
    />
  );
});

function unitsOf(shown: number, hidden: number): string {
  return shown < hidden ? `${shown} of ${hidden} units` : `${hidden} units`;
}
