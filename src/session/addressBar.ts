/** Keeps the browser's address and history with what is looked at. */
import type { AppStoreApi } from '../state/actions.ts';
import { linkOf, ofUnit, readLink, writeLink, withPersonOf } from '../state/address.ts';
import { WHOLE_PAGE } from '../state/frame.ts';
import type { Link } from '../state/link.ts';
import { passageLength } from '../state/passage.ts';
import type { AppState } from '../state/state.ts';
import type { Ui } from '../state/ui.ts';

/** Milliseconds after a change until the address follows; browsers allow some hundred changes in half a minute. */
const REST = 500;
/** Units that are walked through faster than this are one entry of the history. */
const WALK = 1000;

/** Marks entries of the history that this page has written. */
interface Own {
  readonly unrolled: true;
}

/** Whether this page has written an entry of the history. */
function isOwnEntry(state: unknown = history.state): state is Own {
  return typeof state === 'object' && state !== null && 'unrolled' in state;
}

/** Whether the page that is being loaded showed this address before: it is a reload, and no link that was followed. */
export function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return isOwnEntry() || navigation?.type === 'reload';
}

/** The address of what the page shows. */
function addressOf(state: AppState): string {
  const hash = writeLink(linkOf(state));
  return `${location.pathname}${location.search}${hash === '' ? '' : `#${hash}`}`;
}

/** A link for others: to all that is shown, or to the selected unit in Watch and nothing else. */
export function linkTo(state: AppState, what: 'page' | 'unit'): string {
  const link = linkOf(state);
  const hash = writeLink(what === 'page' ? link : ofUnit(link));
  return `${location.origin}${location.pathname}${hash === '' ? '' : `#${hash}`}`;
}

/** The page that a picture is of. */
export function wholePage(state: AppState): string {
  const hash = writeLink({ ...linkOf(state), frame: WHOLE_PAGE });
  return `${location.pathname}${hash === '' ? '' : `#${hash}`}`;
}

/** What back and forward walk through; other choices change the entry that is there. */
function lookedAt({ workspace, watchView, watchSide, comparePage, findPage, label, cursor }: Ui): readonly unknown[] {
  return [workspace, watchView, watchSide, comparePage, findPage, label, cursor.model, cursor.unit];
}

function isWalk(ui: Ui, before: Ui): boolean {
  const [now, then] = [lookedAt(ui), lookedAt(before)];
  return now.every((one, k) => one === then[k] || k === now.length - 1);
}

/** Follows the store until it is told not to. */
export function followAddress(store: AppStoreApi): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isRestoring = false;
  let walked = -Infinity;

  const write = (how: 'pushState' | 'replaceState', state: AppState): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // A link that is being opened, or waits for its text, stays where it is. A frame leaves the history of its page alone.
    if (state.text === null || state.awaited || state.frame.embed !== null) return;
    const address = addressOf(state);
    const shown = `${location.pathname}${location.search}${location.hash}`;
    const own: Own = { unrolled: true };
    if (how === 'pushState' || address !== shown || !isOwnEntry()) history[how](own, '', address);
  };

  const unsubscribe = store.subscribe((state, before) => {
    if (isRestoring) return;
    const isElsewhere = state.ui !== before.ui && lookedAt(state.ui).some((one, k) => one !== lookedAt(before.ui)[k]);
    // While an experiment is made ready the selection is made to fit it: nobody looked there.
    if (isElsewhere && before.status !== 'preparing' && before.text === state.text) {
      const now = performance.now();
      const isWalking = isWalk(state.ui, before.ui) && now - walked < WALK;
      walked = isWalk(state.ui, before.ui) ? now : -Infinity;
      if (!isWalking) write('replaceState', before);
      write(isWalking ? 'replaceState' : 'pushState', state);
      return;
    }
    timer ??= setTimeout(() => write('replaceState', store.getState()), REST);
  });

  const popped = (event: PopStateEvent): void => {
    const read = readLink(location.hash.slice(1));
    if (!isOwnEntry(event.state)) {
      void store.getState().openLink(read);
      return;
    }
    isRestoring = true;
    restoreView(store, read.link);
    isRestoring = false;
    write('replaceState', store.getState());
  };
  addEventListener('popstate', popped);
  return () => {
    unsubscribe();
    removeEventListener('popstate', popped);
    if (timer !== null) clearTimeout(timer);
  };
}

/** What a link looks at, on the experiment of now. */
export function restoreView(store: AppStoreApi, { ui, stretch }: Link): void {
  const state = store.getState();
  const { heldOutChoice } = state.ui;
  const { from, to } = state.traceWindow;
  if (stretch && (stretch.from !== from || stretch.from + stretch.length !== to)) {
    state.setTraceWindow({ from: stretch.from, to: stretch.from + stretch.length });
  }
  const t = Math.max(0, Math.min(ui.cursor.t, passageLength(store.getState()) - 1));
  const view = withPersonOf({ ...ui, heldOutChoice, cursor: { ...ui.cursor, t } }, state.ui);
  store.getState().setUi(view);
}
