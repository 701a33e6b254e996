import { memo, useLayoutEffect, useRef } from 'react';
import type { ChannelValues } from '../../draw/channelValues.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { heatmapPixels } from '../../draw/heatmapPixels.ts';
import type { Theme } from '../../draw/ramps.ts';

export interface HeatmapProps {
  readonly of: ChannelValues;
  readonly order: Int32Array;
  readonly start: number;
  readonly columns: number;
  readonly unitsPerRow: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What is to be seen, in words. */
  readonly label: string;
}

/**
 * Units down, timesteps across, one pixel each, stretched without smoothing. `data-draws` counts how often its pixels
 * were drawn: moving the cursor must not raise it.
 */
export const Heatmap = memo(function Heatmap(props: HeatmapProps) {
  const { of, order, start, columns, unitsPerRow, scale, theme, width, height, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const draws = useRef(0);
  useLayoutEffect(() => {
    const element = canvas.current;
    const visible = Math.min(columns, of.steps - start);
    if (!element || visible <= 0) return;
    const pixels = heatmapPixels({ of, order, start, columns: visible, unitsPerRow, scale, theme });
    const rows = pixels.length / 4 / visible;
    if (element.width !== visible) element.width = visible;
    if (element.height !== rows) element.height = rows;
    element.getContext('2d')?.putImageData(new ImageData(pixels, visible, rows), 0, 0);
    draws.current++;
    element.dataset.draws = String(draws.current);
  }, [of, order, start, columns, unitsPerRow, scale, theme]);
  return <canvas ref={canvas} className="heatmap" role="img" aria-label={label} style={{ width, height }} />;
});
