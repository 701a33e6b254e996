import type { Drawing } from '../../draw/pictureSheet.ts';
import { element, groupAt } from '../../draw/svgText.ts';

/** A rectangle in pixels of the saved picture, from the upper left corner of the page's part that is saved. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Markup that is being collected, and the smallest box around it. */
export class DrawingBuilder {
  readonly #parts: string[] = [];
  readonly #clips: Box[] = [];
  readonly notes: string[] = [];
  #definitions = 0;
  #bounds: Box | null = null;

  /** Appends markup. What is not inside `box` may be cut at the edge of the picture. */
  add(markup: string, box: Box): void {
    if (this.cover(box)) this.#parts.push(markup);
  }

  /** Makes room for a box. False if nothing of it is seen. */
  cover(box: Box): boolean {
    const seen = this.#clips.reduce<Box | null>((rest, clip) => rest && overlap(rest, clip), box);
    if (!seen) return false;
    const all = this.#bounds;
    this.#bounds = all
      ? {
          left: Math.min(all.left, seen.left),
          top: Math.min(all.top, seen.top),
          right: Math.max(all.right, seen.right),
          bottom: Math.max(all.bottom, seen.bottom),
        }
      : seen;
    return true;
  }

  /** A sentence about the picture, to be written under it. */
  note(sentence: string): void {
    this.notes.push(sentence);
  }

  /** A name for a definition that no other has. */
  name(kind: string): string {
    return `${kind}${this.#definitions++}`;
  }

  /** Appends a definition, which is not seen itself. */
  define(markup: string): void {
    this.#parts.push(markup);
  }

  /** Collects a group; nothing if nothing is drawn in it. */
  group(attributes: Readonly<Record<string, string | number>>, draw: () => void): void {
    const at = this.#parts.length;
    draw();
    const content = this.#parts.splice(at).join('');
    if (content !== '') this.#parts.push(element('g', attributes, content));
  }

  /** Collects a group of which only what is inside a box is seen. */
  clipped(box: Box, draw: () => void): void {
    const name = this.name('clip');
    this.define(element('clipPath', { id: name }, element('rect', rectOf(box))));
    this.#clips.push(box);
    this.group({ 'clip-path': `url(#${name})` }, draw);
    this.#clips.pop();
  }

  /** All that was collected, moved to the upper left corner. */
  finish(): Drawing {
    const { left, top, right, bottom } = this.#bounds ?? { left: 0, top: 0, right: 0, bottom: 0 };
    return {
      svg: groupAt(short(-left), short(-top), this.#parts.join('\n')),
      width: right - left,
      height: bottom - top,
    };
  }
}

/** What of a box is inside another; null if that is nothing. An edge that both share is nothing, unless the box is a line. */
function overlap(a: Box, b: Box): Box | null {
  const box = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  const isAcross = box.left < box.right || (box.left === box.right && a.left === a.right);
  const isDown = box.top < box.bottom || (box.top === box.bottom && a.top === a.bottom);
  return isAcross && isDown ? box : null;
}

/** Attributes of a rect. */
export function rectOf({ left, top, right, bottom }: Box): Readonly<Record<string, number>> {
  return { x: short(left), y: short(top), width: short(right - left), height: short(bottom - top) };
}

export function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

export function moved({ left, top, right, bottom }: Box, x: number, y: number): Box {
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

/** A number of pixels with at most two decimals. */
export function short(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
