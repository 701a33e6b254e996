/** The parts of a state of which lessons' readings are made; null where they are not measured. */
import { type DecayFit, isFit } from '../analysis/decayFit.ts';
import type { LayerLagCurves } from '../analysis/lagCurves.ts';
import { LABELS } from '../analysis/labels/labels.ts';
import { scoreOf } from '../analysis/scores/labelValues.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { keeps, logitsRow, type Trace } from '../engine/trace.ts';
import { askedAblation, isAnswered } from '../state/askedAblation.ts';
import { IS_AT, type Measured, type Position, positionOf, shownMeasure } from '../state/gradientPictures.ts';
import { passageSymbol } from '../state/passage.ts';
import type { ModelRun, Shown } from '../state/model.ts';
import type { KnownCheckpointMetrics, Results } from '../state/results.ts';
import { isShown } from '../state/shownTraces.ts';
import type { AppState } from '../state/state.ts';

/** What is shown of a model, once that is what the page is to show. */
export function shownOf(state: AppState, id: string): Shown | null {
  const model = state.models[id];
  return model?.shown && isShown(state, model) ? model.shown : null;
}

type Report<K extends keyof typeof IS_AT> = NonNullable<Results[K]>['of'];

/** A gradient of single losses at the cursor. */
export function measured<K extends keyof typeof IS_AT>(state: AppState, id: string, kind: K): Report<K> | null {
  const shown = shownOf(state, id);
  const known = state.models[id]?.results[kind] as Measured<Report<K>> | null | undefined;
  if (!shown || !known || shownMeasure(state, known)?.trace !== shown.trace) return null;
  // The one for the cursor's last place stays until there is another.
  const { tokens, spec } = shown.trace;
  const position = positionOf(state.ui.cursor, tokens.length, spec.layers);
  const isAt = IS_AT[kind] as (report: Report<K>, position: Position, T: number) => boolean;
  return isAt(known.of, position, tokens.length) ? known.of : null;
}

export function curves(state: AppState, id: string): LayerLagCurves | null {
  return measured(state, id, 'lags')?.curves[0] ?? null;
}

export function fitOf(state: AppState, id: string): DecayFit | null {
  const fit = curves(state, id)?.h.fit;
  return fit && isFit(fit) ? fit : null;
}

/** One unit's value at t in the first layer. */
function valueIn(trace: Trace, channel: Channel, unit: number, t: number): number | null {
  const values = trace.channels[channel];
  if (!values || !keeps(trace, t)) return null;
  return values[(t - trace.rows.from) * trace.spec.hidden + unit] ?? null;
}

export function unitValue(state: AppState, id: string, channel: string, unit: string, t: string): number | null {
  const shown = shownOf(state, id);
  return shown && valueIn(shown.trace, channel as Channel, Number(unit), Number(t));
}

/** Between a unit's values at two timesteps. */
export function distance(
  state: AppState,
  id: string,
  channel: string,
  unit: string,
  a: string,
  b: string,
): number | null {
  const [from, to] = [unitValue(state, id, channel, unit, a), unitValue(state, id, channel, unit, b)];
  return from === null || to === null ? null : Math.abs(to - from);
}

/** In nats. */
export function lossAt(state: AppState, id: string, t: string): number | null {
  return shownOf(state, id)?.trace.loss[Number(t)] ?? null;
}

export function newestHeldOut(state: AppState, id: string): number | null {
  const series = state.models[id]?.run?.heldOut;
  return series && series.length > 0 ? series.values[series.length - 1]! : null;
}

/** The metrics of the first or the newest checkpoint. */
export function checkpoint(state: AppState, id: string, which: string): KnownCheckpointMetrics | null {
  const { run, results } = state.models[id] ?? {};
  const params = (which === 'first' ? run?.checkpoints[0] : run?.checkpoints.at(-1))?.params;
  return results?.checkpointMetrics.find(({ of }) => of === params) ?? null;
}

export function runOf(state: AppState, id: string): ModelRun | null {
  return state.models[id]?.run ?? null;
}

export function largestNorm(state: AppState, id: string): number | null {
  const norms = runOf(state, id)?.gradNorm;
  return norms && norms.length > 0 ? Math.max(...norms.values.subarray(0, norms.length)) : null;
}

export function topAt(state: AppState, id: string, t: string): string | null {
  const shown = shownOf(state, id);
  const row = shown && logitsRow(shown.trace, Number(t));
  return row ? (state.text?.symbols[row.indexOf(Math.max(...row))] ?? null) : null;
}

/** Shares of the recurrent weights' gradient, by lag. */
export function shares(state: AppState, id: string): Float64Array | null {
  return measured(state, id, 'chain')?.parts[0]?.shares ?? null;
}

/** The mean change of the loss in bits, in a group of a label, with the units held that are chosen now. */
export function cost(state: AppState, id: string, label: string, group: string): number | null {
  if (!shownOf(state, id) || state.ui.cursor.model !== id) return null;
  const ablation = state.models[id]?.results.ablation;
  const asked = askedAblation(state);
  // The one of the units that were chosen before stays until there is another.
  if (!ablation || !asked || !isAnswered(ablation, asked)) return null;
  return (
    ablation.report.labels.find((one) => one.id === label)?.groups.find(({ name }) => name === group)?.bits ?? null
  );
}

/** The AUC of a unit for a label, whichever way round. */
export function auc(state: AppState, id: string, channel = '', unit = '', name = ''): number | null {
  const shown = shownOf(state, id);
  const label = LABELS.find((one) => one.id === name);
  if (!shown || !label) return null;
  const { tokens } = shown.trace;
  const series = Array.from(tokens, (_, t) => valueIn(shown.trace, channel as Channel, Number(unit), t));
  if (series.includes(null)) return null;
  const values = label.compute(Array.from(tokens, (_, t) => passageSymbol(state, t)!));
  const found = scoreOf(series as number[], { kind: label.kind, values });
  return Math.max(found, 1 - found);
}

/** The spectrum of a gate's recurrent weights. */
export function gateOf(state: AppState, id: string, gate: string) {
  return measured(state, id, 'jacobian')?.gates.find((one) => one.gate === gate) ?? null;
}
