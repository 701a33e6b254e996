/** How Find's questions begin, and how a search progresses. Pure. */
import type { SearchReport } from '../analysis/scores/findings.ts';
import { changeResults } from './changeModel.ts';
import { clampedAt } from './clampChoice.ts';
import type { Search } from './findState.ts';
import { foundSearch } from './foundScores.ts';
import { selectedModel } from './models.ts';
import { stillRetained, weightsOf } from './scoredWeights.ts';
import { runningResult, stopResult } from './startedResults.ts';
import type { AppState } from './state.ts';
import { shownWeights } from './weightsText.ts';

/**
 * Starts a search of the selected model with the weights of its trace. Another search that is running is stopped.
 *
 * @param isUnasked whether the page starts it by itself
 */
export function startSearch(before: AppState, isUnasked = false): Partial<AppState> {
  const state = { ...before, ...stopSearch(before) };
  const { text, hypotheses, settings } = state;
  const { is, run, shown, results } = selectedModel(state);
  if (!run?.checkpoints[0] || !text) return {};
  const search: Search = {
    spec: run.spec,
    params: shown?.params ?? run.params,
    hypotheses,
    ...(shownWeights(state, is.id) ?? { step: run.paramsStep, changes: [] }),
    seed: settings.seed,
    isUnasked,
    status: 'running',
    stage: 'labels',
    share: 0,
    findings: null,
    chance: null,
    untrained: null,
    probes: [],
  };
  const earlier = foundSearch(results.search);
  if (!earlier?.findings) return changeResults(state, is.id, { search });
  return changeResults(state, is.id, { search: { ...search, earlier: withoutEarlier(earlier) } });
}

/** The search without the one that it replaced, which would be held in memory with it. */
function withoutEarlier(search: Search): Search {
  return search.earlier ? { ...search, earlier: null } : search;
}

/** Stops the search that is running. If it has found nothing yet, the findings of the search before it return. */
export function stopSearch(state: AppState): Partial<AppState> {
  const running = runningResult(state, 'search');
  if (!running) return {};
  const { findings, earlier, params } = running.result;
  if (findings || !earlier) return stopResult(state, 'search');
  const search = earlier.params === params ? earlier : { ...earlier, passedOver: params };
  return changeResults(state, running.model, { search });
}

/** Ends a search that failed or is no longer wanted. If it gives way to training, nobody stopped it: it may begin again. */
export function endSearch(state: AppState): Partial<AppState> {
  const running = runningResult(state, 'search');
  const isTraining = state.status === 'training' || state.status === 'pausing';
  if (!running?.result.isUnasked || !isTraining) return stopSearch(state);
  const { findings, earlier = null } = running.result;
  return findings ? stopResult(state, 'search') : changeResults(state, running.model, { search: earlier });
}

/** The change of a search by one report. */
export function searchProgress(report: SearchReport, { probes }: Search): Partial<Search> {
  switch (report.kind) {
    case 'label':
      return { pattern: report.name };
    case 'share':
      return { stage: report.stage, share: report.share };
    case 'findings':
      return { findings: report.findings, probes: report.findings.found.map(() => null) };
    case 'chance':
      return { chance: { shifts: report.shifts, marks: report.marks } };
    case 'untrained':
      return { untrained: report.scores, earlier: null };
    case 'probe':
      return { probes: probes.map((one, k) => (k === report.label ? report.probe : one)) };
  }
}

/**
 * Starts scoring the selected model's retained weights. Those that were scored for the same search are not read again.
 * Nothing happens without a search that has found something.
 */
export function startScoring(before: AppState): Partial<AppState> {
  const state = { ...before, ...stopResult(before, 'scoresOverTraining') };
  const { is, run, results } = selectedModel(state);
  const { search, scoresOverTraining: last } = results;
  const findings = search?.findings;
  if (!run || !state.text || !findings || findings.found.length === 0) return {};
  const retained = weightsOf(run, search);
  const checkpointMetrics = stillRetained(last?.of === findings ? last.checkpointMetrics : [], retained);
  const status = checkpointMetrics.length < retained.length ? 'running' : 'done';
  return changeResults(state, is.id, { scoresOverTraining: { of: findings, status, share: 0, checkpointMetrics } });
}

/** Starts ranking the units of the selected channel and layer. Another ranking that is running is stopped. */
export function startRanking(before: AppState): Partial<AppState> {
  const state = { ...before, ...stopResult(before, 'costs') };
  const { text, hypotheses, ui } = state;
  const { is, run, shown } = selectedModel(state);
  const weights = shownWeights(state, is.id);
  if (!run || !shown || !text || !weights) return {};
  const source = { layer: ui.cursor.layer, channel: ui.cursor.channel };
  const about = { ...weights, spec: run.spec, of: shown.params, hypotheses, source, at: clampedAt(ui.clamp) };
  return changeResults(state, is.id, { costs: { ...about, status: 'running', share: 0, found: null } });
}

/** Lets the selected model write after the cursor's character with and without the clamped units, from the same seed. */
export function startWriting(state: AppState, length: number): Partial<AppState> {
  const { seed: first, temperature } = state.settings;
  const { t } = state.ui.cursor;
  const { is, results } = selectedModel(state);
  const { ablation: of, clampedWriting: last } = results;
  if (!of || last?.status === 'running') return {};
  // The same request again gets the next seed, so that the text differs.
  const seed = last?.of === of && last.t === t ? (last.seed + 1) % 2 ** 32 : first;
  const writing = { of, t, length, seed, temperature, status: 'running', written: null } as const;
  return changeResults(state, is.id, { clampedWriting: writing });
}
