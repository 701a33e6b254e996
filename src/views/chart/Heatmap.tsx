import { formatCount } from '../../draw/format.ts';
import { memo, useCallback, useEffect, useState } from 'react';
import type { ChannelValues } from '../../draw/channelValues.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { heatmapPixels } from '../../draw/heatmapPixels.ts';
import { mapSummary } from '../../draw/mapSummary.ts';
import type { Theme } from '../../draw/ramps.ts';
import { Canvas } from './Canvas.tsx';
import heatmapStyles from './heatmap.module.css';

interface HeatmapProps {
  readonly of: ChannelValues;
  readonly order: Int32Array;
  /** The sign by which each unit's values are multiplied, [H]; null for none. */
  readonly signs?: Int8Array | null;
  readonly start: number;
  /** Timesteps in view. */
  readonly columns: number;
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

/** Milliseconds without movement after which the window has stopped. */
const REST = 250;

/**
 * A map of units (rows) by timesteps (columns), stretched without smoothing. It never has more pixels than the screen.
 * Moving the cursor does not draw it again.
 */
export const Heatmap = memo(function Heatmap(props: HeatmapProps) {
  const { of, order, start, columns, stepsPerColumn, unitsPerRow, scale, theme, width, height, label } = props;
  const signs = props.signs ?? null;
  const pixels = useCallback(() => {
    const view = { from: start, to: Math.min(start + columns, of.steps) };
    return view.to > start
      ? heatmapPixels({ of, order, signs, view, stepsPerColumn, unitsPerRow, scale, theme })
      : null;
  }, [of, order, signs, start, columns, stepsPerColumn, unitsPerRow, scale, theme]);
  const summary = useSummaryAtRest(of, start, columns);
  return (
    <Canvas
      className={heatmapStyles.heatmap}
      data-part="heatmap"
      width={width}
      height={height}
      pixels={pixels}
      role="img"
      aria-label={`${label}: ${of.hidden} units by timesteps ${formatCount(start)} to ${formatCount(start + columns - 1)}. ${summary}`}
    />
  );
});

/** A summary of the values in view. It reads all of them, so it is not computed while the window moves. */
function useSummaryAtRest(of: ChannelValues, start: number, columns: number): string {
  const [summary, setSummary] = useState('');
  useEffect(() => {
    setSummary('');
    const timer = setTimeout(() => setSummary(mapSummary(of, { from: start, to: start + columns })), REST);
    return () => clearTimeout(timer);
  }, [of, start, columns]);
  return summary;
}
