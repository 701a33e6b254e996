import { cursorBox, FILM, FILM_LEGEND, FILM_LINES, type FilmFrame, mapBox, signPlaces } from '../../draw/filmFrame.ts';
import { INKS } from '../../draw/inks.ts';
import type { Pixels } from '../../draw/pixels.ts';
import { rampColour } from '../../draw/ramps.ts';
import { SANS } from '../../draw/stripLayout.ts';

/** The least size of a letter over a column. */
const MONO = '"DejaVu Sans Mono", Menlo, monospace';

/** Paints one frame over the whole canvas, which has the size of a film. */
export function paintFilmFrame(context: CanvasRenderingContext2D, frame: FilmFrame): void {
  const inks = INKS[frame.theme];
  const write = (
    text: string,
    x: number,
    y: number,
    font: string,
    fill: string,
    align: CanvasTextAlign = 'left',
  ): void => {
    context.font = font;
    context.fillStyle = fill;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, FILM.width, FILM.height);
  const box = mapBox(frame);
  write(frame.title, box.left, FILM_LINES.title, `600 30px ${SANS}`, inks.ink);
  write(frame.subtitle, box.left, FILM_LINES.subtitle, `20px ${SANS}`, inks.ink2);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvasOf(frame.map), box.left, box.top, box.width, box.height);
  const places = signPlaces(frame);
  const cursor = cursorBox(frame);
  const size = Math.min(20, Math.floor(1.5 * (box.width / frame.signs.length)));
  for (const { sign, x } of places) {
    const isAt = Math.abs(x - cursor.left - cursor.width / 2) < cursor.width / 2;
    write(sign, x, FILM_LINES.signs, `${isAt ? '700 ' : ''}${size}px ${MONO}`, isAt ? inks.ink : inks.ink2, 'center');
  }
  context.strokeStyle = inks.ink;
  context.lineWidth = 2;
  context.strokeRect(cursor.left - 1, cursor.top - 1, Math.max(2, cursor.width) + 2, cursor.height + 2);
  paintLegend(context, frame);
  context.fillStyle = inks.rule2;
  context.fillRect(0, FILM.height - 6, frame.share * FILM.width, 6);
}

function paintLegend(context: CanvasRenderingContext2D, { legend, theme }: FilmFrame): void {
  const { left, width, height } = FILM_LEGEND;
  for (let x = 0; x < width; x++) {
    context.fillStyle = rampColour(legend.ramp, theme, x / (width - 1));
    context.fillRect(left + x, FILM_LINES.legend - height, 1, height);
  }
  context.font = `16px ${SANS}`;
  context.fillStyle = INKS[theme].ink2;
  for (const { position, text } of legend.ticks) {
    context.textAlign = position < 0.1 ? 'left' : position > 0.9 ? 'right' : 'center';
    context.fillText(text, left + position * width, FILM_LINES.ticks);
  }
}

function canvasOf({ data, columns, rows }: Pixels): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(new ImageData(data, columns, rows), 0, 0);
  return canvas;
}
