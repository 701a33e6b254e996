/** Opens what an address says: its text, settings and models as a new run, then what is looked at. */
import { listed } from '../engine/namedSymbol.ts';
import { MESSAGES } from '../limits/messages.ts';
import type { AppActions } from '../state/actions.ts';
import type { Session } from './session.ts';
import { stepNamedAlone, withPersonOf } from '../state/address.ts';
import { changeEachModel, newModel } from '../state/changeModel.ts';
import type { Refused } from '../state/fields.ts';
import type { StepPlace } from '../state/lessonPlace.ts';
import type { Link, ReadLink } from '../state/link.ts';
import { goalOf } from '../state/goal.ts';
import { textMark } from '../state/linkedText.ts';
import { firstModels, identities, laterModel } from '../state/models.ts';
import { BEGINNING_OF_TEXT, passageLength } from '../state/passage.ts';
import { fittedCursor } from '../state/selection.ts';
import type { AppState } from '../state/state.ts';
import type { ModelIdentity, Models } from '../state/model.ts';
import { changedUi, type Cursor, UI, type Ui, uiToAddress } from '../state/ui.ts';
import { putExperiment, type ReadExperiment } from './experimentIntake.ts';
import { generatedText, type GivenText } from './generatedText.ts';
import { fetchTrained } from './trainedIntake.ts';

interface LinkActions extends Pick<AppActions, 'openLink' | 'leaveGoal'> {
  /** Another text was taken: opens the link that waits for one, or says that it is not the one. */
  openAwaited(): Promise<void>;
}

/** Opens links. */
export function linkActions(session: Session): LinkActions {
  const { get, set, training, viewing, runs, stored, showError } = session;
  /** Acts once nothing is being made ready any more, and before anything trains. */
  const whenReady = (act: () => void | Promise<void>): Promise<void> => training.exclusive(async () => act());

  /** Counts the links that were opened. One that was overtaken by a later one is not opened. */
  let newest = 0;

  async function open(given: ReadLink): Promise<void> {
    const request = ++newest;
    const named = stepNamedAlone(given.link);
    const read = named ? await stepLink(given, named) : given;
    if (request !== newest) return;
    const trained = read.link.trained;
    if (trained === null) return openUntrained(read);
    const { text } = get();
    const isNewest = (): boolean => request === newest && get().text === text;
    try {
      const fetched = await fetchTrained(trained, viewing);
      if (isNewest()) await openTrained(fetched, read, isNewest);
    } catch (error) {
      await runs.whenRead();
      if (!isNewest()) return;
      // It can be trained here all the same.
      await openUntrained(read);
      showError(error);
    }
  }

  /** What the step shows, or the link itself where the lessons cannot be fetched: their panel says so. */
  async function stepLink(given: ReadLink, place: StepPlace): Promise<ReadLink> {
    try {
      const { linkAt } = await import('../lessons/findLesson.ts');
      const { link, refused } = linkAt(place, false);
      return { link: { ...link, frame: given.link.frame }, refused: [...given.refused, ...refused] };
    } catch {
      return given;
    }
  }

  async function openTrained(
    { name, experiment }: ReadExperiment,
    { link, refused }: ReadLink,
    isNewest: () => boolean,
  ): Promise<void> {
    const { from, length } = link.stretch ?? { from: 0, length: BEGINNING_OF_TEXT.traceWindow.to };
    const count = experiment.text.tokens.length;
    const first = Math.min(from, count - 2);
    const traceWindow = { from: first, to: Math.min(first + length, count) };
    const ui = withPersonOf(link.ui, get().ui);
    set({ frame: link.frame });
    if (!(await putExperiment(session, { name, experiment: { ...experiment, traceWindow, ui } }, isNewest))) return;
    stored?.markUntouched();
    sayRefused([...refused, ...movedOf(link, get())]);
  }

  async function openUntrained({ link, refused }: ReadLink): Promise<void> {
    const given = textOf(link, get());
    if (!given) {
      await runs.whenRead();
      if (textOf(link, get())) return openUntrained({ link, refused });
      if (!get().text) await runs.takeFirstText();
      const { name, long } = link.text;
      const { message, action } = MESSAGES.linkNeedsText(name, long!.length);
      set({ awaited: { link, refused }, notice: { kind: 'info', text: message, action } });
      return;
    }
    const ui = withPersonOf(link.ui, get().ui);
    const from = link.stretch?.from ?? 0;
    const along: Partial<AppState> = {
      settings: link.settings,
      models: modelsOf(link),
      traceWindow: { from, to: from + (link.stretch?.length ?? BEGINNING_OF_TEXT.traceWindow.to) },
      ui,
      frame: link.frame,
      awaited: null,
    };
    const isTaken = await get().takeText(given.raw, given.name, given.source, along);
    const { isReading } = runs;
    if (!isTaken) await runs.whenRead();
    const { text, ui: begun } = get();
    if (!isTaken) {
      if (text) return;
      // What was given in its place may have been refused.
      await runs.keepNotice(() => (isReading ? openUntrained({ link, refused }) : runs.takeFirstText()));
      return;
    }
    await whenReady(async () => {
      if (get().text !== text) return;
      const known = goalOf(link);
      const goal = known && { ...known, secondsPerStep: await training.models.measureStep() };
      if (get().text !== text) return;
      const { paused } = link.run;
      const rests = goal ? {} : changeEachModel(get(), ({ is }) => ({ is: { ...is, paused: paused.includes(is.id) } }));
      set((state) => ({ ui: viewWhenReady(ui, begun.cursor.t, state), goal, ...rests }));
      sayRefused([...refused, ...movedOf(link, get())]);
    });
  }

  function sayRefused(refused: readonly Refused[]): void {
    if (refused.length === 0) return;
    const { message, action } = MESSAGES.linkRefused(listed(refused.map(describeRefused), 12));
    set({ notice: { kind: 'warning', text: message, action } });
  }

  return {
    openLink: open,
    async openAwaited() {
      const { awaited, text } = get();
      if (!awaited || !text) return;
      if (textOf(awaited.link, get())) {
        await open(awaited);
        return;
      }
      await whenReady(() => {
        const { name, long } = awaited.link.text;
        if (get().text !== text || get().awaited !== awaited || !long) return;
        const { message, action } = MESSAGES.otherText(name, long.length, text.tokens.length);
        set({ notice: { kind: 'info', text: message, action } });
      });
    },
    leaveGoal: () => set({ goal: null }),
  };
}

