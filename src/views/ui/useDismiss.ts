import { useEffect, type RefObject } from 'react';

/** Calls `dismiss` on Escape and on a press or focus outside of `inside`, while `active`. */
export function useDismiss(
  active: boolean,
  inside: RefObject<HTMLElement | null>,
  dismiss: (event: Event) => void,
): void {
  useEffect(() => {
    if (!active) return;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && !inside.current?.contains(event.target)) dismiss(event);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') dismiss(event);
    };
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('pointerdown', outside, { signal });
    addEventListener('focusin', outside, { signal });
    addEventListener('keydown', escape, { signal });
    return () => listening.abort();
  }, [active, inside, dismiss]);
}
