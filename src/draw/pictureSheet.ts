/** A picture of the page as a document of its own: title, picture, what it was made of, and the facts for machines. */
import { INKS } from './inks.ts';
import type { Theme } from './ramps.ts';
import { SANS } from './stripLayout.ts';
import { element, escapeXml, groupAt, textAt, wrapToWidth } from './svgText.ts';
import type { PictureFile } from './unitPicture.ts';

/** Markup of a size in pixels. Its upper left corner is at 0, 0. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export interface PictureSheet {
  readonly title: string;
  readonly subtitle: string;
  /** Paragraphs under the picture. */
  readonly footer: readonly string[];
  /** What the picture shows, for people who do not see it. */
  readonly description: string;
  /** JSON for machines. */
  readonly metadata: string;
  readonly theme: Theme;
  readonly drawing: Drawing;
}

/** Width of a text in pixels in the page's font, at a size in pixels and a weight. */
export type MeasureText = (text: string, size: number, weight: number) => number;

const PAD = 24;
/** The least width of what is inside the margins: narrow pictures leave room for their footer. */
const LEAST_WIDTH = 480;
const TITLE = { size: 18, weight: 600, line: 24 };
const NOTE = { size: 12, weight: 400, line: 16 };
const GAP = 16;

/** Lays out the sheet. Every line of text is wrapped to the width of the picture. */
export function pictureSheetSvg(sheet: PictureSheet, measure: MeasureText): PictureFile {
  const inks = INKS[sheet.theme];
  const { drawing } = sheet;
  const inner = Math.max(LEAST_WIDTH, Math.ceil(drawing.width));
  const width = inner + 2 * PAD;
  const wrapped = (text: string, { size, weight }: typeof NOTE): string[] =>
    wrapToWidth(text, inner, (line) => measure(line, size, weight));
  const parts: string[] = [];
  let y = PAD;
  const write = (lines: readonly string[], { size, weight, line }: typeof NOTE, fill: string): void => {
    for (const text of lines) {
      parts.push(textAt(PAD, y + size, text, { 'font-size': size, 'font-weight': weight, fill }));
      y += line;
    }
  };
  write(wrapped(sheet.title, TITLE), TITLE, inks.ink);
  write(wrapped(sheet.subtitle, NOTE), NOTE, inks.ink2);
  y += GAP;
  parts.push(groupAt(PAD, y, drawing.svg));
  y += Math.ceil(drawing.height) + GAP;
  parts.push(element('path', { d: `M${PAD} ${y + 0.5}H${width - PAD}`, stroke: inks.rule2 }));
  y += GAP;
  for (const paragraph of sheet.footer) write(wrapped(paragraph, NOTE), NOTE, inks.ink2);
  const height = y + PAD - 4;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': SANS,
      'font-size': NOTE.size,
    },
    [
      '',
      element('title', {}, escapeXml(sheet.title)),
      element('desc', {}, escapeXml(sheet.description)),
      element('metadata', {}, escapeXml(sheet.metadata)),
      element('rect', { width, height, fill: inks.paper }),
      ...parts,
      '',
    ].join('\n'),
  );
  return { width, height, svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n` };
}

/** The theme in which a picture was written as a document: that of its paper, which is its first rectangle. */
export function sheetTheme(svg: string): Theme {
  return /<rect\b[^>]*\bfill="(#[0-9a-f]{6})"/.exec(svg)?.[1] === INKS.dark.paper ? 'dark' : 'light';
}
