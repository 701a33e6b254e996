import { useApp } from '../StoreContext.tsx';
import { describeSpan } from '../chart/textSpans.ts';

/** The selection, for screen readers. */
export function SelectedSpan() {
  const span = useApp((state) => state.span);
  return (
    <p className="visually-hidden" role="status" aria-label="Selection">
      {span ? `Selected ${describeSpan(span)}` : ''}
    </p>
  );
}
