/** The films that can be recorded of what is shown: its frames, made from the page's state at one moment. */
import { isCursorOrder } from '../../analysis/cursorOrder.ts';
import { orderedRows } from '../../analysis/rowOrder.ts';
import { channelScale, type ColourScale, type ScaleMode } from '../../draw/channelScale.ts';
import { channelTitle, channelValues, stateChannel } from '../../draw/channelValues.ts';
import { type FilmFrame, walkedSteps } from '../../draw/filmFrame.ts';
import { formatCount } from '../../draw/format.ts';
import { heatmapPixels } from '../../draw/heatmapPixels.ts';
import type { Theme } from '../../draw/ramps.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { Range } from '../../engine/range.ts';
import { CELLS } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppStoreApi } from '../../state/actions.ts';
import { selectedModel } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import type { Checkpoint, ModelIdentity } from '../../state/model.ts';
import { shownRange } from '../chart/shownRange.ts';
import type { Film } from './recordFilm.ts';

export type FilmKind = 'text' | 'training';

/** Milliseconds of a timestep, and of a checkpoint. */
const HOLD = { text: 100, training: 500 } as const;
/** Pictures of a walk through the text: half a minute. */
const MOST_FRAMES = 300;
/** Timesteps of a film when no picture says which are in view. */
const FIRST = 100;
/** Columns of a map; with more timesteps some share one. */
const MOST_COLUMNS = 592;

interface Subject {
  readonly model: ModelIdentity;
  readonly trace: Trace;
  readonly checkpoints: readonly Checkpoint[];
  readonly layer: number;
  readonly channel: Channel;
  readonly view: Range;
  readonly text: NonNullable<AppState['text']>;
}

/** How many pictures each film would have; 0 for one that is not possible. */
export function filmCounts(state: AppState): Readonly<Record<FilmKind, number>> {
  const subject = subjectOf(state);
  if (!subject) return { text: 0, training: 0 };
  const { view, checkpoints } = subject;
  return {
    text: walkedSteps(view, MOST_FRAMES).length,
    training: checkpoints.length > 1 ? checkpoints.length : 0,
  };
}

/** Seconds that a film lasts at least: longer where a picture takes longer to draw than it is to stand. */
export function filmSeconds(kind: FilmKind, count: number): number {
  return Math.max(1, Math.round((count * HOLD[kind]) / 1000));
}

/**
 * Seconds until so many pictures are recorded, by the time that those until now took; null before the second one: the first
 * stands at the beginning of the clock.
 */
export function secondsLeft(done: number, count: number, elapsed: number): number | null {
  return done < 2 ? null : Math.ceil(((count - done) * (elapsed / (done - 1))) / 1000);
}

/** The film; null if there is nothing to film. */
export function filmOf(store: AppStoreApi, kind: FilmKind, theme: Theme): Film | null {
  const state = store.getState();
  const subject = subjectOf(state);
  if (!subject || filmCounts(state)[kind] === 0) return null;
  const { model, trace, channel, checkpoints, view } = subject;
  const frameOf = framesOf(state, subject, theme);
  const hold = HOLD[kind];
  if (kind === 'text') {
    const steps = walkedSteps(view, MOST_FRAMES);
    const name = `unrolled-${model.id}-step${trace.step}-${channel}-text`;
    const frame = async (k: number): Promise<FilmFrame> => frameOf(trace, steps[k]!, (k + 1) / steps.length);
    return { name, count: steps.length, hold, frame };
  }
  const t = Math.max(view.from, Math.min(view.to - 1, state.ui.cursor.t));
  return {
    name: `unrolled-${model.id}-step${checkpoints[0]!.step}to${checkpoints.at(-1)!.step}-${channel}-training`,
    count: checkpoints.length,
    hold,
    frame: async (k) => {
      const past = await store.getState().traceCheckpoint(model.id, checkpoints[k]!, view);
      return frameOf(past, t, (k + 1) / checkpoints.length);
    },
  };
}

/** The map of the selected channel over the timesteps in view; null while the selected model has no trace. */
function subjectOf(state: AppState): Subject | null {
  const { text, ui, view: seen } = state;
  const { is, run, shown } = selectedModel(state);
  if (!text || !run || !shown) return null;
  const { trace } = shown;
  const { channels } = CELLS[trace.spec.cell];
  const from = Math.max(trace.rows.from, seen?.from ?? ui.start);
  const to = Math.min(trace.rows.to, seen?.to ?? from + FIRST);
  if (to <= from) return null;
  return {
    model: is,
    trace,
    checkpoints: run.checkpoints,
    layer: Math.min(ui.cursor.layer, trace.spec.layers - 1),
    channel: channels.includes(ui.cursor.channel) ? ui.cursor.channel : channels.at(-1)!,
    view: { from, to },
    text,
  };
}

/** Draws frames with one order of units and one scale for the whole film, so that nothing but the values changes. */
function framesOf(
  { ui, traceWindow, passage }: AppState,
  { model, trace: newest, layer, channel, view, text }: Subject,
  theme: Theme,
): (trace: Trace, cursor: number, share: number) => FilmFrame {
  const state = channelValues(newest, stateChannel(newest.spec), layer);
  // An order that the film would have to change as it goes is none for a film.
  const rowOrder = ui.rowOrder === 'score' || isCursorOrder(ui.rowOrder) ? 'similarity' : ui.rowOrder;
  const { order, signs } = orderedRows(rowOrder, state.values, state.hidden, ui.flip && rowOrder === 'similarity');
  const scale = channelScale(shownRange(newest.spec, channel), ui.mapScale, channelValues(newest, channel, layer));
  const stepsPerColumn = Math.ceil((view.to - view.from) / MOST_COLUMNS);
  const place = passage.kind === 'text' ? `character ${formatCount(traceWindow.from)} of ${text.name} on` : text.name;
  return (trace, cursor, share) => ({
    title: `${model.name} · ${channelTitle(channel, layer)}`,
    subtitle: `training step ${formatCount(trace.step)} · t = ${formatCount(cursor)} · ${place} · ${newest.spec.hidden} units`,
    map: heatmapPixels({
      of: channelValues(trace, channel, layer),
      order,
      signs,
      view,
      stepsPerColumn,
      unitsPerRow: 1,
      scale,
      theme,
    }),
    view,
    stepsPerColumn,
    signs:
      stepsPerColumn > 1
        ? []
        : Array.from(trace.tokens.subarray(view.from, view.to), (token) => visibleSymbol(text.symbols[token]!, text)),
    cursor,
    legend: legendOf(scale, ui.mapScale),
    theme,
    share,
  });
}

/** Under a scale for each unit, no number holds for all of them. */
function legendOf({ ramp, ticks }: ColourScale, mode: ScaleMode): FilmFrame['legend'] {
  const ends = [
    { position: 0, text: 'lowest' },
    { position: 1, text: 'highest of each unit' },
  ];
  return { ramp, ticks: mode === 'unit' ? ends : ticks(0) };
}
