import { expect, test } from 'vitest';
import { traceQuery } from '../../../../src/session/queries/traceQuery.ts';
import { firstModels } from '../../../../src/state/models.ts';
import { THE_TEXT } from '../../../../src/state/passage.ts';
import type { AppState } from '../../../../src/state/state.ts';
import { changedUi, INITIAL_UI } from '../../../../src/state/ui.ts';

test('the cursor is inside the passage once that has been traced', () => {
  const at = (t: number): number => {
    const state = {
      models: firstModels(),
      text: { tokens: new Int32Array(100) },
      passage: THE_TEXT,
      traceWindow: { from: 10, to: 50 },
      revealed: Infinity,
      ui: changedUi(INITIAL_UI, { cursor: { t } }),
    } as unknown as AppState;
    const key = { subjects: [], isFirst: true, passage: THE_TEXT, traceWindow: state.traceWindow };
    const { ui } = { ...state, ...traceQuery(1e6).finish(state, key, {}) };
    return ui.cursor.t;
  };
  expect([at(0), at(39), at(90)]).toEqual([0, 39, 39]);
});
