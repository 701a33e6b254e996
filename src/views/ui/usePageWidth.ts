import { useEffect } from 'react';
import { pageWidth } from './pointerOn.ts';

/** Sets `--page-width` to the width on the screen, so that a print has the same layout (App.module.css). */
export function usePageWidth(): void {
  useEffect(() => {
    const { documentElement } = document;
    const update = (): void => documentElement.style.setProperty('--page-width', `${pageWidth()}px`);
    update();
    addEventListener('resize', update);
    return () => removeEventListener('resize', update);
  }, []);
}
