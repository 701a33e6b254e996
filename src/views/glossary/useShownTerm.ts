import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { isTermId, type TermId } from './terms/terms.ts';

/** A term whose card is shown. */
export interface ShownTerm {
  readonly id: TermId;
  /** The word on the page. */
  readonly anchor: HTMLElement;
  /** Whether a finger has asked for it. */
  readonly isTouched: boolean;
}

/** Milliseconds that the pointer rests on a word before its card comes, and is elsewhere before the card goes. */
const REST = 300;
const AWAY = 250;

/**
 * The term that a reader asks for: with the pointer after a short rest, with the keyboard's focus at once, or with a first touch.
 * Escape, a press elsewhere and what takes the word away end it. The pointer may go onto the card.
 */
export function useShownTerm(): ShownTerm | null {
  const [shown, setShown] = useState<ShownTerm | null>(null);
  useEffect(() => follow(setShown), []);
  return shown;
}

/** Listens to the whole page, so that a word itself is no more than a link. */
function follow(set: (shown: ShownTerm | null) => void): () => void {
  let shown: ShownTerm | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listening = new AbortController();
  const { signal } = listening;

  const show = (next: ShownTerm | null): void => {
    clearTimeout(timer);
    if (next === shown) return;
    shown = next;
    // The description is there when a screen reader reads the word that has just got the focus.
    flushSync(() => set(next));
  };
  const showAt = (anchor: HTMLElement, isTouched: boolean): void => {
    const id = anchor.dataset.term ?? null;
    if (shown?.anchor !== anchor && isTermId(id)) show({ id, anchor, isTouched });
  };
  const later = (milliseconds: number, act: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
  const isKept = (): boolean => shown !== null && (shown.isTouched || shown.anchor.matches(':focus-visible'));

  document.addEventListener(
    'pointerover',
    (event) => {
      if (event.pointerType === 'touch') return;
      const anchor = termAt(event.target);
      if (anchor && anchor !== shown?.anchor) later(REST, () => anchor.isConnected && showAt(anchor, false));
      else if (anchor || isOnCard(event.target) || isKept()) clearTimeout(timer);
      else later(AWAY, () => show(null));
    },
    { signal },
  );
  document.addEventListener(
    'focusin',
    ({ target }) => {
      const anchor = termAt(target);
      if (anchor?.matches(':focus-visible')) showAt(anchor, false);
    },
    { signal },
  );
  document.addEventListener(
    'focusout',
    ({ target }) => {
      if (shown !== null && termAt(target) === shown.anchor) show(null);
    },
    { signal },
  );
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      clearTimeout(timer);
      if (shown && termAt(target) !== shown.anchor && !isOnCard(target)) show(null);
    },
    { signal, capture: true },
  );
  document.addEventListener(
    'click',
    (event) => {
      const anchor = termAt(event.target);
      if (!anchor) return;
      const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
      if (!isTouch || shown?.anchor === anchor) {
        show(null);
        return;
      }
      // The first touch shows the definition; the second one is the link's.
      event.preventDefault();
      event.stopPropagation();
      showAt(anchor, true);
    },
    { signal, capture: true },
  );
  document.addEventListener(
    'keydown',
    (event) => {
      clearTimeout(timer);
      if (event.key !== 'Escape' || !shown) return;
      // It closes the card and nothing else.
      event.preventDefault();
      event.stopPropagation();
      show(null);
    },
    { signal, capture: true },
  );
  for (const moved of ['scroll', 'resize']) {
    addEventListener(moved, () => shown && !isInView(shown.anchor) && show(null), { signal, capture: true });
  }
  // The word may go with the page that it stands on.
  document.addEventListener('keyup', () => shown && !shown.anchor.isConnected && show(null), { signal, capture: true });
  return () => {
    listening.abort();
    clearTimeout(timer);
  };
}

function termAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-term]') : null;
}

function isOnCard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-part="term-card"]') !== null;
}

function isInView(anchor: HTMLElement): boolean {
  const { top, bottom } = anchor.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
