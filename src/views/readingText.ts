import { lengthOf } from '../engine/range.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { keeps, type Trace } from '../engine/trace.ts';
import { passageLength, passageSymbol, passageTokens, type Shown } from '../state/passage.ts';
import { selectedModel, selectedShown } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import { formatCount, formatReading } from '../draw/format.ts';
import { readSymbol } from '../draw/symbols.ts';

/**
 * The selected model's trace, if it is one of the passage that is shown: for a moment after a text or a passage was
 * changed the newest trace still belongs to the one before.
 */
export function shownTrace(state: AppState): Trace | undefined {
  const { text } = state;
  const trace = selectedShown(state)?.trace;
  if (!trace || !text || trace.spec.vocab !== text.symbols.length) return undefined;
  const { tokens } = trace;
  const read = passageTokens(state);
  const last = tokens.length - 1;
  return read.length === tokens.length && tokens[0] === read[0] && tokens[last] === read[last] ? trace : undefined;
}

/** T of what is shown: the passage, or what is written of it so far. */
export function shownLength(state: AppState): number {
  return passageLength(state);
}

/** Value of one unit's channel at t; undefined when the trace has no such channel, layer or unit, or does not keep the timestep. */
export function channelValue(
  trace: Trace | undefined,
  channel: Channel,
  layer: number,
  t: number,
  unit: number,
): number | undefined {
  const values = trace?.channels[channel];
  if (!trace || !values) return undefined;
  const H = trace.spec.hidden;
  if (layer >= trace.spec.layers || !keeps(trace, t) || unit >= H) return undefined;
  return values[(layer * lengthOf(trace.rows) + t - trace.rows.from) * H + unit];
}

/** The character that stands at t of what is shown, as the text has it; undefined outside. */
export function symbolAt(state: Shown, t: number): string | undefined {
  return t < passageLength(state) ? passageSymbol(state, t) : undefined;
}

/** What the cursor stands on, in one line of text: what every picture shows as a number. */
export function readingText(state: AppState): string {
  const { t, unit, channel, layer } = state.ui.cursor;
  const { is, shown } = selectedModel(state);
  const symbol = symbolAt(state, t);
  const value = channelValue(shownTrace(state), channel, layer, t, unit);
  const position = `t ${formatCount(t)} · ${readSymbol(symbol ?? '', state.text)} · ${is.name} layer ${layer + 1} · unit ${unit} · ${channel}`;
  const mark = shown?.perturbation ? ' · provoked' : '';
  return `Reading: ${position} · ${value === undefined ? 'not traced yet' : formatReading(value)}${mark}`;
}
