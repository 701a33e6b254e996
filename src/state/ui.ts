/**
 * The table of view state, `AppState.ui`. Types, initial values, checks, addresses and saved records follow from it. A new choice
 * is a row here and its use in a view.
 */
import { CHARACTER_CLASSES } from '../analysis/characterClass.ts';
import { ROW_ORDERS } from '../analysis/rowOrder.ts';
import { OPEN, SHUT } from '../analysis/saturation.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELL_KINDS, CELLS, type CellKind, CHANNELS, type ChannelRange } from '../engine/spec.ts';
import {
  AROUND_RANGE,
  BOUNDED_LEVEL,
  GAIN_RANGE,
  MAX_LAYERS,
  MAX_EQUAL_HIDDEN,
  MAX_PRIME_CHARS,
  MAX_TRACE_LENGTH,
  OPEN_ABOVE,
  SHUT_BELOW,
  UNBOUNDED_LEVEL,
} from '../limits/limits.ts';
import { MEMORY_TASKS } from '../samples/memoryTasks.ts';
import {
  byModel,
  either,
  type Codec,
  identifier,
  listOf,
  numberIn,
  oneOf,
  orNull,
  record,
  someOf,
  text,
  tuple,
  wholeNumber,
  yesNo,
} from './codecs.ts';
import {
  type Belongs,
  changedValues,
  type ChangeOf,
  type Field,
  fromAddress,
  fromRecord,
  initialValues,
  type ReadValues,
  type Table,
  toAddress,
  toRecord,
  type ValuesOf,
} from './fields.ts';
import { lessonPlace } from './lessonPlace.ts';
import { type MapKey, mapKeys } from './mapKeys.ts';

type ValueOf<C> = C extends Codec<infer T> ? T : never;
/** A field that keeps its codec's own type, which holds the list or the range for the views. */
type FieldWith<C> = Field<ValueOf<C>> & { readonly codec: C };

function field<C extends Codec<unknown>>(belongs: Belongs) {
  return (name: string, codec: C, initial: ValueOf<C>) => ({ name, codec, initial, belongs }) as FieldWith<C>;
}

/** A choice on which measurements depend. */
function experiment<C extends Codec<unknown>>(name: string, codec: C, initial: ValueOf<C>): FieldWith<C> {
  return field<C>('experiment')(name, codec, initial);
}

/** A choice of how measurements are shown. */
function view<C extends Codec<unknown>>(name: string, codec: C, initial: ValueOf<C>): FieldWith<C> {
  return field<C>('view')(name, codec, initial);
}

/** A preference of the person in every experiment. */
function person<C extends Codec<unknown>>(name: string, codec: C, initial: ValueOf<C>): FieldWith<C> {
  return field<C>('person')(name, codec, initial);
}

/** One codec or value for each kind of cell. */
function perCell<T>(of: (cell: CellKind) => T): Readonly<Record<CellKind, T>> {
  return Object.fromEntries(CELL_KINDS.map((cell) => [cell, of(cell)])) as Record<CellKind, T>;
}

/** One codec for each kind of channel: thresholds of a gate say nothing about a cell state. */
function perRange<T>(bounded: Codec<T>, unbounded: Codec<T> = bounded): Codec<Readonly<Record<ChannelRange, T>>> {
  return record({ gate: bounded, signed: bounded, unbounded });
}

const SCALES = ['fixed', 'channel', 'unit'] as const;
const SHARE = numberIn({ min: 0.01, max: 1, integer: false });
const AROUND = numberIn(AROUND_RANGE);
const layer = wholeNumber(0, MAX_LAYERS - 1);
const unit = wholeNumber(0, MAX_EQUAL_HIDDEN - 1);
const timestep = wholeNumber(0, MAX_TRACE_LENGTH - 1);
const channel = oneOf(CHANNELS);
/** Longest that a word to search for may be. */
const QUERY = 200;

