/** Pictures that a person has pinned for the report of the experiment. */
import { MAX_CAPTION_CHARS, MAX_PINNED_BYTES, MAX_PINS } from '../limits/limits.ts';

/** A picture as it looked when it was pinned. */
export interface Pin {
  /** Not the id of any other pin of the experiment. */
  readonly id: string;
  readonly title: string;
  /** What the person says about it; empty for nothing. */
  readonly caption: string;
  /** An SVG document in UTF-8. It is shown as an image only, so that nothing in it can run. */
  readonly svg: Uint8Array;
  /** Of the document, in pixels. */
  readonly width: number;
  readonly height: number;
}

export type NewPin = Pick<Pin, 'title' | 'svg' | 'width' | 'height'>;

/** The pins with one more at their end; null where there is no room for it. */
export function withPin(pins: readonly Pin[], added: NewPin): readonly Pin[] | null {
  const bytes = pins.reduce((sum, { svg }) => sum + svg.length, added.svg.length);
  if (pins.length >= MAX_PINS || bytes > MAX_PINNED_BYTES) return null;
  const newest = Math.max(0, ...pins.map(({ id }) => Number(id)));
  return [...pins, { ...added, id: String(newest + 1), caption: '' }];
}

/** The pins with another title or caption of one, cut to what is allowed. A title that is empty stays as it was. */
export function withPinText(
  pins: readonly Pin[],
  id: string,
  text: Partial<Pick<Pin, 'title' | 'caption'>>,
): readonly Pin[] {
  const cut = (value: string): string => Array.from(value).slice(0, MAX_CAPTION_CHARS).join('');
  return pins.map((pin) => {
    if (pin.id !== id) return pin;
    return { ...pin, title: cut(text.title ?? '').trim() || pin.title, caption: cut(text.caption ?? pin.caption) };
  });
}

/** The pins with one of them moved so many places towards the end; at either end it stays. */
export function withPinMoved(pins: readonly Pin[], id: string, by: number): readonly Pin[] {
  const from = pins.findIndex((pin) => pin.id === id);
  const to = Math.max(0, Math.min(pins.length - 1, from + by));
  if (from < 0 || from === to) return pins;
  const others = pins.filter((_, k) => k !== from);
  return [...others.slice(0, to), pins[from]!, ...others.slice(to)];
}

export function withoutPin(pins: readonly Pin[], id: string): readonly Pin[] {
  return pins.filter((pin) => pin.id !== id);
}
