import { useLayoutEffect, useState, type RefObject } from 'react';

/** At which ends content is hidden because the element scrolls sideways. */
export type More = 'before' | 'after' | 'both' | null;

/** Where a row that scrolls sideways goes on. Updated when it is scrolled and when its size changes. */
export function useMore(ref: RefObject<HTMLElement | null>): More {
  const [more, setMore] = useState<More>(null);
  useLayoutEffect(() => {
    const row = ref.current;
    if (!row) return;
    const measure = (): void => setMore(moreOf(row));
    const sizes = new ResizeObserver(measure);
    for (const part of [row, ...row.children]) sizes.observe(part);
    row.addEventListener('scroll', measure, { passive: true });
    return () => {
      sizes.disconnect();
      row.removeEventListener('scroll', measure);
    };
  }, [ref]);
  return more;
}

/** Widths are rounded by up to a pixel. */
function moreOf({ scrollLeft, scrollWidth, clientWidth }: HTMLElement): More {
  const isBefore = scrollLeft > 1;
  const isAfter = scrollLeft + clientWidth < scrollWidth - 1;
  if (isBefore && isAfter) return 'both';
  return isBefore ? 'before' : isAfter ? 'after' : null;
}
