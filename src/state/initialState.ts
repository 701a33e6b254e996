import { NOTHING_MEASURED } from './changeModel.ts';
import { WHOLE_PAGE } from './frame.ts';
import { firstModels } from './models.ts';
import { BEGINNING_OF_TEXT } from './passage.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { NOTHING_STORED } from './storageState.ts';
import type { AppState } from './state.ts';
import { NOTHING_FOUND } from './textSearchState.ts';
import { INITIAL_UI } from './ui.ts';

/** The state before the first text. @param given settings that differ from the defaults */
export function initialState(given: Partial<Settings>): AppState {
  return {
    text: null,
    models: firstModels(),
    settings: { ...DEFAULT_SETTINGS, ...given },
    status: 'preparing',
    cost: null,
    stepShare: null,
    backend: null,
    backendReason: 'starting',
    ...NOTHING_MEASURED,
    ...BEGINNING_OF_TEXT,
    writing: false,
    hypotheses: [],
    isSelecting: false,
    painted: [],
    textSearch: NOTHING_FOUND,
    playing: false,
    notice: null,
    remark: null,
    newerVersion: false,
    toDecide: null,
    toComplete: null,
    pins: [],
    storage: NOTHING_STORED,
    undoable: { undo: null, redo: null },
    ui: INITIAL_UI,
    frame: WHOLE_PAGE,
    goal: null,
    awaited: null,
  };
}
