/** The ablation that the page needs, and whether a result answers it. Pure. */
import type { AblationRequest } from '../analysis/ablation/ablationReport.ts';
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import { LABEL_LEAD } from '../analysis/scores/askedLabels.ts';
import { holds } from '../engine/range.ts';
import type { AskedAblation } from './findState.ts';
import { clampedUnits, isSameUnit } from './clampChoice.ts';
import { selectedShown } from './models.ts';
import { passageTokens } from './passage.ts';
import type { AppState } from './state.ts';
import { shownWeights } from './weightsText.ts';

/** The most logits that a report contains. Its rows are around the cursor. */
const MOST_LOGITS = 1e6;

/** The ablation to ask of the selected model; null if there is none. */
export function askedAblation(state: Pick<AppState, 'models' | 'ui' | 'hypotheses'>): AskedAblation | null {
  const { hypotheses } = state;
  const { cursor, clamp } = state.ui;
  const shown = selectedShown(state);
  const weights = shownWeights(state, cursor.model);
  if (!shown || !weights || shown.trace.tokens.length < 2) return null;
  const { trace, params } = shown;
  const units = clampedUnits(clamp, cursor, trace.spec);
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
    at: clamp.at,
    value: clamp.value,
    since: clamp.since === 'start' ? 0 : t,
    rows: { from, to: from + count },
  };
}

/** Whether a known ablation answers this one, including the predictions at the cursor. */
export function isAnswered(known: AskedAblation | null | undefined, asked: AskedAblation): boolean {
  if (!known) return false;
  const isValue = asked.at !== 'value' || known.value === asked.value;
  const middle = (asked.rows.from + asked.rows.to) >> 1;
  return (
    known.trace === asked.trace &&
    known.params === asked.params &&
    known.hypotheses === asked.hypotheses &&
    known.at === asked.at &&
    isValue &&
    known.since === asked.since &&
    known.units.length === asked.units.length &&
    known.units.every((unit, k) => isSameUnit(unit, asked.units[k]!)) &&
    holds(known.rows, middle)
  );
}

/** The request to the worker. Text before the stretch goes along, because labels depend on it. */
export function requestOf(state: AppState, asked: AskedAblation): AblationRequest {
  const { text, passage, traceWindow } = state;
  const { trace, params, hypotheses, units, since, rows } = asked;
  const isText = passage.kind === 'text';
  const lead = isText ? Math.min(traceWindow.from, LABEL_LEAD) : 0;
  const begin = traceWindow.from - lead;
  return {
    spec: trace.spec,
    params,
    tokens: isText ? text!.tokens.slice(begin, begin + lead + trace.tokens.length) : passageTokens(state),
    from: lead,
    symbols: text!.symbols,
    // Spans are offsets in the whole text.
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
