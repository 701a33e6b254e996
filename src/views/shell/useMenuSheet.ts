import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { useDismiss } from '../ui/useDismiss.ts';

const REACHED = 'button:enabled, input:enabled, select:enabled';

/**
 * The menu's sheet: opening it moves the focus into it, Escape closes it and gives the focus back to its button. A press or a
 * focus elsewhere closes it too, because it covers a part of the page.
 */
export function useMenuSheet(
  isOpen: boolean,
  setOpen: (isOpen: boolean) => void,
): {
  /** Around the button and the sheet. */
  readonly inside: RefObject<HTMLDivElement | null>;
  readonly button: RefObject<HTMLButtonElement | null>;
} {
  const inside = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A key may have opened it for one of its fields.
    if (!isOpen || document.activeElement?.closest('#menu')) return;
    document.querySelector<HTMLElement>(`#menu :is(${REACHED})`)?.focus();
  }, [isOpen]);
  useDismiss(
    isOpen,
    inside,
    useCallback(
      (event) => {
        const { target } = event;
        // Dialogs are opened from it, and what pops up in it goes first.
        if (target instanceof Element && target.closest('dialog')) return;
        if (inside.current?.querySelector('[data-part="popup"]')) return;
        setOpen(false);
        if (event.type === 'keydown') button.current?.focus();
      },
      [setOpen],
    ),
  );
  return { inside, button };
}