export const UI = {
  // The page
  workspace: view('w', oneOf(['train', 'watch', 'compare', 'find', 'start']), 'train'),
  /** The open lesson and its step, or the list of lessons; null: neither. */
  lesson: view('lesson', orNull(lessonPlace), null),
  /** Id of the term at which the glossary is open, `all` for its beginning; null: it is closed. */
  glossary: view('glossary', orNull(identifier), null),
  theme: person('theme', oneOf(['light', 'dark', 'system']), 'system'),
  /** Whether single-letter shortcuts act. */
  letterKeys: person('letters', yesNo, true),
  /** The unit of every loss: loss / ln 2, the loss in nats, or exp(loss). */
  lossUnit: view('loss', oneOf(['bits', 'nats', 'perplexity']), 'bits'),
  /** How much of the held-out text is scored: its first 4,000 characters, or all of it (see `heldOutScored`). */
  heldOutChoice: experiment('heldout', oneOf(['part', 'all']), 'part'),
  /** Training step of the checkpoint that the pictures show; null: the newest weights. */
  viewedStep: view('step', orNull(wholeNumber(0, Number.MAX_SAFE_INTEGER)), null),
  /** Whether the pictures keep their weights while training continues. */
  frozen: view('frozen', yesNo, false),
  stripColour: view('band', oneOf(['unit', 'surprise']), 'unit'),
  /** Steps per second of playback. */
  speed: view('speed', oneOf([1, 2, 4, 8, 16, 32]), 8),

  /** Whether Train shows all settings, and not their line alone. */
  settingsOpen: view('settings', yesNo, false),

  // The selection that all workspaces share
  cursor: {
    /** Timestep in the trace, 0…T−1. */
    t: view('t', timestep, 0),
    unit: view('u', unit, 0),
    channel: view('c', channel, 'c'),
    layer: view('l', layer, 0),
    model: view('m', identifier, 'lstm'),
  },

  // The time axis
  /** Width of a timestep: natural for letters, so that the whole trace fits, or in pixels (not yet rounded). */
  zoom: view('zoom', either(oneOf(['natural', 'whole']), numberIn({ min: 1e-3, max: 1e4, integer: false })), 'natural'),
  /** First timestep in view. The window follows the cursor, and an address names it where it does not follow from t. */
  start: view('from', timestep, 0),

  // Watch
  /** The main picture: maps of all units, or the network unrolled around t. */
  watchView: view('wv', oneOf(['maps', 'unrolled']), 'maps'),
  /** The panel beside it. */
  watchSide: view('ws', oneOf(['cell', 'unit', 'space', 'write', 'change']), 'cell'),
  /** `score`: by the scores of the label that was chosen last in Find. */
  rowOrder: view('order', oneOf([...ROW_ORDERS, 'score'] as const), 'similarity'),
  /** The scale of the maps' colours. */
  mapScale: view('scale', oneOf(SCALES), 'fixed'),
  /** The maps that are shown of each cell; at least one. */
  shownMaps: view(
    'maps',
    record<Readonly<Record<CellKind, readonly MapKey[]>>>(perCell((cell) => someOf(mapKeys(cell), 1))),
    perCell((cell) => CELLS[cell].channels),
  ),
  /** The rows of a map: the twelve units that change most in view (`changingUnits`), or all. */
  mapUnits: view('mapunits', oneOf(['changing', 'all']), 'changing'),
  /** The maps of a layer: the selected channel's with the unit's lines, or all that are ticked in `shownMaps`. */
  mapChannels: view('channels', oneOf(['one', 'all']), 'one'),
  /** One layer's maps, or the selected channel's maps of all layers. */
  mapsBy: view('by', oneOf(['layer', 'channel']), 'layer'),
  /** Whether rows that are opposite to their neighbour are drawn with flipped sign (in the order by similarity). */
  flip: view('flip', yesNo, false),
  /** The part of the update that the diagram highlights (`Cell.parts`). "all" highlights none. */
  updatePart: view('part', text(20), 'all'),
  /** Whether the diagram shows all units as strips instead of one unit's numbers. */
  everyUnit: view('every', yesNo, false),
  /** Which maps of an edited passage are shown: those with the change, those without it, or their difference. */
  seenRun: view('seen', oneOf(['after', 'before', 'difference']), 'difference'),
  /** The number of copies of the cell in the unrolled network, if there is room. */
  copies: view('copies', oneOf([3, 5, 7, 9]), 7),
  /** Timestep of the loss whose gradient is drawn; null: that of the last copy. */
  unrolledLoss: view('back', orNull(timestep), null),
  /** A gate below this counts as shut, and one from `openAbove` on as open, in hundredths. */
  shutBelow: view('shut', numberIn(SHUT_BELOW), SHUT),
  openAbove: view('open', numberIn(OPEN_ABOVE), OPEN),
  /** The state whose plane is shown; cells without c show h. */
  spaceState: view('plane', oneOf(['h', 'c']), 'h'),
  spaceColour: view('dots', oneOf(['time', 'class', 'surprise']), 'class'),
  /** Pairs of principal components, counted from 0: across, then up. */
  spaceAxes: view('axes', oneOf(['0-1', '0-2', '1-2']), '0-1'),
  /** The class of characters that is highlighted; null for none. */
  spaceClass: view('class', orNull(oneOf(CHARACTER_CLASSES)), null),
  /** Whether the next continuation follows the cursor or a typed text, and that text. */
  writeAfter: view('after', oneOf(['cursor', 'text']), 'cursor'),
  writeText: view('prime', text(MAX_PRIME_CHARS), ''),
  writeLength: view('length', wholeNumber(1, 2000), 200),
  writeMode: view('draw', oneOf(['sample', 'top-k', 'greedy']), 'sample'),
  /** Only the k most probable characters may be drawn; used by `top-k` alone. */
  writeK: view('k', wholeNumber(1, 100_000), 5),
  writeCount: view('n', wholeNumber(1, 8), 3),

  // Compare
  comparePage: view(
    'cp',
    oneOf(['lag', 'training', 'triangle', 'time', 'chain', 'jacobian', 'memory', 'check']),
    'lag',
  ),
  /** Whether the page By lag shows all parts of the gradients, their fits and tables. */
  lagDetails: view('details', yesNo, false),
  /** The text on which the gradients by lag are measured: what is read, or text that training does not contain. */
  lagText: view('measured', oneOf(['shown', 'heldOut']), 'shown'),
  /** The part of the trace that the lines over time show. */
  extent: view('extent', oneOf(['view', 'whole']), 'view'),
  /** Whether the drawer of the weights is open. */
  perturbOpen: view('weights', yesNo, false),
  /** The block of W_hh that the next perturbation changes, and the gain of its replacement. */
  perturbBlock: view('block', oneOf<Channel | 'all'>(['all', ...CHANNELS]), 'all'),
  perturbGain: view('gain', numberIn(GAIN_RANGE), 1),
  /** Whether the norms of each loss are divided by its norm at lag 0. */
  lagRelative: view('relative', yesNo, true),
  /** The state of the gradients over training. */
  fallState: view('fall', oneOf(['h', 'c']), 'h'),
  /** The number of timesteps over which retained memory is multiplied. */
  memorySpan: view('span', wholeNumber(1, 200), 10),
  /** The triangle of the text in view, or of every measured loss. */
  triangle: view('triangle', oneOf(['view', 'whole']), 'view'),
  chainWeight: view('weight', oneOf(['weight_hh', 'weight_ih']), 'weight_hh'),
  /** The gate whose rows are shown of each model; all rows if there is no entry. */
  chainGates: view('rows', byModel(wholeNumber(-1, 7)), {}),
  /** The number of lags with a bar of their own. */
  chainLags: view('lags', oneOf([16, 32, 64, 128, 256]), 64),
  /** One scale for all models, or each its own. */
  chainScale: view('bars', oneOf(['shared', 'own']), 'shared'),
  spectrumLag: view('sl', wholeNumber(1, MAX_TRACE_LENGTH), 10),
  /** The memory task of the next text, and its longest lag. */
  memoryTask: view('task', oneOf(MEMORY_TASKS.map(({ id }) => id)), 'recall'),
  memoryLag: view('tasklag', wholeNumber(8, 150), 20),

  // Find
  findPage: view('fp', oneOf(['labels', 'match', 'ablation', 'overTraining']), 'labels'),
  /** Id of the label that was chosen last. */
  label: view('label', orNull(text(100)), null),
  /** Only labels that contain this text are listed. */
  labelFilter: view('filter', text(QUERY), ''),
  /** Only labels whose unit is one of this channel are listed; null: all. */
  labelChannel: view('lc', orNull(channel), null),
  /** Whether labels that only repeat the last characters are listed. */
  showsEchoes: view('echoes', yesNo, false),
  labelOrder: view('sort', oneOf(['verdict', 'score', 'name']), 'verdict'),
  /** Whether the table shows each label's best unit or the selected unit. */
  scoredUnits: view('units', oneOf(['best', 'selected']), 'best'),
  /** The scale of the unit's colours over the text. */
  textScale: view('tscale', oneOf(SCALES), 'unit'),
  /** The colours of the text on the page Cause: the unit's values, or the change of each loss by the clamp. */
  ablationColour: view('colour', oneOf(['value', 'change']), 'change'),
  /** Whether the text beside the labels has the colours of the change of each loss by the clamp. */
  isChangeInText: view('tchange', yesNo, false),
  /** The picture under the text: what holding the unit costs, the unit's channels, or all units on the chosen label. */
  belowText: view('below', oneOf(['cause', 'channels', 'units']), 'cause'),
  /** Which units are clamped besides the selected one, and how. */
  clamp: {
    pinned: view('pinned', listOf(tuple({ layer, channel, unit }), 64), []),
    at: view('at', oneOf(['zero', 'mean', 'value']), 'mean'),
    value: view('value', numberIn({ min: -100, max: 100, integer: false }), 1),
    /** From the first character on, or from the cursor's. */
    since: view('since', oneOf(['start', 'cursor']), 'start'),
  },
  /** The number of characters that the model writes with and without the clamps. */
  clampedLength: view('clength', wholeNumber(1, 1000), 160),
  /**
   * When a unit counts as on, by kind of channel. LSTMVis begins at 0.3 for h. A gate is open from 0.5. The state c is read
   * through tanh, which is 0.76 at 1.
   */
  matchSide: view('ms', perRange(oneOf(['high', 'low', 'both'])), { gate: 'high', signed: 'both', unbounded: 'both' }),
  matchOn: view('on', perRange(numberIn(BOUNDED_LEVEL), numberIn(UNBOUNDED_LEVEL)), {
    gate: 0.5,
    signed: 0.3,
    unbounded: 1,
  }),
  matchOff: view('off', perRange(numberIn(BOUNDED_LEVEL), numberIn(UNBOUNDED_LEVEL)), {
    gate: 0.5,
    signed: 0.3,
    unbounded: 1,
  }),
  /** The share of the span on which a unit must be on, and the share of the units that must be on together. */
  matchShare: view('share', SHARE, 1),
  matchTogether: view('together', SHARE, 1),
  /** The number of characters before and after the span on which a unit must be off. */
  matchBefore: view('mb', AROUND, 1),
  matchAfter: view('ma', AROUND, 1),

  // Find in text
  query: view('q', text(QUERY), ''),
  isExpression: view('regex', yesNo, false),
} as const satisfies Table;

