import { ImportError } from '../limits/errors.ts';
import { MEMORY_TASKS } from '../samples/memoryTasks.ts';
import { ACTION_NAMES } from '../state/actionNames.ts';
import type { AppActions } from '../state/actions.ts';
import { CELLS } from '../engine/spec.ts';
import { checkedExperiment, openChecked, type ReadExperiment } from './experimentIntake.ts';
import { FileIntake } from './fileIntake.ts';
import { taskNamed } from './generatedText.ts';
import { describeOpened, ModelIntake, type TextCandidate, textFor } from './modelIntake.ts';
import type { OpenedModel } from '../formats/models/openedModel.ts';
import { fixedVocabulary, settingsWithOpened, withOpened } from '../state/openedModels.ts';
import { initOf } from '../state/specs.ts';
import { startOver } from '../state/changeModel.ts';
import { trainedOf, withPersonOf } from '../state/address.ts';
import { firstModels } from '../state/models.ts';
import { BEGINNING_OF_TEXT, passageLength } from '../state/passage.ts';
import { DEFAULT_SETTINGS } from '../state/settings.ts';
import { changedUi, INITIAL_UI, withUi } from '../state/ui.ts';
import type { AppState } from '../state/state.ts';
import type { Notice } from '../state/notice.ts';
import type { OpenedWeights } from '../state/model.ts';
import type { TextSource, TextState } from '../state/textState.ts';
import { withNotice } from './notices.ts';
import type { Session } from './session.ts';

type TextActions = Pick<
  AppActions,
  'takeText' | 'takeTask' | 'takeFiles' | 'chooseEncoding' | 'completeModel' | 'refuse'
>;

/** What a new text or an opened model brings. */
interface Taken {
  /** As Undo calls it. */
  readonly what: string;
  readonly text: TextState;
  /** The models and settings of the new experiment; the same as before if absent. */
  readonly experiment?: (state: AppState) => Partial<AppState>;
  /** Shown when it has been taken. */
  readonly notice?: Notice;
}

/** An experiment of a file, which takes the place of all that there is. */
interface WholeExperiment {
  readonly whole: ReadExperiment;
}

/** A text after a network that the page brought along begins with the models and settings of a first experiment. */
function afresh(state: AppState): Partial<AppState> {
  if (trainedOf(state) === null) return {};
  const { backend } = state.settings;
  const { workspace } = state.ui;
  const ui = changedUi(INITIAL_UI, { workspace: workspace === 'start' ? 'train' : workspace });
  return { settings: { ...DEFAULT_SETTINGS, backend }, models: firstModels(), ui: withPersonOf(ui, state.ui) };
}

