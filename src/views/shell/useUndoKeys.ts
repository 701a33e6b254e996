import { useEffect } from 'react';
import { useAppStore } from '../StoreContext.tsx';

/** Inputs in which nothing is typed. */
const PRESSED = 'input:is([type=checkbox], [type=radio], [type=range], [type=button], [type=submit], [type=file])';

/** Whether the browser undoes what is typed there by itself, or the page behind is not to be reached. */
function hasOwnUndo(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog, textarea, [contenteditable=true]')) return true;
  return target.matches('input') && !target.matches(PRESSED);
}

/** Ctrl+Z undoes; Ctrl+Shift+Z and Ctrl+Y redo. On a Mac it is Cmd. */
export function useUndoKeys(): void {
  const store = useAppStore();
  useEffect(() => {
    const keyDown = (event: KeyboardEvent): void => {
      const { ctrlKey, metaKey, shiftKey, altKey } = event;
      if (event.defaultPrevented || altKey || ctrlKey === metaKey || event.isComposing) return;
      const key = event.key.toLowerCase();
      const isRedo = (key === 'z' && shiftKey) || (key === 'y' && !shiftKey);
      if ((key !== 'z' && !isRedo) || hasOwnUndo(event.target)) return;
      event.preventDefault();
      if (isRedo) void store.getState().redo();
      else void store.getState().undo();
    };
    addEventListener('keydown', keyDown);
    return () => removeEventListener('keydown', keyDown);
  }, [store]);
}
