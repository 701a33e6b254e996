import { useEffect } from 'react';
import { setSelecting, useTextMark } from '../textMarks.ts';

/** Lets a plain drag on the text select, as Shift with it does; off again when the page that shows it is left. */
export function SelectToggle() {
  const isSelecting = useTextMark('isSelecting');
  useEffect(() => () => setSelecting(false), []);
  return (
    <button
      type="button"
      className="button select-toggle"
      aria-pressed={isSelecting}
      title="A drag over the text selects while this is on; Shift with a drag always does"
      onClick={() => setSelecting(!isSelecting)}
    >
      Select by dragging
    </button>
  );
}
