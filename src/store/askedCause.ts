/** What is asked of held units, and whether an answer is one to it. Pure. */
import type { CauseRequest } from '../analysis/causes/causeLook.ts';
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import { LABEL_LEAD } from '../analysis/scores/askedLabels.ts';
import type { AskedCause } from './findState.ts';
import { heldUnits, isSameUnit } from './holding.ts';
import { passageTokens } from './passage.ts';
import type { AppState } from './state.ts';
import { shownWeights } from './weightsWords.ts';

/** Numbers of predictions that a look brings, around the cursor. */
const MOST_LOGITS = 1e6;

/** What is to be asked of the selected model; null where there is nothing to ask. */
export function askedCause(
  state: Pick<AppState, 'cursor' | 'traces' | 'tracedParams' | 'hold' | 'hypotheses' | 'runs' | 'tracedProvocations'>,
): AskedCause | null {
  const { cursor, traces, tracedParams, hold, hypotheses } = state;
  const trace = traces[cursor.slot];
  const params = tracedParams[cursor.slot];
  const weights = shownWeights(state, cursor.slot);
  if (!trace || !params || !weights || trace.tokens.length < 2) return null;
  const units = heldUnits(hold, cursor, trace.spec);
  if (units.length === 0) return null;
  const T = trace.tokens.length;
  const t = Math.max(0, Math.min(T - 1, cursor.t));
  const count = Math.min(T, Math.max(1, Math.floor(MOST_LOGITS / trace.spec.vocab)));
  const from = Math.max(0, Math.min(T - count, t - (count >> 1)));
  return {
    ...weights,
    trace,
    params,
    hypotheses,
    units,
    at: hold.at,
    value: hold.value,
    since: hold.since === 'start' ? 0 : t,
    rows: { from, count },
  };
}

/** Whether a look answers what is asked, with the predictions at the cursor among its rows. */
export function isAnswered(known: AskedCause | null | undefined, asked: AskedCause): boolean {
  if (!known) return false;
  const isValue = asked.at !== 'value' || known.value === asked.value;
  const middle = asked.rows.from + (asked.rows.count >> 1);
  return (
    known.trace === asked.trace &&
    known.params === asked.params &&
    known.hypotheses === asked.hypotheses &&
    known.at === asked.at &&
    isValue &&
    known.since === asked.since &&
    known.units.length === asked.units.length &&
    known.units.every((unit, k) => isSameUnit(unit, asked.units[k]!)) &&
    middle >= known.rows.from &&
    middle <= known.rows.from + known.rows.count
  );
}

export function requestOf(state: AppState, asked: AskedCause): CauseRequest {
  const { text, passage, traceWindow } = state;
  const { trace, params, hypotheses, units, since, rows } = asked;
  const isText = passage.kind === 'text';
  const lead = isText ? Math.min(traceWindow.start, LABEL_LEAD) : 0;
  const begin = traceWindow.start - lead;
  return {
    spec: trace.spec,
    params,
    tokens: isText ? text!.tokens.slice(begin, begin + lead + trace.tokens.length) : passageTokens(state),
    from: lead,
    symbols: text!.symbols,
    // Spans are places in the text: they move with what is left out before the stretch.
    hypotheses: hypotheses.flatMap((one): Hypothesis[] => {
      if (one.kind === 'pattern') return [one];
      if (!isText) return [];
      return [{ ...one, spans: one.spans.map(({ from, to }) => ({ from: from - begin, to: to - begin })) }];
    }),
    units,
    at: asked.at === 'value' ? asked.value : asked.at,
    since,
    rows,
  };
}
