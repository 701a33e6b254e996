import { useEffect } from 'react';
import { useAppStore } from '../StoreContext.tsx';

/** Fields that use these keys for their own text. The Timestep slider is not one of them. */
const FIELDS = 'input:not([type=range]), select, textarea, [contenteditable=true], dialog';

/** Ctrl+Shift+← and → select from the cursor on, as in a text field. Escape clears the selection. */
export function useSpanKeys(): void {
  const store = useAppStore();
  useEffect(() => {
    const keyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, shiftKey, altKey, metaKey } = event;
      if (event.defaultPrevented || altKey || metaKey || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(FIELDS)) return;
      const direction = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (direction !== 0 && ctrlKey && shiftKey) {
        event.preventDefault();
        store.getState().extendSpan(direction);
      } else if (key === 'Escape' && !document.querySelector('[role=menu]')) {
        store.getState().selectSpan(null);
      }
    };
    addEventListener('keydown', keyDown);
    return () => removeEventListener('keydown', keyDown);
  }, [store]);
}
