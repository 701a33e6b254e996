import { type RefObject, useEffect, useRef } from 'react';

const REACHED = 'button, input, select, textarea, summary, a[href], [tabindex]';

/**
 * Keeps the place of the keyboard while the content of a part goes and comes anew, such as when another text is traced.
 * Without it the next Tab would begin at the top of the page. The focus goes to the element of the same name, or to the part
 * itself (which has `tabIndex={-1}`) if there is none.
 *
 * @param isThere whether the content is shown
 */
export function useFocusKept(part: RefObject<HTMLElement | null>, isThere: boolean): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const focused = ({ target }: FocusEvent): void => {
      const isInside = target instanceof HTMLElement && part.current?.contains(target);
      last.current = isInside ? nameOf(target) : null;
    };
    // Who presses elsewhere has left. A press on something that takes the focus is followed by its event.
    const pressed = ({ target }: PointerEvent): void => {
      if (
        !(target instanceof Node) ||
        !document.activeElement?.contains(target) ||
        document.activeElement === document.body
      )
        last.current = null;
    };
    document.addEventListener('focusin', focused);
    document.addEventListener('pointerdown', pressed);
    return () => {
      document.removeEventListener('focusin', focused);
      document.removeEventListener('pointerdown', pressed);
    };
  }, [part]);
  useEffect(() => {
    const element = part.current;
    if (!isThere || !element || last.current === null || document.activeElement !== document.body) return;
    const all = [...element.querySelectorAll<HTMLElement>(REACHED)];
    (all.find((one) => nameOf(one) === last.current && !one.matches(':disabled')) ?? element).focus();
  }, [part, isThere]);
}

function nameOf(element: HTMLElement): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent;
  return `${element.tagName} ${element.getAttribute('aria-label') ?? label ?? ''}`;
}
