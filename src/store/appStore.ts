import { createStore } from 'zustand/vanilla';
import { TextError } from '../limits/errors.ts';
import { MAX_FILE_BYTES, MAX_TRACE_BYTES } from '../limits/limits.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { MEMORY_TASKS, taskText } from '../samples/memoryTasks.ts';
import { SAMPLES } from '../samples/samples.ts';
import { handOver } from '../worker/client.ts';
import { openErrorDoor } from '../worker/errorDoor.ts';
import { findActions, Finding } from './findActions.ts';
import { gradientActions } from './gradientActions.ts';
import { NOTHING_SEEN } from './nothingSeen.ts';
import { NO_HOLD } from './holding.ts';
import { matchActions } from './matchActions.ts';
import { noticeOf } from './notices.ts';
import { EMPTY_SERIES } from './series.ts';
import { DEFAULT_SETTINGS, LIVE_KEYS, type Settings } from './settings.ts';
import { type SavedFile, traceFileOf, weightsFileOf } from './savedFiles.ts';
import { passageLength, THE_TEXT } from './passage.ts';
import { fittedCursor } from './selection.ts';
import { initOf, specOf } from './specs.ts';
import type { AppActions, AppState, AppStoreApi, Slot, SlotId, SlotRun } from './state.ts';
import { provokeActions } from './provokeActions.ts';
import { readingActions } from './readingActions.ts';
import { slotActions } from './slotActions.ts';
import { firstSlots, settingsOf } from './slots.ts';
import { Training } from './training.ts';
import { Viewing } from './viewing.ts';

/** Characters of a memory task's text. */
const TASK_LENGTH = 40_000;
/** Characters traced at first. */
const TRACE_LENGTH = 1000;

function initialState(): AppState {
  return {
    text: null,
    slots: firstSlots(),
    settings: DEFAULT_SETTINGS,
    status: 'preparing',
    shape: null,
    runs: {},
    backend: null,
    backendReason: 'starting',
    traceWindow: { start: 0, length: TRACE_LENGTH },
    ...NOTHING_SEEN,
    passage: THE_TEXT,
    revealed: Infinity,
    continuations: [],
    writing: false,
    comparePage: 'time',
    findPage: 'labels',
    hold: NO_HOLD,
    viewedStep: null,
    frozen: false,
    label: null,
    hypotheses: [],
    span: null,
    cursor: { t: 0, unit: 0, channel: 'c', layer: 0, slot: 'lstm' },
    workspace: 'train',
    stripColour: 'unit',
    playing: false,
    speed: 8,
    notice: null,
    theme: 'system',
    letterKeys: true,
  };
}

/**
 * The experiment, its run and the selection, with the workers behind it. Starts with the first sample text.
 * Vanilla: works without React.
 *
 * @param given settings that differ from the defaults
 * @param traceBytes bytes that all traces may take together
 */
