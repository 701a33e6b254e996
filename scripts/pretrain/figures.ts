/** What the small pictures of the first page show, measured on the trained networks. */
import { curvesFor, lagCurves } from '../../src/analysis/lagCurves.ts';
import { lagGradients } from '../../src/analysis/lagGradients.ts';
import { pairQuotes } from '../../src/analysis/labels/quotePairs.ts';
import type { Channel } from '../../src/engine/cells/channels.ts';
import { exactAdjoints } from '../../src/engine/exactAdjoints.ts';
import { readText } from '../../src/engine/readText.ts';
import { traceText } from '../../src/engine/traceModel.ts';
import type { Experiment } from '../../src/state/experiment.ts';
import type { KnownCell } from '../../src/state/trained.ts';
import type { Figures } from '../../src/views/start/figures.ts';
import { lstmRun } from './readTrained.ts';

/** The largest lag of the curves. */
const LAGS = 40;
const LOSSES = { from: 200, to: 300 };
/** Characters of the pictures with a text. */
const LENGTH = 140;

/** ‖∂L_t/∂h_{t−k}‖ relative to lag 0, at lags 0 … 40, before training, for each cell. */
export async function reachFigure({ models, text }: Experiment): Promise<Figures['reach']> {
  const lines: Figures['reach'][number][] = [];
  for (const { is, run } of models) {
    if (!run) continue;
    const tokens = text.tokens.slice(0, LOSSES.to + 1);
    const read = readText(run.spec, Float64Array.from(run.checkpoints[0]!.params), tokens);
    const open = async (of: typeof read, count: number) => exactAdjoints(of, count);
    const gradients = await lagGradients(read, { losses: LOSSES, lags: LAGS }, open);
    const { relative } = curvesFor(lagCurves(gradients, LOSSES.from, null)[0]!, 'h');
    lines.push({ cell: is.cell, before: Array.from(relative.mean, rounded) });
  }
  return lines;
}

/** A cell and its forget gate over the end of one line and the beginning of the next. */
export function gateFigure(experiment: Experiment, cell: KnownCell): Figures['gate'] {
  const { symbols, from, valuesOf } = lstmOver(experiment, '\n', LENGTH / 2);
  return { symbols, at: from, state: valuesOf('c', cell.unit), gate: valuesOf('f', cell.unit) };
}

/** A cell over a text with a quotation. */
export function textFigure(experiment: Experiment, cell: KnownCell): Figures['text'] {
  const { symbols, valuesOf } = lstmOver(experiment, '"', LENGTH / 3);
  const { inside } = pairQuotes(Array.from(symbols));
  return { symbols, values: valuesOf(cell.channel, cell.unit), inside: Array.from(inside.double) };
}

/** The values of an LSTM's units over a stretch in which a character stands `before` characters from its beginning. */
function lstmOver({ text, models }: Experiment, symbol: string, before: number) {
  const run = lstmRun({ models });
  const token = text.symbols.indexOf(symbol);
  const at = text.tokens.indexOf(token, 200);
  const from = Math.max(0, Math.round(at - before));
  const trace = traceText(run.spec, Float64Array.from(run.params), text.tokens.slice(0, from + LENGTH), run.step);
  const { hidden } = run.spec;
  return {
    from,
    symbols: Array.from(text.tokens.subarray(from, from + LENGTH), (one) => text.symbols[one]).join(''),
    valuesOf: (channel: Channel, unit: number): number[] =>
      Array.from({ length: LENGTH }, (_, k) => rounded(trace.channels[channel]![(from + k) * hidden + unit]!)),
  };
}

/** With as many digits as a small picture shows. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
