import { useLayoutEffect, useState, type RefObject } from 'react';

/** Whether the content of an element overflows, so that it can be scrolled. Updated when it changes. */
export function useScrolls(ref: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = (): void => setScrolls(overflows(element));
    // The sizes of the element and of its content decide. A child that is as high as the element may itself have more
    // content. The observer reports after a layout, so it forces none.
    const sizes = new ResizeObserver(measure);
    const follow = (): void => {
      sizes.disconnect();
      for (const inner of [element, ...element.querySelectorAll(':scope > *, :scope > * > *')]) sizes.observe(inner);
    };
    const children = new MutationObserver(follow);
    children.observe(element, { childList: true, subtree: true });
    follow();
    return () => {
      sizes.disconnect();
      children.disconnect();
    };
  }, [ref]);
  return scrolls;
}

function overflows(element: HTMLElement): boolean {
  const { overflowX, overflowY } = getComputedStyle(element);
  const moves = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
  return (
    (moves(overflowX) && element.scrollWidth > element.clientWidth) ||
    (moves(overflowY) && element.scrollHeight > element.clientHeight)
  );
}
