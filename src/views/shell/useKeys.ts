import { useEffect, useRef } from 'react';
import { CELLS } from '../../engine/spec.ts';
import { selectedModel, selectedShown } from '../../state/models.ts';
import { shownLength } from '../readingText.ts';
import { UI } from '../../state/ui.ts';
import { type AppStore, useAppStore } from '../StoreContext.tsx';
import type { TimeActions } from '../chart/createTimeAxis.ts';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { walkPart } from '../watch/updateParts.ts';
import { togglePlaying } from './usePlayback.ts';

type Act = (store: AppStore, shift: boolean, time: TimeActions) => void;

const moveBy =
  (direction: 1 | -1): Act =>
  (store, shift) => {
    const { moveTo } = store.getState();
    const { cursor } = store.getState().ui;
    moveTo(cursor.t + direction * (shift ? 10 : 1));
  };

const unitBy =
  (direction: 1 | -1): Act =>
  (store) => {
    const state = store.getState();
    const { settings, select } = state;
    const { cursor } = state.ui;
    const hidden = selectedShown(state)?.trace.spec.hidden ?? settings.hidden;
    select({ unit: (cursor.unit + direction + hidden) % hidden });
  };

const channelBy =
  (direction: 1 | -1): Act =>
  (store) => {
    const state = store.getState();
    const { select } = state;
    const { cursor } = state.ui;
    const channels = CELLS[selectedModel(state).is.cell].channels;
    select({ channel: channels[(channels.indexOf(cursor.channel) + direction + channels.length) % channels.length] });
  };

/** The share of the window by which PageUp and PageDown move it. */
const PAGE = 0.75;

/** Moves along the parts of one update, in Watch. */
const partBy =
  (direction: 1 | -1): Act =>
  (store) => {
    const state = store.getState();
    const { moveTo, ui } = state;
    const { cursor } = ui;
    if (ui.workspace !== 'watch') return;
    const { cell } = selectedModel(state).is;
    const isLast = cursor.t >= shownLength(state) - 1;
    const { part, t } = walkPart(cell, ui.updatePart, direction, cursor.t, isLast);
    state.setUi({ updatePart: part, watchSide: 'cell' });
    if (t !== cursor.t) moveTo(t);
  };

/** Keys other than single characters. */
const KEYS: Readonly<Record<string, Act>> = {
  ' ': (store) => togglePlaying(store),
  ArrowLeft: moveBy(-1),
  ArrowRight: moveBy(1),
  Home: (store) => store.getState().moveTo(0),
  End: (store) => store.getState().moveTo(shownLength(store.getState()) - 1),
  PageUp: (_store, _shift, time) => time.panBy(-PAGE),
  PageDown: (_store, _shift, time) => time.panBy(PAGE),
};

/** Single characters. The reader can switch them off. */
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
  g: (store) => store.getState().setUi({ glossary: 'all' }),
  ',': partBy(-1),
  '.': partBy(1),
  ...Object.fromEntries(
    UI.workspace.codec.values
      .slice(0, 4)
      .map((name, k): [string, Act] => [String(k + 1), (s) => s.getState().setUi({ workspace: name })]),
  ),
};

const FIELDS = 'select, textarea, [contenteditable=true], [role=slider], [role=listbox], [role=menu], [role=textbox]';
/** Inputs that are pressed, not filled in. */
const PRESSED = new Set(['checkbox', 'button', 'submit', 'reset', 'file']);

/** Whether the focused element uses this key itself. */
function usesKey(target: Element, key: string): boolean {
  if (target.closest('dialog')) return true;
  if (target instanceof HTMLInputElement && !PRESSED.has(target.type)) return true;
  if (target.closest(FIELDS)) return true;
  const isSpace = key === ' ';
  if (isSpace && target.closest('button, a, summary, input, [role=button], [role=checkbox]')) return true;
  const moves = key.startsWith('Arrow') || key === 'Home' || key === 'End';
  if (moves && target.closest('[role=tablist], [role=radiogroup], [role=grid], [role=toolbar]')) return true;
  // A scrolling region uses the keys that scroll.
  return (isSpace || moves || key.startsWith('Page')) && target.matches('[tabindex="0"]:not(button)');
}

/** The page's shortcuts. `onHelp` opens the list of them, `onFind` puts the focus into the field for a search. */
export function useKeys(onHelp: () => void, onFind: () => void): void {
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
      const letters = store.getState().ui.letterKeys;
      if (letters && (event.key === '?' || event.key === '/')) {
        event.preventDefault();
        if (event.key === '?') onHelp();
        else onFind();
        return;
      }
      const act = KEYS[event.key] ?? (letters ? LETTERS[event.key] : undefined);
      if (!act) return;
      event.preventDefault();
      act(store, event.shiftKey, actions.current);
    };
    addEventListener('keydown', keyDown);
    return () => removeEventListener('keydown', keyDown);
  }, [store, onHelp, onFind]);
}
