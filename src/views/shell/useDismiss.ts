import { useEffect, type RefObject } from 'react';

/** Calls `dismiss` on Escape and on a press or focus outside of `inside`, while `active`. */
export function useDismiss(active: boolean, inside: RefObject<HTMLElement | null>, dismiss: () => void): void {
  useEffect(() => {
    if (!active) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !inside.current?.contains(event.target)) dismiss();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') dismiss();
    };
    addEventListener('pointerdown', outside);
    addEventListener('focusin', outside);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('focusin', outside);
      removeEventListener('keydown', escape);
    };
  }, [active, inside, dismiss]);
}
