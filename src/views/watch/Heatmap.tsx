import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChannelValues } from '../../draw/channelValues.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { heatmapPixels, heatmapSize } from '../../draw/heatmapPixels.ts';
import { mapSummary } from '../../draw/mapSummary.ts';
import type { Theme } from '../../draw/ramps.ts';

export interface HeatmapProps {
  readonly of: ChannelValues;
  readonly order: Int32Array;
  /** Sign with which each unit is drawn, [H]; null draws all as they are. */
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
  /** What is to be seen, in words; lowest, mean and highest value are added when the window has come to rest. */
  readonly label: string;
}

/** Milliseconds after which a window that was moved counts as at rest. */
const REST = 250;

/**
 * Units down, timesteps across, stretched without smoothing: never more pixels than the screen has. `data-draws` counts
 * how often its pixels were drawn: moving the cursor must not raise it.
 */
export const Heatmap = memo(function Heatmap(props: HeatmapProps) {
  const { of, order, start, columns, stepsPerColumn, unitsPerRow, scale, theme, width, height, label } = props;
  const signs = props.signs ?? null;
  const canvas = useRef<HTMLCanvasElement>(null);
  const draws = useRef(0);
  useLayoutEffect(() => {
    const element = canvas.current;
    const steps = Math.min(columns, of.steps - start);
    if (!element || steps <= 0) return;
    const request = { of, order, signs, start, steps, stepsPerColumn, unitsPerRow, scale, theme };
    const size = heatmapSize(request);
    if (element.width !== size.columns) element.width = size.columns;
    if (element.height !== size.rows) element.height = size.rows;
    const image = new ImageData(heatmapPixels(request), size.columns, size.rows);
    element.getContext('2d')?.putImageData(image, 0, 0);
    draws.current++;
    element.dataset.draws = String(draws.current);
  }, [of, order, signs, start, columns, stepsPerColumn, unitsPerRow, scale, theme]);
  const summary = useSummaryAtRest(of, start, columns);
  return (
    <canvas
      ref={canvas}
      className="heatmap"
      role="img"
      aria-label={`${label}: ${of.hidden} units by timesteps ${start} to ${start + columns - 1}. ${summary}`}
      style={{ width, height }}
    />
  );
});

/** It walks through every value in view, which is not to be done at each step of a moving window. */
function useSummaryAtRest(of: ChannelValues, start: number, columns: number): string {
  const [summary, setSummary] = useState('');
  useEffect(() => {
    setSummary('');
    const timer = setTimeout(() => setSummary(mapSummary(of, start, columns)), REST);
    return () => clearTimeout(timer);
  }, [of, start, columns]);
  return summary;
}
