import { useState } from 'react';
import type { Notice } from '../../state/notice.ts';
import type { TextState } from '../../state/textState.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { ByHeart } from './ByHeart.tsx';
import { GoalNote } from './GoalNote.tsx';
import { NewerVersion } from './NewerVersion.tsx';
import { NoticeLine } from './NoticeLine.tsx';
import styles from './NoticeBar.module.css';

/** Notices, warnings about the training, and notes about a new text. They stay until dismissed or replaced. */
export function NoticeBar() {
  const store = useAppStore();
  const notice = useApp((state) => state.notice);
  const remark = useApp((state) => state.remark);
  const text = useApp((state) => state.text);
  const [noted, setNoted] = useState<TextState | null>(null);
  const notes = text !== noted ? (text?.notes ?? []) : [];
  return (
    <div className={styles.notices}>
      <Scroller className={styles.alerts} data-part="alerts" label="Notices">
        <div role="alert">
          {notice && <StoredNotice notice={notice} onDismiss={() => store.getState().dismissNotice()} />}
          {remark && <StoredNotice notice={remark} onDismiss={() => store.getState().dismissRemark()} />}
        </div>
      </Scroller>
      <div role="status" aria-label="About the link">
        <GoalNote />
      </div>
      <div role="status" aria-label="About the training">
        <ByHeart />
      </div>
      <div role="status" aria-label="About this version">
        <NewerVersion />
      </div>
      <div role="status" aria-label="About the text">
        {notes.length > 0 && (
          <NoticeLine kind="info" onDismiss={() => setNoted(text)}>
            <b>{text?.name}:</b> {notes.map((note) => note.text).join(' ')}
          </NoticeLine>
        )}
      </div>
    </div>
  );
}

function StoredNotice({ notice, onDismiss }: { readonly notice: Notice; readonly onDismiss: () => void }) {
  const store = useAppStore();
  const { kind, text, offer } = notice;
  // The lines of an action after the first are code.
  const [action, ...code] = notice.action?.split('\n') ?? [];
  const button = offer && (
    <Button kind="primary" onClick={() => store.getState().takeOffer(offer.does)}>
      {offer.label}
    </Button>
  );
  return (
    <NoticeLine kind={kind} onDismiss={onDismiss} offer={button}>
      <b>{text}</b> {action}
      {code.length > 0 && <code className={`${styles.noticeCode} mono`}>{code.join('\n')}</code>}
    </NoticeLine>
  );
}
