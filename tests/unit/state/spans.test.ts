import { describe, expect, test } from 'vitest';
import { matchActions } from '../../../src/session/matchActions.ts';
import { fittedSpan, movedSpan } from '../../../src/state/spans.ts';
import type { AppActions } from '../../../src/state/actions.ts';
import type { AppState } from '../../../src/state/state.ts';
import { changedUi, INITIAL_UI, withUi } from '../../../src/state/ui.ts';

test('a span is put in order and into the passage, and is none where nothing of it is inside', () => {
  expect(fittedSpan({ from: 9, to: 4 }, 20)).toEqual({ from: 4, to: 9 });
  expect(fittedSpan({ from: -3, to: 40 }, 20)).toEqual({ from: 0, to: 20 });
  expect(fittedSpan({ from: 20, to: 25 }, 20)).toBeNull();
  expect(fittedSpan({ from: 5, to: 5 }, 20)).toBeNull();
});

test('the same characters stay selected when the traced stretch moves, unless they leave it', () => {
  expect(movedSpan({ from: 4, to: 9 }, -4, 20)).toEqual({ from: 0, to: 5 });
  expect(movedSpan({ from: 4, to: 9 }, -5, 20)).toBeNull();
  expect(movedSpan({ from: 4, to: 9 }, 12, 20)).toBeNull();
  expect(movedSpan(null, 3, 20)).toBeNull();
});

describe('extending a selection by keys', () => {
  function textAt(t: number, span: AppState['span'] = null) {
    const tokens = new Int32Array(30);
    let state = {
      text: { tokens },
      traceWindow: { from: 0, to: 30 },
      passage: { kind: 'text' },
      revealed: Infinity,
      ui: changedUi(INITIAL_UI, { cursor: { t } }),
      span,
    } as unknown as AppState & AppActions;
    const get = () => state;
    const set = (change: Partial<AppState> | ((before: AppState) => Partial<AppState>)): void => {
      state = { ...state, ...(typeof change === 'function' ? change(state) : change) };
    };
    const moveTo = (to: number): void => set(withUi(state, { cursor: { t: to } }));
    Object.assign(state, { moveTo }, matchActions({ get, set }));
    const press = (...by: number[]): void => {
      for (const one of by) state.extendSpan(one);
    };
    return { press, state: () => state };
  }

  test('begins at the cursor, moves its end, and turns round where it began', () => {
    const text = textAt(10);
    text.press(1, 1);
    expect(text.state().span).toEqual({ from: 10, to: 13 });
    expect(text.state().ui.cursor.t).toBe(12);
    text.press(-1, -1, -1);
    expect(text.state().span).toEqual({ from: 9, to: 11 });
    expect(text.state().ui.cursor.t).toBe(9);
  });

  test('goes on from whichever end the cursor stands at, and anew from elsewhere', () => {
    const text = textAt(4, { from: 4, to: 9 });
    text.press(-1);
    expect(text.state().span).toEqual({ from: 3, to: 9 });
    const elsewhere = textAt(20, { from: 4, to: 9 });
    elsewhere.press(1);
    expect(elsewhere.state().span).toEqual({ from: 20, to: 22 });
  });

  test('ends at the ends of the passage', () => {
    const text = textAt(28);
    text.press(1, 1, 1);
    expect(text.state().span).toEqual({ from: 28, to: 30 });
  });
});
