/**
 * Numbers that lessons state, by name: `lag.rnn.20` is the reading `lag` of the RNN at lag 20. Each is measured on what the page
 * shows now, or is not known yet.
 */
import { reachOf } from '../analysis/checkpointMetrics.ts';
import { quantile } from '../analysis/quantile.ts';
import { recurrentBound } from '../analysis/recurrentBound.ts';
import { retainedMemory } from '../analysis/retainedMemory.ts';
import { formatCount, formatFixed, formatMagnitude } from '../draw/format.ts';
import { visibleSymbol } from '../draw/symbols.ts';
import { lengthOf } from '../engine/range.ts';
import { passageSymbol } from '../state/passage.ts';
import { settingsOf } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import {
  shownOf,
  measured,
  curves,
  fitOf,
  unitValue,
  distance,
  lossAt,
  newestHeldOut,
  checkpoint,
  runOf,
  largestNorm,
  topAt,
  shares,
  cost,
  auc,
  gateOf,
} from './measuredParts.ts';

/** Null where it is not measured yet. */
export type Read = number | string | null;

interface Reading {
  /** @param args what stands behind the name, such as the model and the lag */
  readonly read: (state: AppState, ...args: string[]) => Read;
  /** How a number is written; in three digits otherwise. */
  readonly format?: (value: number) => string;
}

/** Steps after which a small network has learned a word. */
const SOME_STEPS = 50;

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, one) => total + one, 0);
const bits = (nats: number | null): number | null => nats && nats / Math.LN2;
const percent = (share: number): string =>
  Math.abs(share) < 5e-4 && share !== 0 ? 'less than 0.1 %' : `${formatFixed(100 * share, share < 0.1 ? 1 : 0)} %`;

