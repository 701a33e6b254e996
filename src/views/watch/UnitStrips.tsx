import { useLayoutEffect, useRef } from 'react';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import type { CellKind } from '../../engine/spec.ts';
import { STRIPS, type UnitValues } from './allUnits.ts';
import { DIMMED, GRID, STRIP } from './DiagramParts.tsx';

export interface UnitStripsProps {
  readonly cell: CellKind;
  /** Every quantity of all units, by the names in `STRIPS`. */
  readonly values: Readonly<Record<string, UnitValues>>;
  /** Selected unit, marked under each strip. */
  readonly unit: number;
  readonly on: (part: string) => boolean;
  readonly theme: Theme;
}

/** Where the drawing is shown on a screen of ordinary density and finer: one pixel of the strip is half a unit of it. */
const DENSITY = 2;

/** A strip of all units at every wire and gate of the drawing, over which it lies. Says nothing to a screen reader: the maps' table does. */
export function UnitStrips({ cell, values, unit, on, theme }: UnitStripsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = GRID.height - GRID.top;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    context.setTransform(DENSITY, 0, 0, DENSITY, 0, -GRID.top * DENSITY);
    context.clearRect(0, GRID.top, GRID.width, height);
    const ink = getComputedStyle(element).color;
    for (const strip of STRIPS[cell]) {
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
  });
  return (
    <canvas
      ref={canvas}
      className="unit-strips"
      width={GRID.width * DENSITY}
      height={height * DENSITY}
      aria-hidden="true"
    />
  );
}

/** Units from left to right; where they share a bar, it is a gate's mean and of signed values the one farthest from zero. */
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
      const place = of.place(of.values[j]);
      sum += place;
      if (!(Math.abs(place - 0.5) <= Math.abs(farthest - 0.5))) farthest = place;
    }
    context.fillStyle = rampColour(of.ramp, theme, of.ramp === 'gate' ? sum / (end - first) : farthest);
    const left = (bar / bars) * STRIP.width;
    const right = ((bar + 1) / bars) * STRIP.width;
    context.fillRect(x + left, y, right - left + 0.3, height);
  }
}
