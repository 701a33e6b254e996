import { useCallback } from 'react';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import type { CellKind } from '../../engine/spec.ts';
import { useTheme } from '../theme.ts';
import { Canvas } from '../chart/Canvas.tsx';
import type { UnitValues } from './stripValues.ts';
import { CELL_VIEWS } from './cells/cellViews.ts';
import { DIMMED, GRID, STRIP } from './DiagramParts.tsx';
import styles from './UnitStrips.module.css';

interface UnitStripsProps {
  readonly cell: CellKind;
  /** The values of all units, by the names of the cell's strips. */
  readonly values: Readonly<Record<string, UnitValues>>;
  /** The selected unit, which has a mark under each strip. */
  readonly unit: number;
  readonly on: (part: string) => boolean;
}

/** Pixels of the canvas for each unit of the drawing. */
const DENSITY = 2;

/** Strips of all units at every wire and gate, above the drawing. They are hidden from screen readers, which have the tables. */
export function UnitStrips({ cell, values, unit, on }: UnitStripsProps) {
  const theme = useTheme();
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      context.translate(0, -GRID.top);
      const ink = getComputedStyle(context.canvas).color;
      for (const strip of CELL_VIEWS[cell].strips) {
        context.globalAlpha = on(strip.part) ? 1 : DIMMED;
        drawStrip(context, strip.x, strip.y, strip.height, values[strip.name], theme);
        const middle = strip.x + ((unit + 0.5) / values[strip.name].values.length) * STRIP.width;
        const foot = strip.y + strip.height + 1.5;
        context.fillStyle = ink;
        context.beginPath();
        context.moveTo(middle, foot);
        context.lineTo(middle + 3, foot + 4.5);
        context.lineTo(middle - 3, foot + 4.5);
        context.fill();
      }
    },
    [cell, values, unit, on, theme],
  );
  return (
    <Canvas
      className={styles.unitStrips}
      width={GRID.width}
      height={GRID.height - GRID.top}
      density={DENSITY}
      isStretched
      paint={paint}
      aria-hidden="true"
    />
  );
}

/** Draws the units from left to right. Units that share a bar show their mean for gates, and the value farthest from zero else. */
function drawStrip(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  height: number,
  of: UnitValues,
  theme: Theme,
): void {
  const H = of.values.length;
  const bars = Math.min(H, STRIP.width * DENSITY);
  for (let bar = 0; bar < bars; bar++) {
    const first = Math.floor((bar * H) / bars);
    const end = Math.max(first + 1, Math.floor(((bar + 1) * H) / bars));
    let sum = 0;
    let farthest = 0.5;
    for (let j = first; j < end; j++) {
      const position = of.position(of.values[j]);
      sum += position;
      if (!(Math.abs(position - 0.5) <= Math.abs(farthest - 0.5))) farthest = position;
    }
    context.fillStyle = rampColour(of.ramp, theme, of.ramp === 'gate' ? sum / (end - first) : farthest);
    const left = (bar / bars) * STRIP.width;
    const right = ((bar + 1) / bars) * STRIP.width;
    context.fillRect(x + left, y, right - left + 0.3, height);
  }
}