export type Ui = ValuesOf<typeof UI>;
export type UiChange = ChangeOf<typeof UI>;
export type Workspace = Ui['workspace'];
export type FindPage = Ui['findPage'];
export type ComparePage = Ui['comparePage'];
export type HeldOutChoice = Ui['heldOutChoice'];
export type ClampChoice = Ui['clamp'];
/** The selection that all workspaces share. */
export type Cursor = Ui['cursor'];

export const INITIAL_UI: Ui = initialValues(UI);

/** The view after a change; the same object where nothing changes. See `changedValues`. */
export function changedUi(ui: Ui, change: UiChange): Ui {
  return changedValues(UI, ui, change);
}

/** A change of the view state as a change of the state. */
export function withUi({ ui }: { readonly ui: Ui }, change: UiChange): { readonly ui: Ui } {
  return { ui: changedUi(ui, change) };
}

/** Timesteps before the cursor in a view that an address says nothing about: fewer than the narrowest page shows. */
const LEAD = 20;

/** The table for addresses with the cursor at t: one that does not say where the view begins shows the cursor. */
function addressTable(t: number): typeof UI {
  return { ...UI, start: { ...UI.start, initial: Math.max(0, t - LEAD) } };
}

/** The values that differ from the initial ones, without preferences. */
export function uiToAddress(ui: Ui): URLSearchParams {
  return toAddress(addressTable(ui.cursor.t), ui);
}

export function uiFromAddress(params: URLSearchParams): ReadValues<Ui> {
  const { cursor } = fromAddress(UI, params).values;
  return fromAddress(addressTable(cursor.t), params);
}

/** The values that differ from the initial ones, to be saved. */
export function uiToRecord(ui: Ui): Record<string, unknown> {
  return toRecord(UI, ui);
}

export function uiFromRecord(saved: unknown): ReadValues<Ui> {
  return fromRecord(UI, saved);
}
