import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Scroller } from './Scroller.tsx';
import pictureStyles from './picture.module.css';
import styles from './TableBehind.module.css';

export interface TableBehindProps {
  readonly summary: string;
  /** Accessible name of the scrolling part. The default is `summary`. */
  readonly label?: string;
  /** How the page scrolls when it opens: the summary to the middle, or only as far as needed. */
  readonly comesIntoView?: 'middle' | 'nearest';
  readonly children: ReactNode;
}

/** Tables of a picture's numbers, rendered while they are open. They scroll under their heads. */
export function TableBehind({ summary, label, comesIntoView, children }: TableBehindProps) {
  const [isOpen, setOpen] = useState(false);
  const line = useRef<HTMLElement>(null);
  const tables = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    if (comesIntoView === 'middle') line.current?.scrollIntoView({ block: 'center' });
    if (comesIntoView === 'nearest') tables.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, comesIntoView]);
  return (
    <details className={pictureStyles.pictureDetails} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary ref={line}>{summary}</summary>
      {isOpen ? (
        <Scroller ref={tables} className={styles.tableBehind} label={label ?? summary}>
          {children}
        </Scroller>
      ) : null}
    </details>
  );
}
