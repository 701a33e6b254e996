/** One picture of a film of a heatmap: what stands where. */
import type { Range } from '../engine/range.ts';
import type { LegendTick } from './channelScale.ts';
import type { Pixels } from './pixels.ts';
import type { RampName, Theme } from './ramps.ts';
import { columnCount, columnOf } from './timeColumns.ts';

export interface FilmFrame {
  /** "LSTM, layer 1: forget gate" */
  readonly title: string;
  /** Training step, text and place. */
  readonly subtitle: string;
  readonly map: Pixels;
  /** The timesteps of the map, and how many of them share one of its columns. */
  readonly view: Range;
  readonly stepsPerColumn: number;
  /** The characters of the map's columns as they are shown; empty where columns are shared. */
  readonly signs: readonly string[];
  /** The timestep that is marked. */
  readonly cursor: number;
  readonly legend: { readonly ramp: RampName; readonly ticks: readonly LegendTick[] };
  readonly theme: Theme;
  /** How much of the film has been, 0 … 1. */
  readonly share: number;
}

/** Pixels of a film, and of its parts. */
export const FILM = { width: 1280, height: 720 } as const;
const MARGIN = 48;
export const FILM_LINES = { title: 62, subtitle: 98, signs: 146, legend: 646, ticks: 674 } as const;
export const FILM_LEGEND = { left: MARGIN, width: 260, height: 12 } as const;
const MAP = { top: 160, bottom: 616 };
/** The narrowest column over which its character is written. */
const LEAST_LETTER = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The map: as wide as the film, whole pixels high per row where there is room for that. */
export function mapBox({ map: { rows } }: Pick<FilmFrame, 'map'>): Box {
  const room = MAP.bottom - MAP.top;
  const height = rows <= room ? rows * Math.floor(room / rows) : room;
  return { left: MARGIN, top: MAP.top, width: FILM.width - 2 * MARGIN, height };
}

/** The column that is marked. */
export function cursorBox(frame: Pick<FilmFrame, 'map' | 'view' | 'stepsPerColumn' | 'cursor'>): Box {
  const { view, stepsPerColumn, cursor } = frame;
  const box = mapBox(frame);
  const width = box.width / columnCount(view, stepsPerColumn);
  const column = columnOf(cursor, stepsPerColumn) - columnOf(view.from, stepsPerColumn);
  return { ...box, left: box.left + column * width, width };
}

/** The characters over the columns, each with the middle of its column; none where they would not be readable. */
export function signPlaces(
  frame: Pick<FilmFrame, 'map' | 'signs'>,
): readonly { readonly sign: string; readonly x: number }[] {
  const { signs } = frame;
  const { left, width } = mapBox(frame);
  const column = width / signs.length;
  return column < LEAST_LETTER ? [] : signs.map((sign, k) => ({ sign, x: left + (k + 0.5) * column }));
}

/** Timesteps of a film that walks through a view: at most `most`, evenly spread, the last one among them. */
export function walkedSteps({ from, to }: Range, most: number): readonly number[] {
  const stride = Math.max(1, Math.ceil((to - from) / most));
  const steps: number[] = [];
  for (let t = to - 1; t >= from; t -= stride) steps.push(t);
  return steps.reverse();
}
