/**
 * The address of an experiment and of what is looked at: every value by its name, as far as it differs from what a page
 * begins with. Reading never fails: what does not fit is left out or made to fit, and said.
 */
import { listed } from '../engine/namedSymbol.ts';
import type { Range } from '../engine/range.ts';
import { MAX_TEXT_CHARS, MAX_TRACE_LENGTH } from '../limits/limits.ts';
import { byModel, type Codec, identifier, listOf, oneOf, orNull, tuple, wholeNumber } from './codecs.ts';
import { type Field, fromAddress, initialValues, type Refused, toAddress } from './fields.ts';
import { FRAME, frameFromAddress, frameToAddress, WHOLE_PAGE, WORKSPACE_OF } from './frame.ts';
import { addedModels } from './linkedModels.ts';
import { stepOf, type StepPlace } from './lessonPlace.ts';
import type { Link, LinkedRun, LinkedText, ReadLink } from './link.ts';
import { LINKED_TEXT, linkedText } from './linkedText.ts';
import { activeModels, firstModels, identities } from './models.ts';
import { BEGINNING_OF_TEXT } from './passage.ts';
import { recordedRun, replayedChanges } from './replay.ts';
import { settingsFromAddress, settingsToAddress } from './writtenSettings.ts';
import { SETTINGS } from './settingsTable.ts';
import type { AppState } from './state.ts';
import type { ModelId } from './model.ts';
import { runOfTrained, settingsOfTrained, TRAINED, type TrainedExperiment } from './trained.ts';
import { changedUi, INITIAL_UI, UI, type Ui, uiFromAddress, uiToAddress } from './ui.ts';

/** The form of an address. Names are never used again for anything else, so that it need not change. */
const VERSION = 1;
/** Longest address that is read: the longest that the page writes has less than half. */
const MAX_ADDRESS_CHARS = 32_000;

function field<T>(name: string, codec: Codec<T>, initial: T): Field<T> {
  return { name, codec, initial, belongs: 'experiment' };
}

const STEPS = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const IDS = listOf(identifier, 8);

/** Models and their training. */
const LINKED_RUN = {
  added: field('added', addedModels, []),
  /** Models that do not take part. */
  out: field('out', IDS, []),
  /** Models that rest while the others train. */
  paused: field('paused', IDS, []),
  /** Training steps of the models that take part. */
  steps: field('steps', STEPS, 0),
  /** Those of models that have taken others. */
  stepsOf: field('stepsof', byModel(STEPS), {}),
  changes: field('replay', replayedChanges, []),
} as const;

const LINKED_TRAINED = {
  trained: field('trained', orNull(oneOf(TRAINED.map(({ name }) => name))), null),
} as const;

const LINKED_PLACE = {
  /** The stretch of the text that is read; null: its beginning. */
  stretch: field(
    'stretch',
    orNull(
      tuple<{ readonly from: number; readonly length: number }>({
        from: wholeNumber(0, MAX_TEXT_CHARS),
        length: wholeNumber(2, MAX_TRACE_LENGTH),
      }),
    ),
    null,
  ),
} as const;

const FIRST_RUN: LinkedRun = initialValues(LINKED_RUN);
const FIRST_TEXT: LinkedText = initialValues(LINKED_TEXT);
const FIRST_IDS: readonly ModelId[] = Object.keys(firstModels());

const KNOWN: ReadonlySet<string> = new Set(
  [
    LINKED_TRAINED,
    SETTINGS,
    LINKED_TEXT,
    LINKED_RUN,
    LINKED_PLACE,
    UI,
    UI.cursor,
    UI.clamp,
    FRAME,
    { version: { name: 'v' } },
  ]
    .flatMap((table) => Object.values<object>({ ...table }))
    .flatMap((entry) => ('name' in entry && typeof entry.name === 'string' ? [entry.name] : [])),
);

/** @returns what stands behind the # of the address; empty where nothing differs */
export function writeLink({ trained, settings, text, run, stretch, ui, frame }: Link): string {
  const experiment = [settingsToAddress(settings), toAddress(LINKED_TEXT, text), toAddress(LINKED_RUN, run)];
  const parts = [
    ...(trained === null ? experiment : [toAddress(LINKED_TRAINED, { trained })]),
    toAddress(LINKED_PLACE, { stretch }),
    uiToAddress(ui),
    frameToAddress(frame),
  ].flatMap((params) => [...params]);
  return parts.length === 0 ? '' : new URLSearchParams([['v', String(VERSION)], ...parts]).toString();
}

