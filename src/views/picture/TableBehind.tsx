import { useState, type ReactNode } from 'react';

/** A picture's numbers under a line that unfolds them; they are made only while they are unfolded, and scroll by themselves. */
export function TableBehind(props: { readonly summary: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="picture-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.summary}</summary>
      {isOpen ? <div className="lag-table-place">{props.children}</div> : null}
    </details>
  );
}