/** "unit 900 (taken: 63)" */
function describeRefused({ name, given, taken }: Refused): string {
  const short = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return taken === ''
    ? `${name} = “${short(given)}” (left out)`
    : `${name} = “${short(given)}” (taken: ${short(taken)})`;
}

/** The text that a link is about; null where only the reader has it. */
function textOf({ text }: Link, state: AppState): GivenText | null {
  if (text.long) {
    const now = state.text;
    const mark = now && textMark(now);
    const isIt = mark && mark.length === text.long.length && mark.checksum === text.long.checksum;
    return isIt ? { raw: now.text, name: now.name, source: now.source } : null;
  }
  if (text.text !== '') return { raw: text.text, name: text.name, source: { kind: 'paste' } };
  return generatedText(text);
}

/** The models of a link, none of them made. */
function modelsOf({ run: { added, out } }: Link): Models {
  const models: ModelIdentity[] = [...identities({ models: firstModels() })];
  for (const { id, cell, overrides } of added) {
    models.push({ ...laterModel(models, cell, overrides, 0), id });
  }
  return Object.fromEntries(models.map((is) => [is.id, newModel({ ...is, active: !out.includes(is.id) })]));
}

/** What a link selects, as far as there is that to select. */
function fittedSelection(ui: Ui, state: AppState): Cursor {
  const cursor = fittedCursor({ ...state, ui });
  return { ...cursor, t: Math.max(0, Math.min(cursor.t, passageLength(state) - 1)) };
}

/**
 * What is looked at once the experiment is there: what the link says, unless the reader has moved meanwhile.
 *
 * @param begun the timestep of the cursor when the text was taken
 */
function viewWhenReady(ui: Ui, begun: number, state: AppState): Ui {
  const isMoved = state.ui.cursor.t !== begun;
  const { t } = fittedSelection(state.ui, state);
  return changedUi(state.ui, { viewedStep: ui.viewedStep, cursor: { t }, ...(isMoved ? {} : { start: ui.start }) });
}

/** What of a link's place is not in the text or the networks that it is about. */
function movedOf({ ui, stretch }: Link, state: AppState): readonly Refused[] {
  const given = uiToAddress(ui);
  const taken = uiToAddress(changedUi(ui, { cursor: fittedSelection(ui, state) }));
  const moved = Object.values(UI.cursor).flatMap(({ name, initial }): Refused[] => {
    const was = given.get(name) ?? String(initial);
    const is = taken.get(name) ?? String(initial);
    return was === is || !given.has(name) ? [] : [{ name, given: was, taken: is }];
  });
  const { from, to } = state.traceWindow;
  if (!stretch || (stretch.from === from && stretch.from + stretch.length === to)) return moved;
  const written = (start: number, length: number): string => `${start}.${length}`;
  return [...moved, { name: 'stretch', given: written(stretch.from, stretch.length), taken: written(from, to - from) }];
}
