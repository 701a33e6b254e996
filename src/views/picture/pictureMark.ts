import type { PictureId } from '../../exports/pictures.ts';

/** Attributes of a part of the page that is a picture. */
interface PictureMark {
  readonly 'data-picture': PictureId;
  readonly 'data-with-text'?: true;
}

/**
 * Marks a part of the page as a picture. Inside it there is a `PictureMenu` that saves it.
 *
 * @param withText whether the picture has the axis of the text strip, which is saved above it
 */
export function pictureMark(id: PictureId, withText = false): PictureMark {
  return { 'data-picture': id, ...(withText ? { 'data-with-text': true } : {}) };
}

/** The key of the picture that an element belongs to, and its part of the page; null outside of all pictures. */
export function pictureAround(of: Element | null): { readonly id: PictureId; readonly root: HTMLElement } | null {
  const root = of?.closest<HTMLElement>('[data-picture]');
  return root ? { id: root.dataset.picture as PictureId, root } : null;
}
