import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PictureId } from '../../exports/pictures.ts';
import { pictureAround } from '../picture/pictureMark.ts';
import { saveFrom } from '../picture/saveFrom.ts';
import { useAppStore } from '../StoreContext.tsx';
import { Button } from './Button.tsx';
import { SaveIcon } from './Icons.tsx';
import { Scroller } from './Scroller.tsx';
import pictureStyles from './picture.module.css';
import styles from './TableBehind.module.css';

export interface TableBehindProps {
  readonly summary: string;
  /** Accessible name of the scrolling part. The default is `summary`. */
  readonly label?: string;
  /** How the page scrolls when it opens: the summary to the middle, or only as far as needed. */
  readonly comesIntoView?: 'middle' | 'nearest';
  /** The picture to which the tables belong, if they do not stand in it. */
  readonly of?: PictureId;
  readonly children: ReactNode;
}

/** Tables of a picture's numbers, rendered while they are open or saved. They scroll under their heads. */
export function TableBehind({ summary, label, comesIntoView, of, children }: TableBehindProps) {
  const store = useAppStore();
  const [isOpen, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const line = useRef<HTMLElement>(null);
  const tables = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    if (comesIntoView === 'middle') line.current?.scrollIntoView({ block: 'center' });
    if (comesIntoView === 'nearest') tables.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, comesIntoView]);
  useEffect(() => {
    if (!isSaving || !tables.current) return;
    const id = of ?? pictureAround(tables.current)?.id;
    if (id) void saveFrom(store, tables.current, id, 'table').finally(() => setSaving(false));
  }, [isSaving, store, of]);
  return (
    <div className={styles.behind}>
      <details className={pictureStyles.pictureDetails} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary ref={line}>{summary}</summary>
        {isOpen || isSaving ? (
          <Scroller ref={tables} className={styles.tableBehind} label={label ?? summary}>
            {children}
          </Scroller>
        ) : null}
      </details>
      <Button
        kind="icon"
        className={styles.saveTable}
        aria-label={`Save as CSV: ${summary}`}
        title="Save this table as CSV"
        onClick={() => setSaving(true)}
      >
        <SaveIcon />
      </Button>
    </div>
  );
}