export function createAppStore(given: Partial<Settings> = {}, traceBytes: number = MAX_TRACE_BYTES): AppStoreApi {
  openErrorDoor();
  const get: AppStoreApi['getState'] = () => store.getState();
  const set = (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void => store.setState(change);

  /** Counts requests for a new run: one that was overtaken by a later one does nothing. */
  let newestRun = 0;

  const explain = (error: unknown): void => set({ notice: noticeOf(error) });

  /** A model at step 0 under the settings of now. */
  async function freshRun(slot: Slot): Promise<SlotRun> {
    const { text } = get();
    if (!text) throw new Error('no text');
    const settings = settingsOf(slot, get().settings);
    const spec = specOf(slot.cell, settings, text.symbols.length);
    const params = await viewing.ask((api) => api.initial(spec, initOf(settings), text.counts));
    return {
      spec,
      step: 0,
      loss: EMPTY_SERIES,
      gradNorm: EMPTY_SERIES,
      heldOut: EMPTY_SERIES,
      charactersPerSecond: 0,
      samples: [],
      checkpoints: [{ step: 0, params }],
      params,
      paramsStep: 0,
      settings,
      provoked: [],
    };
  }

  const fitCursor = (): void => set({ cursor: fittedCursor(get()) });

  /** Starts over: fresh models of all active cells on the text and settings of now. */
  function newRun(): void {
    const request = ++newestRun;
    training.forget();
    set({ status: 'preparing', notice: null });
    void training.exclusive(async () => {
      const isOvertaken = (): boolean => request !== newestRun;
      const { text, slots, traceWindow } = get();
      if (isOvertaken() || !text) return;
      const runs: Record<SlotId, SlotRun> = {};
      for (const slot of slots) if (slot.active) runs[slot.id] = await freshRun(slot);
      if (isOvertaken()) return;
      const count = text.tokens.length;
      const start = traceWindow.start < count - 1 ? traceWindow.start : 0;
      // In one go: a look at the old run that is still under way must not land in the new one.
      viewing.newRun();
      finding.forget();
      set((state) => ({
        runs,
        slots: state.slots.map((slot) => (slot.paused ? { ...slot, paused: false } : slot)),
        viewedStep: null,
        ...NOTHING_SEEN,
        shape: null,
        traceWindow: { start, length: Math.min(traceWindow.length, count - start) },
      }));
      fitCursor();
      viewing.wake();
      await training.load();
      if (!isOvertaken() && !training.isWanted()) set({ status: 'idle' });
    });
  }

  /** A file to save; null, with a notice, where it cannot be written. */
  function asFile(write: () => SavedFile | null): SavedFile | null {
    try {
      return write();
    } catch (error) {
      explain(error);
      return null;
    }
  }

  const actions: AppActions = {
    async takeText(raw, name, source) {
      try {
        const prepared = await viewing.ask((api) => api.prepare(typeof raw === 'string' ? raw : handOver(raw, raw)));
        // Models and traces of the text before do not fit this one's symbols.
        viewing.newRun();
        finding.forget();
        set((state) => ({
          text: { name, source, ...prepared },
          runs: {},
          // Spans are places in the text before.
          hypotheses: state.hypotheses.filter(({ kind }) => kind !== 'spans'),
          ...NOTHING_SEEN,
          passage: THE_TEXT,
          revealed: Infinity,
          continuations: [],
          span: null,
          traceWindow: { start: 0, length: TRACE_LENGTH },
          cursor: { ...state.cursor, t: 0 },
          notice: null,
        }));
        newRun();
        return true;
      } catch (error) {
        explain(error);
        return false;
      }
    },

    async takeTask(id, lag) {
      const task = MEMORY_TASKS.find((one) => one.id === id);
      if (!task) return false;
      const { text } = taskText(task, lag, TASK_LENGTH, 'train', get().settings.seed);
      return actions.takeText(text, `${task.name}, lags to ${lag}`, { kind: 'task', id, lag });
    },

    async takeFile(file) {
      try {
        if (file.size > MAX_FILE_BYTES) throw new TextError(SENTENCES.fileTooLarge(file.size, MAX_FILE_BYTES));
        const bytes = new Uint8Array(await file.arrayBuffer());
        return await actions.takeText(bytes, file.name, { kind: 'file', name: file.name });
      } catch (error) {
        explain(error);
        return false;
      }
    },

    changeSettings(change) {
      const settings: Settings = { ...get().settings, ...change };
      set({ settings });
      const keys = Object.keys(change) as (keyof Settings)[];
      const isLive = (key: keyof Settings): boolean => (LIVE_KEYS as readonly string[]).includes(key);
      if (keys.some((key) => key !== 'backend' && !isLive(key))) newRun();
      else if (keys.includes('backend')) void training.switchBackend();
      else training.updateSettings();
    },

    train: () => training.train(Infinity),
    pause: () => training.pause(),
    stepOnce: () => training.train(1),
    reset: () => newRun(),

    moveTo(t) {
      const { cursor, revealed } = get();
      const last = passageLength(get()) - 1;
      // Going on at the end of what is written so far lets the model write on.
      if (t > last && revealed < Infinity) {
        actions.reveal(Math.round(t) - last);
        return;
      }
      const next = Math.max(0, Math.min(last, Math.round(t)));
      if (next === cursor.t) return;
      set({ cursor: { ...cursor, t: next } });
      viewing.lookMoved();
    },

    select(change) {
      set((s) => ({ cursor: { ...s.cursor, ...change } }));
      fitCursor();
      viewing.wake();
    },

    ...slotActions({ get, set, training: () => training, viewing: () => viewing, freshRun, fitCursor }),
    ...provokeActions({ get, set, training: () => training, viewing: () => viewing, explain }),
    ...readingActions({ get, set, viewing: () => viewing, explain }),
    ...gradientActions({ get, set, viewing: () => viewing, explain }),
    ...findActions(() => finding, { get, set }),
    ...matchActions({ get, set, matching: () => finding.matching }),

    setView(start, length) {
      const { view } = get();
      if (view?.start === start && view.length === length) return;
      set({ view: { start, length } });
      viewing.lookMoved();
    },

    setFrozen(frozen) {
      set({ frozen });
      if (!frozen) viewing.wake();
    },

    viewStep(viewedStep) {
      set({ viewedStep, frozen: false });
      viewing.wake();
    },

    setWorkspace(workspace) {
      set({ workspace });
      viewing.wake();
    },

    setStripColour: (stripColour) => set({ stripColour }),
    setPlaying: (playing) => set({ playing }),
    setSpeed: (speed) => set({ speed }),
    drawSamples: (prime) => void viewing.drawSamples(prime).catch(explain),
    dismissNotice: () => set({ notice: null }),
    setTheme: (theme) => set({ theme }),
    setLetterKeys: (letterKeys) => set({ letterKeys }),

    close() {
      training.close();
      viewing.close();
      finding.forget();
    },
    loseWorker: () => training.loseWorker(),

    weightsFile: () => asFile(() => weightsFileOf(get())),
    traceFile: () => asFile(() => traceFileOf(get())),
  };

  const store: AppStoreApi = createStore<AppState & AppActions>()(() => ({
    ...initialState(),
    settings: { ...DEFAULT_SETTINGS, ...given },
    ...actions,
  }));
  const finding = new Finding(store);
  const viewing = new Viewing(store, traceBytes);
  // What a page of Compare shows of one loss follows the cursor; what rested for training goes on after it.
  store.subscribe((now, before) => {
    if (now.status !== before.status && (now.status === 'paused' || now.status === 'idle')) viewing.wake();
    if (now.workspace === 'compare' && now.comparePage !== 'time' && now.cursor !== before.cursor) viewing.wake();
  });
  const training = new Training(store, (snapshots) => {
    if (snapshots) viewing.wake();
  });
  const first = SAMPLES[0]!;
  void actions.takeText(first.build(), first.name, { kind: 'sample', id: first.id });
  return store;
}
