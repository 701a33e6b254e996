import { useState } from 'react';
import type { TextState } from '../../store/state.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** What happened and what to do next; then what was changed in a new text. Stays until it is dismissed or replaced. */
export function NoticeBar() {
  const store = useAppStore();
  const notice = useApp((state) => state.notice);
  const text = useApp((state) => state.text);
  const [noted, setNoted] = useState<TextState | null>(null);
  const notes = text !== noted ? (text?.notes ?? []) : [];
  return (
    <div className="notices">
      <div role="alert">
        {notice && (
          <div className="notice" data-kind={notice.kind}>
            <p>
              <b>{notice.text}</b> {notice.action}
            </p>
            <button type="button" className="button" onClick={() => store.getState().dismissNotice()}>
              Dismiss
            </button>
          </div>
        )}
      </div>
      <div role="status" aria-label="About the text">
        {notes.length > 0 && (
          <div className="notice" data-kind="info">
            <p>
              <b>{text?.name}:</b> {notes.map((note) => note.text).join(' ')}
            </p>
            <button type="button" className="button" onClick={() => setNoted(text)}>
              Dismiss
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
