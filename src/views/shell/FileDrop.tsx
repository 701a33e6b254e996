import { useEffect, useState } from 'react';
import { useAppStore } from '../StoreContext.tsx';
import { takeTransfer } from './transfer.ts';
import styles from './FileDrop.module.css';

/** Takes what is dropped anywhere on the page, or pasted outside a text field: a text, or the files of a model. */
export function FileDrop() {
  const store = useAppStore();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const dragOver = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const dragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) void takeTransfer(store, event.dataTransfer);
    };
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || !event.clipboardData || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      void takeTransfer(store, event.clipboardData);
    };
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('dragover', dragOver, { signal });
    addEventListener('dragleave', dragLeave, { signal });
    addEventListener('drop', drop, { signal });
    addEventListener('paste', paste, { signal });
    return () => listening.abort();
  }, [store]);
  return over ? (
    <div className={styles.dropHere}>Drop a text or a model: it is read here and stays on this machine.</div>
  ) : null;
}
