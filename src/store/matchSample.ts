import { AROUND_RANGE } from '../limits/limits.ts';
import type { MatchSample } from './matchState.ts';
import { passageTokens } from './passage.ts';
import { changesByHand } from './provocations.ts';
import type { AppState } from './state.ts';

type Selected = Pick<
  AppState,
  | 'span'
  | 'cursor'
  | 'traces'
  | 'tracedParams'
  | 'tracedProvocations'
  | 'runs'
  | 'slots'
  | 'passage'
  | 'traceWindow'
  | 'text'
  | 'revealed'
>;

/** The selected channel on the selected span as it is traced; null without a span, or where its rows are not kept. */
export function sampleOf(state: Selected): MatchSample | null {
  const { span, cursor, passage } = state;
  const { slot, layer, channel } = cursor;
  const trace = state.traces[slot];
  const params = state.tracedParams[slot];
  const run = state.runs[slot];
  const values = trace?.channels[channel];
  if (!span || !params || !run || !trace || !values || layer >= trace.spec.layers) return null;
  const tokens = passageTokens(state);
  if (trace.tokens.length !== tokens.length) return null;
  const { from, kept, step, spec } = trace;
  if (span.from < from || span.to > from + kept) return null;
  const H = spec.hidden;
  const before = Math.min(AROUND_RANGE.max, span.from - from);
  const after = Math.min(AROUND_RANGE.max, from + kept - span.to);
  const first = span.from - before;
  const end = span.to + after;
  const row = layer * kept - from;
  return {
    slot,
    name: state.slots.find(({ id }) => id === slot)?.name ?? slot,
    spec,
    params,
    step,
    changes: changesByHand(run, state.tracedProvocations[slot], step),
    place: { layer, channel },
    span,
    passage,
    at: placeInText(state),
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
 * What a page about the selection reads: the numbers of the question that was asked, as long as it is about what is selected, so
 * that training does not move them; else those of the newest trace, the same object until something in them is another.
 */
export function sampleReader(): (state: Selected & Pick<AppState, 'match'>) => MatchSample | null {
  let known: readonly unknown[] = [];
  let sample: MatchSample | null = null;
  return (state) => {
    const { match, span, passage, cursor, traces } = state;
    if (match && isSelected(match.sample, state)) return match.sample;
    const key = [span, passage, cursor.slot, cursor.layer, cursor.channel, traces[cursor.slot]];
    if (key.some((one, k) => one !== known[k])) {
      known = key;
      sample = sampleOf(state);
    }
    return sample;
  };
}

/** Whether what is selected is what the sample was taken of, whatever the weights. Without a span nothing else is asked. */
export function isSelected(sample: MatchSample, state: Selected): boolean {
  const { span, cursor, passage } = state;
  if (!span) return true;
  const { place, slot } = sample;
  if (slot !== cursor.slot || place.layer !== cursor.layer || place.channel !== cursor.channel) return false;
  if (span.to - span.from !== sample.rows.length) return false;
  const at = placeInText(state);
  return at === null || passage.kind !== 'text'
    ? passage === sample.passage && span.from === sample.span.from
    : at === sample.at;
}

/** First character of the span in the whole text; a changed character stands where the one before it stood. */
function placeInText({ span, passage, traceWindow }: Selected): number | null {
  return span && passage.kind !== 'written' ? traceWindow.start + span.from : null;
}
