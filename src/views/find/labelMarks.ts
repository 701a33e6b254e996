import { useMemo } from 'react';
import { askableLabels } from '../../analysis/scores/askedLabels.ts';
import { runsOf, type UnitReport } from '../../analysis/scores/unitReport.ts';
import { passageTokens } from '../../state/passage.ts';
import type { AppState } from '../../state/state.ts';
import { useApp } from '../StoreContext.tsx';
import { sideNames, useUnitReport } from './useUnitReport.ts';

/** Where the chosen label is on in the traced passage. */
export interface LabelMarks {
  /** The label's name, and the side of it that counts as on. */
  readonly name: string;
  readonly side: string;
  /** For each run its first timestep and the one after its last, [2 · runs]. */
  readonly runs: Int32Array;
  readonly isOn: (t: number) => boolean;
}

/**
 * The chosen label on the traced passage; null if no label is chosen, or if its positions are not known. Built-in labels are
 * computed here. A regular expression of the reader may run for ever, so its positions come from the worker's report.
 */
export function useLabelMarks(): LabelMarks | null {
  const shown = useUnitReport();
  const text = useApp((state) => state.text);
  const traceWindow = useApp((state) => state.traceWindow);
  const passage = useApp((state) => state.passage);
  const id = shown?.finding.id;
  const name = shown?.finding.name;
  const isBinary = shown?.finding.kind === 'binary';
  const report = shown?.report && shown.report.label === id ? shown.report : null;
  // A numeric label counts as on from the value at which its report divides it.
  const onFrom = isBinary ? 1 : report?.onFrom;
  return useMemo(() => {
    if (id === undefined || name === undefined || onFrom === undefined) return null;
    const runs = labelRuns({ text, traceWindow, passage, revealed: Infinity }, id, onFrom, report);
    if (!runs) return null;
    const on = new Set<number>();
    for (let k = 0; k < runs.length; k += 2) for (let t = runs[k]; t < runs[k + 1]; t++) on.add(t);
    const side = sideNames({ kind: isBinary ? 'binary' : 'numeric' }, { onFrom }).on;
    return { name, side, runs, isOn: (t) => on.has(t) };
  }, [text, traceWindow, passage, id, name, isBinary, onFrom, report]);
}

/** The runs of timesteps at which a label is on in the passage; null if they are not known. */
export function labelRuns(
  state: Pick<AppState, 'text' | 'traceWindow' | 'passage' | 'revealed'>,
  id: string,
  onFrom: number,
  report: Pick<UnitReport, 'read' | 'runs'> | null,
): Int32Array | null {
  const { text, traceWindow, passage } = state;
  if (!text) return null;
  const isText = passage.kind === 'text';
  const read = passageTokens(state);
  const { symbols } = text;
  const tokens = isText ? text.tokens : read;
  const from = isText ? traceWindow.from : 0;
  const known = askableLabels({ tokens, symbols, hypotheses: [] }, { from, to: from + read.length });
  const label = known.find((one) => one.id === id);
  if (label) return runsOf(label.compute().values, (value) => value >= onFrom, 0);
  if (!isText || !report || from < report.read.from || from + read.length > report.read.to) return null;
  const inside: number[] = [];
  for (let k = 0; k < report.runs.length; k += 2) {
    const first = Math.max(0, report.runs[k] - from);
    const end = Math.min(read.length, report.runs[k + 1] - from);
    if (end > first) inside.push(first, end);
  }
  return Int32Array.from(inside);
}
