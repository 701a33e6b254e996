import { useCallback, useRef, type ComponentPropsWithRef } from 'react';
import { useScrolls } from './useScrolls.ts';

export interface ScrollerProps extends Omit<ComponentPropsWithRef<'div'>, 'tabIndex'> {
  /** Accessible name. It is omitted if `aria-labelledby` gives one. */
  readonly label?: string | undefined;
  /** A region is a landmark. Its parts are groups. */
  readonly role?: 'group' | 'region' | 'tabpanel';
}

/**
 * A part of the page that may scroll by itself. Its class sets `overflow`. While its content overflows, Tab stops at it
 * and the arrow keys scroll it (WCAG 2.1.1).
 */
export function Scroller({ label, role = 'group', ref, ...rest }: ScrollerProps) {
  const own = useRef<HTMLDivElement | null>(null);
  const scrolls = useScrolls(own);
  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      own.current = element;
      if (typeof ref === 'function') return ref(element);
      if (ref) ref.current = element;
      return undefined;
    },
    [ref],
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG
    // 2.1.1)
    <div {...rest} ref={attach} role={role} aria-label={label} tabIndex={scrolls ? 0 : undefined} />
  );
}