const READINGS = {
  /** The share of a loss's gradient by h that is left at a lag: model, lag. */
  lag: { read: (state, id, k) => curves(state, id!)?.h.relative.mean[Number(k)] ?? null },
  /** The same of the gradient by c. */
  lagOfC: { read: (state, id, k) => curves(state, id!)?.c?.whole.relative.mean[Number(k)] ?? null },
  /** Steps in which the gradient halves: model. */
  halfLife: {
    read(state, id) {
      const fit = fitOf(state, id!);
      return fit && -Math.LN2 / fit.slope;
    },
    format: (steps) => formatFixed(steps, 1),
  },
  /** The factor of the gradient from one lag to the next: model. */
  perStep: {
    read(state, id) {
      const fit = fitOf(state, id!);
      return fit && Math.exp(fit.slope);
    },
  },
  /** The lag from which less than 1 % is left, at the first or last kept weights: model, `first` or `last`. */
  reach: {
    read(state, id, which) {
      const metrics = checkpoint(state, id!, which!);
      return metrics && reachOf(metrics.layers[0]!.h.relative.mean, 0.01);
    },
    format: formatCount,
  },
  /** The largest singular value, and the largest |eigenvalue|, of a gate's recurrent weights: model, gate. */
  sigma: { read: (state, id, gate) => gateOf(state, id!, gate!)?.sigma ?? null },
  radius: { read: (state, id, gate) => gateOf(state, id!, gate!)?.radius ?? null },
  /** The most by which a step can stretch the RNN's state: model. */
  bound: {
    read(state, id) {
      const jacobian = measured(state, id!, 'jacobian');
      return jacobian && recurrentBound(jacobian.spec, jacobian.gates[0]!.sigma);
    },
  },
  /** The most by which the product over some steps stretches a change of the state: model, lag. */
  stretch: { read: (state, id, k) => measured(state, id!, 'jacobian')?.curves[0]?.largest[Number(k)] ?? null },
  /** The median over the units of what their gate keeps over some steps: model, steps, last timestep. */
  kept: {
    read(state, id, span, t) {
      const shown = shownOf(state, id!);
      const kept = shown && retainedMemory(shown.trace, 0, Number(t), Number(span));
      return kept && quantile(kept.toSorted(), 0.5);
    },
  },
  /** A unit's value: model, channel, unit, timestep. */
  value: { read: (state, id, channel, unit, t) => unitValue(state, id!, channel!, unit!, t!) },
  /** The same without its sign. */
  size: {
    read(state, id, channel, unit, t) {
      const found = unitValue(state, id!, channel!, unit!, t!);
      return found === null ? null : Math.abs(found);
    },
  },
  /** The product of two channels of a unit: model, channel, channel, unit, timestep. */
  product: {
    read(state, id, one, other, unit, t) {
      const [a, b] = [unitValue(state, id!, one!, unit!, t!), unitValue(state, id!, other!, unit!, t!)];
      return a === null || b === null ? null : a * b;
    },
  },
  /** By how much a unit's value changes in a step, without sign: model, channel, unit, timestep. */
  change: {
    read(state, id, channel, unit, t) {
      return distance(state, id!, channel!, unit!, String(Number(t) - 1), t!);
    },
  },
  /** How far a value is from what it was: model, channel, unit, timestep before, timestep. */
  drift: {
    read(state, id, channel, unit, from, to) {
      return distance(state, id!, channel!, unit!, from!, to!);
    },
  },
  /** The probability of the character that follows, and its loss in bits and in nats: model, timestep. */
  probability: {
    read(state, id, t) {
      const loss = lossAt(state, id!, t!);
      return loss === null ? null : Math.exp(-loss);
    },
  },
  bits: { read: (state, id, t) => bits(lossAt(state, id!, t!)) },
  nats: { read: (state, id, t) => lossAt(state, id!, t!) },
  /** The character that is the most probable next: model, timestep. */
  top: { read: (state, id, t) => topAt(state, id!, t!) },
  /** The same, once the network has taken some steps. */
  learnedTop: {
    read: (state, id, t) => ((runOf(state, id!)?.step ?? 0) < SOME_STEPS ? null : topAt(state, id!, t!)),
  },
  /** The characters at the timesteps from … to of what is read, or at one. */
  letters: {
    read(state, from, to = from) {
      const all = Array.from({ length: Number(to) - Number(from) + 1 }, (_, k) =>
        passageSymbol(state, Number(from) + k),
      );
      return all.includes(undefined) ? null : all.join('');
    },
  },
  /** How well a unit tells a label over what is read, and what is missing to 1 (AUC): model, channel, unit, label. */
  auc: { read: (state, id, ...of) => auc(state, id!, ...of), format: (value) => formatFixed(value, 3) },
  missed: {
    read(state, id, ...of) {
      const found = auc(state, id!, ...of);
      return found === null ? null : 1 - found;
    },
  },
  /** How many kinds of characters the text has, and the bits of a guess among them. */
  symbols: { read: ({ text }) => text && text.symbols.length, format: formatCount },
  evenBits: { read: ({ text }) => text && Math.log2(text.symbols.length), format: (value) => formatFixed(value, 2) },
  /** Units of a layer, and the weights of the whole model: model. */
  units: { read: (state, id) => runOf(state, id!)?.spec.hidden ?? null, format: formatCount },
  weights: { read: (state, id) => runOf(state, id!)?.params.length ?? null, format: formatCount },
  steps: { read: (state, id) => runOf(state, id!)?.step ?? null, format: formatCount },
  /** Held-out loss of the newest weights, per character: model. */
  heldOutBits: { read: (state, id) => bits(newestHeldOut(state, id!)), format: (value) => formatFixed(value, 2) },
  heldOutNats: { read: (state, id) => newestHeldOut(state, id!), format: (value) => formatFixed(value, 2) },
  heldOutPerplexity: {
    read(state, id) {
      const nats = newestHeldOut(state, id!);
      return nats === null ? null : Math.exp(nats);
    },
    format: (value) => formatFixed(value, 2),
  },
  /** The share of right answers of a memory task, at all lags that were asked: model. */
  recalled: {
    read(state, id) {
      const shown = shownOf(state, id!);
      const recall = state.models[id!]?.results.recall;
      return shown && recall?.of === shown.params ? sum(recall.scores.right) / recall.scores.right.length : null;
    },
    format: percent,
  },
  /** The largest gradient norm before clipping, of the steps that are kept, and its square: model. */
  largestNorm: { read: (state, id) => largestNorm(state, id!), format: (value) => formatFixed(value, 2) },
  largestSquare: {
    read(state, id) {
      const norm = largestNorm(state, id!);
      return norm === null ? null : norm ** 2;
    },
    format: (value) => formatFixed(value, 2),
  },
  /** The share of the kept steps whose gradient was clipped: model. */
  clipped: {
    read(state, id) {
      const model = state.models[id!];
      const norms = model?.run?.gradNorm;
      if (!norms || norms.length === 0) return null;
      const { clipMax } = settingsOf(model.is, state.settings);
      return norms.values.subarray(0, norms.length).filter((norm) => norm > clipMax).length / norms.length;
    },
    format: percent,
  },
  clipMax: { read: ({ settings }) => settings.clipMax },
  unroll: { read: ({ settings }) => settings.unroll, format: formatCount },
  /** The share of a loss's gradient by the recurrent weights that is the term at a lag, and all terms from a lag on: model, lag. */
  share: { read: (state, id, k) => shares(state, id!)?.[Number(k)] ?? null, format: percent },
  beyond: {
    read(state, id, k) {
      const all = shares(state, id!);
      return all && sum(all.subarray(Number(k)));
    },
    format: percent,
  },
  /** The norm of that gradient, and the sum of the norms of its terms: model. */
  gradient: { read: (state, id) => measured(state, id!, 'chain')?.parts[0]?.total ?? null },
  sumOfNorms: {
    read(state, id) {
      const part = measured(state, id!, 'chain')?.parts[0];
      return part ? sum(part.norms) : null;
    },
  },
  /** How many terms it has: model. */
  terms: {
    read: (state, id) => measured(state, id!, 'chain')?.parts[0]?.norms.length ?? null,
    format: formatCount,
  },
  /** What holding the chosen units costs after characters of a label, in bits: model, label, its group. */
  cost: {
    read: (state, id, label, group) => cost(state, id!, label!, group!),
    format: (value) => formatFixed(value, 3),
  },
  /** The part of the trace that is read. */
  characters: { read: ({ traceWindow }) => lengthOf(traceWindow), format: formatCount },
} as const satisfies Readonly<Record<string, Reading>>;

/** Whether there is such a reading. */
export function isReading(name: string): boolean {
  return Object.hasOwn(READINGS, name.split('.')[0]!);
}

/** @param name with what it is of: `lag.rnn.20` */
export function readingOf(state: AppState, name: string): Read {
  const [kind, ...args] = name.split('.');
  const { read }: Reading = READINGS[kind as keyof typeof READINGS];
  const found = read(state, ...args);
  return typeof found === 'number' && Number.isNaN(found) ? null : found;
}

/** As a sentence states it. */
export function formatRead(name: string, read: number | string): string {
  if (typeof read === 'string') return `“${Array.from(read, (symbol) => visibleSymbol(symbol)).join('')}”`;
  const { format = formatMagnitude }: Reading = READINGS[name.split('.')[0] as keyof typeof READINGS];
  return format(read);
}
