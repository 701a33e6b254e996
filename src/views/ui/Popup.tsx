import { useLayoutEffect, useRef, type ComponentPropsWithoutRef } from 'react';
import { pageWidth, zoomOf } from './pointerOn.ts';
import styles from './Popup.module.css';

/** The smallest distance from the sides of the page in pixels. */
const MARGIN = 8;

/** A popup below the button that opens it. Near a side of the page it is moved until all of it is visible. */
export function Popup({ className, ...rest }: ComponentPropsWithoutRef<'div'>) {
  const position = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = position.current;
    if (!element) return;
    const keepInside = (): void => {
      element.style.translate = '';
      const box = element.getBoundingClientRect();
      const zoom = zoomOf(element);
      const [left, right] = [box.left / zoom, box.right / zoom];
      const page = pageWidth();
      // If it is wider than the page, its beginning is visible.
      const by = Math.max(MARGIN - left, Math.min(0, page - MARGIN - right));
      if (by !== 0) element.style.translate = `${by}px`;
    };
    keepInside();
    addEventListener('resize', keepInside);
    return () => removeEventListener('resize', keepInside);
  }, []);
  return <div {...rest} ref={position} className={`${styles.popup} ${className ?? ''}`} data-part="popup" />;
}
