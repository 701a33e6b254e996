import type { RefObject } from 'react';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import { useElementSize } from './useElementSize.ts';

/** Width of the side column (tokens.css). */
const SIDE = 384;
const LEAST = 240;

/**
 * Width in CSS pixels of a picture in the side column, or across a narrow page. Pictures are drawn in pixels and not
 * stretched, so that their text always has the size of the page's text.
 */
export function useSideWidth(container: RefObject<HTMLElement | null>): number {
  const { width } = useElementSize(container);
  return width === 0 ? SIDE : pictureWidth(width, LEAST);
}
