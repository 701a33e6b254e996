import { useEffect, useRef } from 'react';
import { CHANNELS } from '../../engine/spec.ts';
import { WORKSPACES } from '../../store/state.ts';
import { shownLength } from '../reading.ts';
import { useAppStore, type AppStore } from '../StoreContext.tsx';
import type { TimeActions } from '../timePlace.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { walkPart } from '../watch/updateParts.ts';
import { setWatchOptions, watchOptions } from '../watch/watchOptions.ts';
import { FIND_FIELD } from './FindInText.tsx';
import { togglePlaying } from './usePlayback.ts';

type Act = (store: AppStore, shift: boolean, time: TimeActions) => void;

const moveBy =
  (direction: 1 | -1): Act =>
  (store, shift) => {
    const { cursor, moveTo } = store.getState();
    moveTo(cursor.t + direction * (shift ? 10 : 1));
  };

const unitBy =
  (direction: 1 | -1): Act =>
  (store) => {
    const { cursor, settings, traces, select } = store.getState();
    const hidden = traces[cursor.slot]?.spec.hidden ?? settings.hidden;
    select({ unit: (cursor.unit + direction + hidden) % hidden });
  };

const channelBy =
  (direction: 1 | -1): Act =>
  (store) => {
    const { cursor, slots, select } = store.getState();
    const slot = slots.find(({ id }) => id === cursor.slot);
    if (!slot) return;
    const channels = CHANNELS[slot.cell];
    select({ channel: channels[(channels.indexOf(cursor.channel) + direction + channels.length) % channels.length] });
  };

/** What PageUp and PageDown move the window by, a share of itself. */
const PAGE = 0.75;

/** The parts of one update, where they are shown. */
const partBy =
  (direction: 1 | -1): Act =>
  (store) => {
    const state = store.getState();
    const { cursor, slots, workspace, moveTo } = state;
    const cell = slots.find(({ id }) => id === cursor.slot)?.cell;
    if (!cell || workspace !== 'watch') return;
    const isLast = cursor.t >= shownLength(state) - 1;
    const { part, t } = walkPart(cell, watchOptions().part, direction, cursor.t, isLast);
    setWatchOptions({ part, side: 'cell' });
    if (t !== cursor.t) moveTo(t);
  };

/** Keys that are no characters. */
const KEYS: Readonly<Record<string, Act>> = {
  ' ': (store) => togglePlaying(store),
  ArrowLeft: moveBy(-1),
  ArrowRight: moveBy(1),
  Home: (store) => store.getState().moveTo(0),
  End: (store) => store.getState().moveTo(shownLength(store.getState()) - 1),
  PageUp: (_store, _shift, time) => time.panBy(-PAGE),
  PageDown: (_store, _shift, time) => time.panBy(PAGE),
};

/** Single characters, which the reader can switch off. */
const LETTERS: Readonly<Record<string, Act>> = {
  j: unitBy(1),
  k: unitBy(-1),
  '[': channelBy(-1),
  ']': channelBy(1),
  '+': (_store, _shift, time) => time.zoomStep('in'),
  '=': (_store, _shift, time) => time.zoomStep('in'),
  '-': (_store, _shift, time) => time.zoomStep('out'),
  '0': (_store, _shift, time) => time.zoomTo('natural'),
  '9': (_store, _shift, time) => time.zoomTo('whole'),
  '/': () => document.getElementById(FIND_FIELD)?.focus(),
  ',': partBy(-1),
  '.': partBy(1),
  ...Object.fromEntries(
    WORKSPACES.map((name, k): [string, Act] => [String(k + 1), (s) => s.getState().setWorkspace(name)]),
  ),
};

const FIELDS = 'select, textarea, [contenteditable=true], [role=slider], [role=listbox], [role=menu], [role=textbox]';
/** Inputs that are pressed rather than filled. */
const PRESSED = new Set(['checkbox', 'button', 'submit', 'reset', 'file']);

/** Whether what has the focus wants this key for itself. */
function usesKey(target: Element, key: string): boolean {
  if (target.closest('dialog')) return true;
  if (target instanceof HTMLInputElement && !PRESSED.has(target.type)) return true;
  if (target.closest(FIELDS)) return true;
  const isSpace = key === ' ';
  if (isSpace && target.closest('button, a, summary, input, [role=button], [role=checkbox]')) return true;
  const moves = key.startsWith('Arrow') || key === 'Home' || key === 'End';
  if (moves && target.closest('[role=tablist], [role=radiogroup], [role=grid], [role=toolbar]')) return true;
  // A region that scrolls by itself takes the keys that scroll.
  return (isSpace || moves || key.startsWith('Page')) && target.matches('[tabindex]:not(button)');
}

/** The page's keys. `onHelp` opens the list of them. */
export function useKeys(onHelp: () => void): void {
  const store = useAppStore();
  const time = useTimeWindow();
  const actions = useRef<TimeActions>(time);
  useEffect(() => {
    actions.current = time;
  }, [time]);
  useEffect(() => {
    const keyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof Element && usesKey(event.target, event.key)) return;
      const letters = store.getState().letterKeys;
      if (event.key === '?' && letters) {
        event.preventDefault();
        onHelp();
        return;
      }
      const act = KEYS[event.key] ?? (letters ? LETTERS[event.key] : undefined);
      if (!act) return;
      event.preventDefault();
      act(store, event.shiftKey, actions.current);
    };
    addEventListener('keydown', keyDown);
    return () => removeEventListener('keydown', keyDown);
  }, [store, onHelp]);
}
