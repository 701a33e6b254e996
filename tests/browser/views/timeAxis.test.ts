import { holds, type Range } from '../../../src/engine/range.ts';
import { afterEach, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppActions } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { TextState } from '../../../src/state/textState.ts';
import { WHOLE_PAGE } from '../../../src/state/frame.ts';
import { changedUi, INITIAL_UI, type UiChange, withUi } from '../../../src/state/ui.ts';
import { createTimeAxis } from '../../../src/views/chart/createTimeAxis.ts';

const T = 1000;
const TEXT = { symbols: ['a', 'b'], counts: [500, 500], tokens: new Int32Array(T) } as unknown as TextState;

let disconnect: (() => void) | null = null;
afterEach(() => {
  disconnect?.();
  disconnect = null;
});

/** A time axis on a state without workers; `changes` counts how often the state was replaced. */
function axisOn(text: TextState | null, begin: UiChange = {}) {
  let changes = 0;
  const set = (change: Partial<AppState>): void => {
    changes++;
    app.setState(change);
  };
  const app = createStore(
    () =>
      ({
        text,
        passage: { kind: 'text' },
        traceWindow: { from: 0, to: T },
        revealed: Infinity,
        view: null,
        frame: WHOLE_PAGE,
        ui: changedUi(INITIAL_UI, begin),
        setUi: (change: UiChange) => set(withUi(app.getState(), change)),
        setView(wanted: Range) {
          const { view, ui } = app.getState();
          if (view?.from === wanted.from && view.to === wanted.to && ui.start === wanted.from) return;
          set({ view: wanted, ...withUi(app.getState(), { start: wanted.from }) });
        },
      }) as unknown as AppState & AppActions,
  );
  const { axis, connect, actions } = createTimeAxis(app);
  let drawn = 0;
  axis.subscribe((now, before) => {
    if (now.start !== before.start || now.columnWidth !== before.columnWidth) drawn++;
  });
  disconnect = connect();
  const counted = (act: () => void): { readonly changes: number; readonly drawn: number } => {
    changes = drawn = 0;
    act();
    return { changes, drawn };
  };
  return { app, axis, actions, set, counted };
}

const inView = ({ view, ui }: AppState): boolean => holds(view!, ui.cursor.t);

test('a cursor that moves inside the window changes the state once and the window not at all', () => {
  const { app, counted } = axisOn(TEXT);
  expect(counted(() => app.getState().setUi({ cursor: { t: 3 } }))).toEqual({ changes: 1, drawn: 0 });
});

test('the window follows a cursor that leaves it, with one change more', () => {
  const { app, counted } = axisOn(TEXT);
  expect(counted(() => app.getState().setUi({ cursor: { t: 700 } }))).toEqual({ changes: 2, drawn: 1 });
  expect(inView(app.getState())).toBe(true);
});

test('a pan changes the state once, a zoom twice, and each draws the window once', () => {
  const { app, actions, counted } = axisOn(TEXT);
  expect(counted(() => actions.panColumns(40))).toEqual({ changes: 1, drawn: 1 });
  expect(app.getState().ui.start).toBe(40);
  expect(counted(() => actions.zoomBy(2, 0))).toEqual({ changes: 2, drawn: 1 });
  expect(app.getState().ui.zoom).toBeTypeOf('number');
  expect(app.getState().ui.start).toBe(40);
});

test('a window that was moved away stays there until the cursor moves', () => {
  const { app, actions, set } = axisOn(TEXT);
  actions.setStart(500);
  set({ status: 'training' });
  expect(app.getState().ui.start).toBe(500);
  app.getState().setUi({ cursor: { t: 1 } });
  expect(inView(app.getState())).toBe(true);
});

test('a window and a zoom that were chosen before there is a text are taken once it comes', () => {
  const { app, axis, set } = axisOn(null, { zoom: 30, start: 321, cursor: { t: 330 } });
  expect(app.getState().ui.start).toBe(321);
  set({ text: TEXT });
  expect(app.getState().ui).toMatchObject({ zoom: 30, start: 321, cursor: { t: 330 } });
  expect(axis.getState()).toMatchObject({ start: 321, columnWidth: 30 });
  expect(app.getState().view?.from).toBe(321);
});

test('a start beyond the text becomes the last that shows nothing outside it', () => {
  const { app } = axisOn(TEXT);
  app.getState().setUi({ start: 5000 });
  const { ui, view } = app.getState();
  expect(ui.start).toBe(view!.from);
  expect(view!.to).toBe(T);
  app.getState().setUi({ start: 9000 });
  expect(app.getState().ui.start).toBe(ui.start);
});