/** @param hash what stands behind the # */
export function readLink(hash: string): ReadLink {
  const isRead = hash.length <= MAX_ADDRESS_CHARS;
  const params = new URLSearchParams(isRead ? hash : '');
  const trained = fromAddress(LINKED_TRAINED, params);
  const known = TRAINED.find(({ name }) => name === trained.values.trained);
  const experiment = known ? withTrained(params, known) : params;
  const settings = settingsFromAddress(experiment);
  const text = fromAddress(LINKED_TEXT, experiment);
  const run = fromAddress(LINKED_RUN, experiment);
  const place = fromAddress(LINKED_PLACE, params);
  const ui = uiFromAddress(params);
  const frame = frameFromAddress(params);
  const { embed } = frame.values;
  const linked = withKnownModels(run.values);
  const isThere = linked.ids.includes(ui.values.cursor.model);
  const model = isThere ? ui.values.cursor.model : linked.ids.at(-1)!;
  const refused: Refused[] = [
    ...(isRead ? [] : [{ name: 'link', given: `${hash.length} characters`, taken: '' }]),
    ...versionRefused(params),
    ...[trained, settings, text, run, place, ui, frame].flatMap((read) => read.refused),
    ...linked.refused,
    ...(isThere ? [] : [{ name: UI.cursor.model.name, given: ui.values.cursor.model, taken: model }]),
    ...unknownNames(params),
  ];
  const link: Link = {
    ...trained.values,
    settings: settings.values,
    text: text.values,
    run: linked.run,
    ...place.values,
    ui: changedUi(ui.values, { cursor: { model }, ...(embed && { workspace: WORKSPACE_OF[embed] }) }),
    frame: frame.values,
  };
  return { link, refused };
}

/** The step of a lesson that a link names beside nothing else: it stands for what that step shows. Null for other links. */
export function stepNamedAlone(link: Link): StepPlace | null {
  const { ui, settings } = link;
  const rest: Link = {
    ...link,
    // The page may have been told which backend to take.
    settings: { ...settings, backend: SETTINGS.backend.initial },
    ui: changedUi(ui, { lesson: null }),
    frame: WHOLE_PAGE,
  };
  return writeLink(rest) === '' ? stepOf(ui.lesson) : null;
}

/** Whether two links are about the same text and the same networks, whatever is looked at, and however long they were trained. */
export function isSameExperiment(a: Link, b: Link): boolean {
  const plain = ({ trained, settings, text }: Link): string => {
    const link = { trained, settings, text, run: FIRST_RUN, stretch: null, ui: INITIAL_UI, frame: WHOLE_PAGE };
    return writeLink(link);
  };
  return plain(a) === plain(b);
}

/** The address with a trained experiment in place of whatever else it says of an experiment. */
function withTrained(params: URLSearchParams, known: TrainedExperiment): URLSearchParams {
  const written = new URLSearchParams(params);
  for (const { name } of [SETTINGS, LINKED_TEXT, LINKED_RUN].flatMap((table) => Object.values<Field<unknown>>(table)))
    written.delete(name);
  for (const [name, value] of experimentOfTrained(known)) written.append(name, value);
  return written;
}

/** What an address would have to say of a trained experiment that had no name. */
function experimentOfTrained(known: TrainedExperiment): URLSearchParams {
  const parts = [
    settingsToAddress(settingsOfTrained(known)),
    toAddress(LINKED_TEXT, { ...FIRST_TEXT, ...known.text }),
    toAddress(LINKED_RUN, runOfTrained(known)),
  ];
  return new URLSearchParams(parts.flatMap((params) => [...params]));
}

/** The name of the trained experiment that an address would describe so; null where it is none. */
function trainedNamed({ settings, text, run }: Pick<Link, 'settings' | 'text' | 'run'>): string | null {
  const parts = [settingsToAddress(settings), toAddress(LINKED_TEXT, text), toAddress(LINKED_RUN, run)];
  const described = new URLSearchParams(parts.flatMap((params) => [...params])).toString();
  return TRAINED.find((known) => experimentOfTrained(known).toString() === described)?.name ?? null;
}

function versionRefused(params: URLSearchParams): Refused[] {
  const given = params.get('v');
  return given === null || given === String(VERSION) ? [] : [{ name: 'v', given, taken: String(VERSION) }];
}

function unknownNames(params: URLSearchParams): Refused[] {
  return [...new Set(params.keys())]
    .filter((name) => !KNOWN.has(name))
    .map((name) => {
      return { name, given: params.get(name)!, taken: '' };
    });
}

