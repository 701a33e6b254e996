import { lengthOf } from '../engine/range.ts';
import { AROUND_RANGE } from '../limits/limits.ts';
import type { MatchSample } from './matchState.ts';
import { selectedModel, selectedShown } from './models.ts';
import { passageTokens } from './passage.ts';
import { changesByHand } from './perturbations.ts';
import type { AppState } from './state.ts';

type Selected = Pick<AppState, 'span' | 'ui' | 'models' | 'passage' | 'traceWindow' | 'text' | 'revealed'>;

/** The selected channel on the selected span of the trace; null without a span, or if its rows are not retained. */
export function sampleOf(state: Selected): MatchSample | null {
  const { span, passage } = state;
  const { cursor } = state.ui;
  const { model, layer, channel } = cursor;
  const { is, run, shown } = selectedModel(state);
  if (!span || !run || !shown) return null;
  const { trace, params, perturbation } = shown;
  const values = trace.channels[channel];
  if (!values || layer >= trace.spec.layers) return null;
  const tokens = passageTokens(state);
  if (trace.tokens.length !== tokens.length) return null;
  const { rows: retained, step, spec } = trace;
  if (span.from < retained.from || span.to > retained.to) return null;
  const H = spec.hidden;
  const before = Math.min(AROUND_RANGE.max, span.from - retained.from);
  const after = Math.min(AROUND_RANGE.max, retained.to - span.to);
  const first = span.from - before;
  const end = span.to + after;
  const row = layer * lengthOf(retained) - retained.from;
  return {
    model,
    name: is.name,
    spec,
    params,
    step,
    changes: changesByHand(run, perturbation, step),
    source: { layer, channel },
    span,
    passage,
    at: offsetInText(state),
    rows: {
      values: values.slice((row + first) * H, (row + end) * H),
      hidden: H,
      before,
      length: span.to - span.from,
      after,
    },
    tokens: tokens.slice(first, end),
  };
}

/**
 * Returns a function that gives the sample for a page about the selection. While the last question is about the selected span,
 * this is its sample, so that training does not change the numbers. Otherwise it comes from the newest trace, and stays the same
 * object until an input changes.
 */
export function sampleReader(): (state: Selected & Pick<AppState, 'match'>) => MatchSample | null {
  let known: readonly unknown[] = [];
  let sample: MatchSample | null = null;
  return (state) => {
    const { match, span, passage } = state;
    const { cursor } = state.ui;
    if (match && isSelected(match.sample, state)) return match.sample;
    const key = [span, passage, cursor.model, cursor.layer, cursor.channel, selectedShown(state)];
    if (key.some((one, k) => one !== known[k])) {
      known = key;
      sample = sampleOf(state);
    }
    return sample;
  };
}

/** Whether a sample is of the selected span and channel, with any weights. Without a span, any sample is. */
export function isSelected(sample: MatchSample, state: Selected): boolean {
  const { span, passage } = state;
  const { cursor } = state.ui;
  if (!span) return true;
  const { source, model } = sample;
  if (model !== cursor.model || source.layer !== cursor.layer || source.channel !== cursor.channel) return false;
  if (span.to - span.from !== sample.rows.length) return false;
  const at = offsetInText(state);
  return at === null || passage.kind !== 'text'
    ? passage === sample.passage && span.from === sample.span.from
    : at === sample.at;
}

/** Index of the span's first character in the whole text; null if a model wrote the passage. */
function offsetInText({ span, passage, traceWindow }: Selected): number | null {
  return span && passage.kind !== 'written' ? traceWindow.from + span.from : null;
}
