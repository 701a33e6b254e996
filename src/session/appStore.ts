import { createStore } from 'zustand/vanilla';
import { MAX_TRACE_BYTES } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import type { AppActions, AppStoreApi } from '../state/actions.ts';
import { newestModelNumber } from '../state/experiment.ts';
import { withPersonOf } from '../state/address.ts';
import { initialState } from '../state/initialState.ts';
import type { ReadLink } from '../state/link.ts';
import { type Settings, withOptimizerDefaults } from '../state/settings.ts';
import { identities } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import { WorkerEndedError } from '../worker/client.ts';
import { registerErrorHandler } from '../worker/errorTransfer.ts';
import { filmActions } from './filmActions.ts';
import { findActions } from './findActions.ts';
import { gradientActions } from './gradientActions.ts';
import { linkActions } from './linkActions.ts';
import { matchActions } from './matchActions.ts';
import { modelActions } from './modelActions.ts';
import { ModelChanges } from './modelChanges.ts';
import { noticeOfAnswer } from './notices.ts';
import { perturbActions } from './perturbActions.ts';
import { finderRunners, textSearchRunner } from './queries/runners.ts';
import { readingActions } from './readingActions.ts';
import { reportActions } from './reportActions.ts';
import { runActions } from './runActions.ts';
import { Runs } from './runs.ts';
import { savingActions } from './savingActions.ts';
import type { Session } from './session.ts';
import { storageActions } from './storageActions.ts';
import { StoredExperiments } from './storedExperiments.ts';
import { textActions } from './textActions.ts';
import { textSearchActions } from './textSearchActions.ts';
import { Training } from './training.ts';
import { uiActions } from './uiActions.ts';
import { Undoing } from './undoing.ts';
import { Viewing } from './viewing.ts';

interface StoreOptions {
  readonly traceBytes?: number;
  readonly isStored?: boolean;
  readonly link?: ReadLink | null;
  readonly isReload?: boolean;
  readonly first?: ReadLink | null;
}

/**
 * The experiment, its run and the selection, with the workers behind it. Starts with the first sample text. It does not
 * need React.
 *
 * @param given settings that differ from the defaults
 * @param options.traceBytes the most memory for all traces together
 * @param options.isStored whether the experiment is saved in the browser's database, and comes back from there
 * @param options.link what to begin with in place of the first sample
 * @param options.isReload whether the link is only the address of the page before a reload
 * @param options.first what a first visit begins with; null for the first sample
 */
export function createAppStore(
  given: Partial<Settings> = {},
  { traceBytes = MAX_TRACE_BYTES, isStored = false, link = null, isReload = false, first = null }: StoreOptions = {},
): AppStoreApi {
  registerErrorHandler();
  // The actions follow below: they need what drives the workers, which needs the store.
  const store = createStore(() => initialState(withOptimizerDefaults(given)) as AppState & AppActions);
  const set: Session['set'] = (change) => store.setState(change);
  const training = new Training(store);
  const viewing = new Viewing(store, traceBytes);
  const runs = new Runs(store, training, viewing);
  const models = new ModelChanges(store, training, runs);
  const undoing: Undoing = new Undoing({ store, training, runs, models, shelf: () => stored });
  const stored = isStored ? new StoredExperiments(store, training, runs, undoing) : null;
  let newestModel = 1;
  const session: Session = {
    get: store.getState,
    set,
    training,
    viewing,
    runs,
    stored,
    finders: finderRunners(store),
    textSearch: textSearchRunner(store),
    models,
    undoing,
    nextNumber: () => (newestModel = Math.max(newestModel, newestModelNumber(identities(store.getState()))) + 1),
    showError: (error) => {
      if (!(error instanceof WorkerEndedError)) set({ notice: noticeOfAnswer(error, MESSAGES.viewerSilent()) });
    },
  };
  const { openAwaited, ...linking } = linkActions(session);
  const actions: AppActions = {
    ...linking,
    ...textActions(session),
    ...runActions(session),
    ...modelActions(session),
    ...perturbActions(session),
    ...uiActions(session),
    ...readingActions(session),
    ...gradientActions(session),
    ...findActions(session),
    ...matchActions(session),
    ...textSearchActions(session),
    ...reportActions(session),
    ...filmActions(session),
    ...savingActions(session),
    ...storageActions(session),
    async close() {
      const lastSave = session.stored?.close();
      training.close();
      viewing.close();
      for (const runner of Object.values(session.finders)) runner.close();
      session.textSearch.close();
      await lastSave;
    },
  };
  store.setState(actions);
  store.subscribe((state, { text }) => {
    if (state.text !== text) void openAwaited();
  });
  const visit = link || isReload ? null : first;
  // What it shows is there at once, while its network is fetched.
  if (visit) set((state) => ({ ui: withPersonOf(visit.link.ui, state.ui) }));
  void begin(session, { link, isReload, first: visit }, given);
  return store;
}

/** Comes back to the stored experiment, opens the link, or begins with the first text. */
async function begin(
  { get, runs, stored }: Session,
  { link, isReload, first }: Required<Pick<StoreOptions, 'link' | 'isReload' | 'first'>>,
  { backend }: Partial<Settings>,
): Promise<void> {
  // A link that was followed is an experiment of its own.
  const experiment = stored ? await stored.begin(link === null || isReload, link !== null) : null;
  const forced = experiment && backend ? { ...experiment, settings: { ...experiment.settings, backend } } : experiment;
  if (forced) await runs.begin(() => runs.restore(forced));
  // It may wait for the very text that was given.
  else if (link?.link.text.long) await get().openLink(link);
  else if (link) await runs.begin(() => get().openLink(link));
  else if (first && stored?.isFirstVisit !== false) await runs.begin(() => visitFirst(get, first));
  else await runs.begin(() => runs.takeFirstText());
  stored?.start();
}

/** The network of a first visit reads by itself, except for people who want no motion. */
async function visitFirst(get: Session['get'], first: ReadLink): Promise<void> {
  await get().openLink(first);
  const isStill = get().ui.workspace === 'start' && get().status === 'paused';
  if (isStill && matchMedia('(prefers-reduced-motion: no-preference)').matches) get().setPlaying(true);
}
