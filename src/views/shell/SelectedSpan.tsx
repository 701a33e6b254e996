import { useApp } from '../StoreContext.tsx';
import { spanWords } from '../textMarks.ts';

/** What is selected on the text, for those who do not see its outline. */
export function SelectedSpan() {
  const span = useApp((state) => state.span);
  return (
    <p className="visually-hidden" role="status" aria-label="Selection">
      {span ? `Selected ${spanWords(span)}` : ''}
    </p>
  );
}
