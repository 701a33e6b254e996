import { useMemo } from 'react';
import { askableLabels } from '../../analysis/scores/askedLabels.ts';
import { runsOf, type UnitLook } from '../../analysis/scores/unitLook.ts';
import { passageTokens } from '../../store/passage.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';
import { sideNames, useLook } from './useLook.ts';

/** Where the chosen label is on in what is traced. */
export interface LabelMarks {
  /** Of which label, and what counts as on in it. */
  readonly name: string;
  readonly side: string;
  /** First timestep and the one after the last, in turn. */
  readonly runs: Int32Array;
  readonly isOn: (t: number) => boolean;
}

/**
 * The chosen label on the traced passage; null where none is chosen or it is not known there. Labels of the page are computed
 * here; one of the reader's own may take for ever, so its places come from the finder, which read the whole text.
 */
export function useLabelMarks(): LabelMarks | null {
  const looked = useLook();
  const text = useApp((state) => state.text);
  const traceWindow = useApp((state) => state.traceWindow);
  const passage = useApp((state) => state.passage);
  const id = looked?.finding.id;
  const name = looked?.finding.name;
  const isBinary = looked?.finding.kind === 'binary';
  const look = looked?.look && looked.look.label === id ? looked.look : null;
  // A number counts as on from where the pictures beside the text divide it.
  const onFrom = isBinary ? 1 : look?.onFrom;
  return useMemo(() => {
    if (id === undefined || name === undefined || onFrom === undefined) return null;
    const runs = labelRuns({ text, traceWindow, passage, revealed: Infinity }, id, onFrom, look);
    if (!runs) return null;
    const on = new Set<number>();
    for (let k = 0; k < runs.length; k += 2) for (let t = runs[k]; t < runs[k + 1]; t++) on.add(t);
    const side = sideNames({ kind: isBinary ? 'binary' : 'numeric' }, { onFrom }).on;
    return { name, side, runs, isOn: (t) => on.has(t) };
  }, [text, traceWindow, passage, id, name, isBinary, onFrom, look]);
}

/** Stretches of the passage where a label is on, in timesteps; null where they are not known. */
export function labelRuns(
  state: Pick<AppState, 'text' | 'traceWindow' | 'passage' | 'revealed'>,
  id: string,
  onFrom: number,
  look: Pick<UnitLook, 'from' | 'count' | 'runs'> | null,
): Int32Array | null {
  const { text, traceWindow, passage } = state;
  if (!text) return null;
  const isText = passage.kind === 'text';
  const read = passageTokens(state);
  const { symbols } = text;
  const tokens = isText ? text.tokens : read;
  const from = isText ? traceWindow.start : 0;
  const known = askableLabels({ tokens, symbols, hypotheses: [] }, { from, count: read.length });
  const label = known.find((one) => one.id === id);
  if (label) return runsOf(label.compute().values, (value) => value >= onFrom, 0);
  if (!isText || !look || from < look.from || from + read.length > look.from + look.count) return null;
  const inside: number[] = [];
  for (let k = 0; k < look.runs.length; k += 2) {
    const first = Math.max(0, look.runs[k] - from);
    const end = Math.min(read.length, look.runs[k + 1] - from);
    if (end > first) inside.push(first, end);
  }
  return Int32Array.from(inside);
}
