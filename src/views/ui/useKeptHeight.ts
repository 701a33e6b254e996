import { type CSSProperties, type RefObject, useState } from 'react';
import { useElementSize } from './useElementSize.ts';

/**
 * The style of a part whose content goes and comes anew, such as while another passage is read: without its content the part
 * is at least as high as with it, so that nothing below it moves.
 *
 * @param isThere whether the content is shown
 */
export function useKeptHeight(part: RefObject<HTMLElement | null>, isThere: boolean): CSSProperties | undefined {
  const { height } = useElementSize(part);
  const [kept, setKept] = useState(0);
  if (isThere && height !== kept) setKept(height);
  return isThere ? undefined : { minHeight: kept };
}
