import { useApp, useAppStore } from '../StoreContext.tsx';

/** The store's notice: what happened and what to do next. Stays until it is dismissed or replaced. */
export function NoticeBar() {
  const store = useAppStore();
  const notice = useApp((state) => state.notice);
  return (
    <div className="notices" role={notice?.kind === 'info' ? 'status' : 'alert'} aria-label="Notice">
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
  );
}
