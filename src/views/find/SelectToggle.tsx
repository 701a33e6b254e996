import { useEffect } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';

/** While it is on, a plain drag over the text selects a span. It turns off when its page closes. */
export function SelectToggle() {
  const { setSelecting } = useAppStore().getState();
  const isSelecting = useApp((state) => state.isSelecting);
  useEffect(() => () => setSelecting(false), [setSelecting]);
  return (
    <Button
      aria-pressed={isSelecting}
      title="A drag over the text selects while this is on; Shift with a drag always does"
      onClick={() => setSelecting(!isSelecting)}
    >
      Select by dragging
    </Button>
  );
}