/** The text of the experiment, typed, pasted, a sample, a file or a memory task, and the models that are opened from files. */
export function textActions(session: Session): TextActions {
  const { get, set, training, viewing, runs, undoing, nextNumber, showError } = session;
  const intake = new FileIntake(
    (question) => viewing.worker.callFirst(question),
    (toDecide) => set({ toDecide }),
  );
  const modelIntake = new ModelIntake((toComplete) => set({ toComplete }));
  /** Counts the texts that were given. One that was overtaken by a later one is not taken. */
  let newest = 0;

  type Read = (isNewest: () => boolean) => Promise<Taken | WholeExperiment | null>;

  /** Takes what `read` returns, unless something else was given meanwhile. Returns whether it did. */
  function take(read: Read, along: Partial<AppState> = {}): Promise<boolean> {
    const taking = takeNewest(read, along);
    runs.reads(taking);
    return taking;
  }

  async function takeNewest(read: Read, along: Partial<AppState>): Promise<boolean> {
    const request = ++newest;
    const isNewest = (): boolean => request === newest;
    intake.choose(null);
    modelIntake.choose(null);
    try {
      const taken = await read(isNewest);
      if (!taken || !isNewest()) return false;
      if ('whole' in taken) return await openChecked(session, taken.whole, isNewest);
      let isTaken = false;
      await undoing.ending(taken.what, () => {
        isTaken = isNewest();
        if (isTaken) put(taken, along);
        return isTaken;
      });
      const { notice } = taken;
      if (isTaken && notice) set(withNotice(notice));
      return isTaken;
    } catch (error) {
      if (isNewest()) showError(error);
      return false;
    }
  }

  /** Models and traces of the old text do not fit the new symbols. */
  function put({ text, experiment }: Taken, along: Partial<AppState>): void {
    viewing.reset();
    training.snapshots.clear();
    set((before) => {
      const state = { ...before, ...afresh(before), ...experiment?.(before) };
      const next = {
        ...state,
        text,
        ...startOver(state, {}),
        // Spans are offsets in the old text.
        hypotheses: state.hypotheses.filter(({ kind }) => kind !== 'spans'),
        ...BEGINNING_OF_TEXT,
        ...withUi(state, { cursor: { t: 0 } }),
        // They show networks on the old text.
        pins: [],
        notice: null,
        remark: null,
        ...along,
      };
      // A link may name a timestep that the text or its stretch does not have.
      const { t } = next.ui.cursor;
      return { ...next, ...withUi(next, { cursor: { t: Math.max(0, Math.min(t, passageLength(next) - 1)) } }) };
    });
    runs.start();
  }

  const taken = (text: TextState): Taken => ({ what: ACTION_NAMES.text(text.name), text });

  async function prepare(
    { raw, name, source }: TextCandidate,
    vocabulary: readonly string[] | null = fixedVocabulary(get()),
  ): Promise<TextState> {
    return { name, source, ...(await viewing.worker.callFirst((api) => api.prepare(raw, vocabulary))) };
  }

  /** The experiment with an opened model. Null if a person gave up. */
  async function withModel(opened: OpenedModel): Promise<Taken | null> {
    const whole = await modelIntake.complete(opened);
    if (!whole) return null;
    const { spec, params, vocabulary, trained } = whole;
    const text = await prepare(textFor(whole, get().text), vocabulary);
    const settings = settingsWithOpened(get().settings, spec, trained?.settings ?? null);
    const untrained = await viewing.worker.callFirst((api) => api.initial(spec, initOf(settings), text.counts));
    const weights: OpenedWeights = { spec, params, step: trained?.step ?? 0, untrained };
    const number = nextNumber();
    return {
      what: ACTION_NAMES.openModel(CELLS[spec.cell].name),
      text,
      experiment: (state) => {
        const { models, id } = withOpened(state, weights, vocabulary, number);
        return { models, settings, ...withUi(state, { cursor: { model: id, layer: 0, unit: 0 }, viewedStep: null }) };
      },
      notice: { kind: 'info', text: describeOpened(whole), action: null },
    };
  }

  return {
    takeText: (raw, name, source, along) => take(async () => taken(await prepare({ raw, name, source })), along),

    async takeTask(id, lag) {
      const task = MEMORY_TASKS.find((one) => one.id === id);
      if (!task) return false;
      const { raw, name, source } = taskNamed(task, lag, get().settings.seed);
      return get().takeText(raw, name, source);
    },

    takeFiles: (files, folder) =>
      take(async (isNewest) => {
        const read = await intake.read({ files, folder: folder ?? null }, fixedVocabulary(get()), isNewest);
        if (!read || !isNewest()) return null;
        if ('archived' in read) return { whole: checkedExperiment(read.archived) };
        if ('model' in read) return withModel(read.model);
        const { name } = files[0]!;
        const { prepared, encoding } = read;
        const source: TextSource = { kind: 'file', name, ...(encoding === undefined ? {} : { encoding }) };
        return taken({ name, source, ...prepared });
      }),

    chooseEncoding: (label) => intake.choose(label),
    completeModel: (answer) => modelIntake.choose(answer),
    refuse: (why) => showError(new ImportError(why)),
  };
}
