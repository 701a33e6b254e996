import { useEffect } from 'react';
import { useNarrow } from '../ui/useNarrow.ts';

/** The attribute of the part of the page that a step is about. */
const MARK = 'data-looked-at';

/** The first part of the page that is seen and has this id as a picture, or this accessible name. */
function findPart(look: string): HTMLElement | null {
  const [kind, name] = [look.slice(0, look.indexOf(':')), look.slice(look.indexOf(':') + 1)];
  const attribute = kind === 'picture' ? 'data-picture' : 'aria-label';
  const parts = document.querySelectorAll<HTMLElement>(`[data-part="page"] [${attribute}="${CSS.escape(name)}"]`);
  return [...parts].find((part) => part.getClientRects().length > 0) ?? null;
}

/**
 * Outlines the part of the page that a step is about, as soon as it is there, and scrolls it into view once.
 *
 * @param look null for none
 * @param of the step, by identity: another one is scrolled to anew
 */
export function useLook(look: string | null, of: unknown): void {
  const isNarrow = useNarrow();
  useEffect(() => {
    if (look === null) return;
    let marked: HTMLElement | null = null;
    let isReached = false;
    let frame = 0;
    const mark = (): void => {
      frame = 0;
      const part = findPart(look);
      if (part !== marked) {
        marked?.removeAttribute(MARK);
        part?.setAttribute(MARK, '');
        marked = part;
      }
      if (!part || isReached) return;
      isReached = true;
      part.scrollIntoView({ block: isNarrow ? 'start' : 'nearest' });
    };
    const observer = new MutationObserver(() => {
      frame ||= requestAnimationFrame(mark);
    });
    mark();
    observer.observe(document.body, { subtree: true, childList: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      marked?.removeAttribute(MARK);
    };
  }, [look, of, isNarrow]);
}