/** Only what is about a model that there is; one at least takes part. */
function withKnownModels(run: LinkedRun): {
  readonly run: LinkedRun;
  readonly ids: readonly ModelId[];
  readonly refused: readonly Refused[];
} {
  const all = [...FIRST_IDS, ...run.added.map(({ id }) => id)];
  const isKnown = (id: ModelId): boolean => all.includes(id);
  const without = run.out.filter(isKnown);
  const out = all.every((id) => without.includes(id)) ? without.filter((id) => id !== all[0]) : without;
  const known: LinkedRun = {
    ...run,
    out: [...new Set(out)],
    paused: [...new Set(run.paused.filter(isKnown))],
    stepsOf: Object.fromEntries(Object.entries(run.stepsOf).filter(([id]) => isKnown(id))),
    changes: run.changes.filter(({ model }) => model === null || isKnown(model)),
  };
  const refused = (['out', 'paused', 'stepsOf', 'changes'] as const).flatMap((key): Refused[] => {
    const { name, codec } = LINKED_RUN[key] as Field<unknown>;
    const [given, taken] = [codec.write(run[key]), codec.write(known[key])];
    return given === taken ? [] : [{ name, given, taken }];
  });
  return { run: known, ids: all.filter((id) => !known.out.includes(id)), refused };
}

/** The link to what the page shows now; before the first step on the way to a goal, to that goal. */
export function linkOf(state: AppState): Link {
  const models = identities(state);
  const taken = Object.fromEntries(activeModels(state).map(({ is, run }) => [is.id, run?.step ?? 0]));
  const isTrained = Object.values(taken).some((step) => step > 0);
  const goal = isTrained || state.goal?.isReached ? null : state.goal;
  const { settings, changes } = goal?.recorded ?? recordedRun(state);
  const steps = goal?.steps ?? taken;
  const most = Math.max(0, ...Object.values(steps));
  const added = models.filter(({ id }) => !FIRST_IDS.includes(id));
  const experiment = {
    settings: most === 0 ? state.settings : settings,
    text: linkedText(state.text, FIRST_TEXT),
    run: {
      added: added.map(({ id, cell, overrides }) => ({ id, cell, overrides })),
      out: models.filter(({ active }) => !active).map(({ id }) => id),
      paused: goal?.paused ?? models.filter(({ paused }) => paused).map(({ id }) => id),
      steps: most,
      stepsOf: Object.fromEntries(Object.entries(steps).filter(([, step]) => step !== most)),
      changes: most === 0 ? [] : changes,
    },
  };
  return {
    ...experiment,
    trained: isTrained ? trainedNamed(experiment) : null,
    stretch: stretchOf(state.traceWindow, state.text?.tokens.length ?? null),
    ui: state.ui,
    frame: state.frame,
  };
}

/** The same experiment with the selected unit in Watch, and every other choice as it is at first. */
export function ofUnit(link: Link): Link {
  const { cursor, lossUnit, heldOutChoice, viewedStep } = link.ui;
  const ui = changedUi(INITIAL_UI, {
    workspace: 'watch',
    watchSide: 'unit',
    cursor,
    lossUnit,
    heldOutChoice,
    viewedStep,
  });
  return { ...link, ui, frame: WHOLE_PAGE };
}

function stretchOf({ from, to }: Range, count: number | null): Link['stretch'] {
  const isFirst = from === 0 && (count === null || to === Math.min(BEGINNING_OF_TEXT.traceWindow.to, count));
  return isFirst ? null : { from, length: to - from };
}

/** The name of the trained experiment that the page shows, as the page brought it along; null where it shows another. */
export function trainedOf(state: AppState): string | null {
  return linkOf(state).trained;
}

/** What of a page cannot be told by its address, as a list; empty where that is nothing. */
export function notLinked(state: AppState): string {
  const { passage, hypotheses } = state;
  const byHand = activeModels(state).filter(
    ({ run, perturbation }) => perturbation || (run?.perturbed.length ?? 0) > 0,
  );
  const missing = [
    ...(byHand.length > 0 ? ['weights changed by hand'] : []),
    ...(passage.kind === 'written' ? ['what a model wrote'] : []),
    ...(passage.kind === 'edited' ? ['the changed character'] : []),
    ...(hypotheses.length > 0 ? ['labels of your own'] : []),
  ];
  return listed(missing, missing.length);
}

/** What is not one's own: what a person prefers stays as it is on this page. */
export function withPersonOf(ui: Ui, { theme, letterKeys }: Ui): Ui {
  return changedUi(ui, { theme, letterKeys });
}
