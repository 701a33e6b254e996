import { useLayoutEffect, type RefObject } from 'react';

/**
 * While `active`, nothing outside of `inside` can be pressed or focused. A press beside an open menu then only closes
 * the menu, and does not act on a control that the menu half covers.
 */
export function useInertAround(active: boolean, inside: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (!active) return;
    const around: HTMLElement[] = [];
    for (let at = inside.current; at && at !== document.body; at = at.parentElement) {
      for (const other of at.parentElement?.children ?? []) {
        if (other !== at && other instanceof HTMLElement && !other.inert) around.push(other);
      }
    }
    for (const element of around) element.inert = true;
    return () => {
      for (const element of around) element.inert = false;
    };
  }, [active, inside]);
}
