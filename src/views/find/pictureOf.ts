import { lengthOf } from '../../engine/range.ts';
import { BINS, type UnitReport } from '../../analysis/scores/unitReport.ts';
import type { ScaleMode } from '../../draw/channelScale.ts';
import { channelName, valueAt } from '../../draw/channelValues.ts';
import type { ColouredLine } from '../../draw/colouredLines.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Theme } from '../../draw/ramps.ts';
import type { UnitPicture } from '../../draw/unitPicture.ts';
import { lineOf, wrapText } from '../../draw/wrapText.ts';
import { ABSENT_FACTS, aboutSearch } from '../../exports/aboutSearch.ts';
import { isAnswered, wantedReport } from '../../state/wantedReport.ts';
import { pictureMetadata } from '../../exports/pictureFacts.ts';
import { selectedModel, selectedShown } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { symbolAt } from '../ui/selectedTrace.ts';
import { tokenSymbols } from '../chart/tokenSymbols.ts';
import { unitScale } from '../chart/unitScale.ts';
import { labelRuns } from './labelMarks.ts';
import { scoreRowsOf } from './scoreFacts.ts';
import { VERDICT_MESSAGES } from './scoreRows.ts';
import { rowOf, sideNames } from './useUnitReport.ts';

const COLUMNS = 72;
const LINES = 32;
/** Facts about other labels, which the picture omits. */
const UNSHOWN: ReadonlySet<string> = new Set(Object.values(ABSENT_FACTS));

/** Whether a picture can be saved: there is a trace, and the report on the selected unit has come. */
export function hasPicture(state: AppState): boolean {
  const wanted = wantedReport(state);
  return wanted !== null && isAnswered(state.unitReport, wanted) && selectedShown(state) !== null;
}

/** The content of a picture of the selected unit and the chosen label: the text around the cursor, and the unit's report. */
export function pictureOf(state: AppState, mode: ScaleMode, theme: Theme): UnitPicture | null {
  const { text, traceWindow, passage, unitReport } = state;
  const { is, shown } = selectedModel(state);
  const wanted = wantedReport(state);
  const { report } = unitReport;
  if (!wanted || !report || !shown || !text || !hasPicture(state)) return null;
  const { trace, params } = shown;
  const { search, label, channel, layer, unit } = wanted;
  const row = rowOf(search, label, { layer, channel, unit });
  const about = aboutSearch(state);
  if (!row || !about) return null;
  const { finding } = row;
  const { of, scale } = unitScale(trace, channel, layer, mode);
  const runs = labelRuns(state, label, report.onFrom, report);
  const lines = linesAround(state, trace, (t) => valueAt(of, t, unit));
  const isMarked = (t: number): boolean => {
    for (let k = 0; k < (runs?.length ?? 0); k += 2) if (t >= runs![k] && t < runs![k + 1]) return true;
    return false;
  };
  const { low, high, on, off } = report.distribution;
  const sides = sideNames(finding, report);
  const signed = (value: number): string => (low < 0 ? formatSigned(value, 2) : formatFixed(value, 2));
  const first = lines[0]?.start ?? 0;
  const last = lines.at(-1);
  const isSame = params === search.params;
  const shownFrom = passage.kind === 'text' ? traceWindow.from : 0;
  const values = lines.flatMap(({ values: one }) => one);
  return {
    title: `${channel}, unit ${unit}: ${finding.name}`,
    subtitle: `${channelName(channel)} of the ${is.name}, layer ${layer + 1}, training step ${formatCount(search.step)}, on “${text.name}”`,
    theme,
    ramp: scale.ramp,
    legend: scale.ticks(unit),
    text,
    columns: COLUMNS,
    lines: lines.map(
      ({ start, symbols, values: numbers }): ColouredLine => ({
        start,
        symbols,
        positions: numbers.map((value) => scale.position(value, unit)),
        marked: numbers.map((_, k) => isMarked(start + k)),
      }),
    ),
    marked: runs ? `${sides.on}: ${finding.name}` : null,
    distribution: {
      on,
      off,
      onTitle: `${sides.on}, ${formatCount(report.onCount)} characters`,
      offTitle: `${sides.off}, ${formatCount(report.scored - report.onCount)}`,
      positions: Array.from({ length: BINS }, (_, k) => scale.position(low + ((k + 0.5) / BINS) * (high - low), unit)),
      range: `${signed(low)} to ${signed(high)}`,
    },
    curve: report.roc
      ? { kind: 'roc', off: report.roc.off, on: report.roc.on, isFalling: row.direction < 0 }
      : { kind: 'levels', levels: report.levels ?? [], name: finding.name },
    scores: scoreRowsOf(row),
    contexts: contextsOf(state, report, row.direction > 0),
    caption: [
      `“${finding.name}”: ${finding.definition} ${VERDICT_MESSAGES[row.verdict]}`,
      `Text: timesteps ${formatCount(first)} to ${formatCount(last ? last.start + last.values.length - 1 : first)} of ${
        passage.kind === 'text'
          ? `the stretch that begins at character ${formatCount(shownFrom)}`
          : 'a passage that is not the text’s own'
      }, read from the zero state${isSame ? '' : ` with the weights of step ${formatCount(trace.step)}, not the searched ones`}. Values, thresholds and scores: the last ${formatCount(report.scored)} of ${formatCount(lengthOf(report.read))} characters read, which did not choose the unit; each side of the histogram has a scale of its own. ${report.kind === 'binary' ? 'Contexts, from all that was read: ● the label is on there, ○ it is off.' : 'Contexts, from all that was read: the label, then the position.'} A score is correlation, not cause.`,
    ],
    facts: about
      .filter(([name, value]) => value !== '' && !UNSHOWN.has(name))
      .map(([name, value]) => [name, String(value)]),
    metadata: pictureMetadata(state, finding, report, row.score, {
      tracedFrom: shownFrom,
      firstTimestep: first,
      step: trace.step,
      values,
    }),
  };
}

/** The strongest contexts in both directions; first the direction that predicts the label. */
function contextsOf({ text }: AppState, report: UnitReport, isRising: boolean): UnitPicture['contexts'] {
  const [its, other] = isRising ? (['highest', 'lowest'] as const) : (['lowest', 'highest'] as const);
  const isBinary = report.kind === 'binary';
  const isSigned = report.distribution.low < 0;
  const symbols = (from: number, to: number): readonly string[] => tokenSymbols(text?.tokens, from, to, text);
  const list = (end: 'highest' | 'lowest', direction: string): UnitPicture['contexts'][number] => ({
    title: `strongest contexts, ${direction}`,
    positions: report.contexts[end].map(({ at, value, label }) => ({
      value: isSigned ? formatSigned(value, 3) : formatFixed(value, 3),
      before: symbols(at - 15, at),
      symbol: symbols(at, at + 1)[0] ?? '',
      after: symbols(at + 1, at + 7),
      label: isBinary ? (label ? '●' : '○') : formatFixed(label, 0),
      position: formatCount(at),
    })),
  });
  return [
    list(its, isBinary ? 'in the direction of “on”' : 'in the direction of a high label'),
    list(other, isBinary ? 'in the other direction' : 'in the direction of a low label'),
  ];
}

interface ValuedLine {
  readonly start: number;
  readonly symbols: readonly string[];
  readonly values: readonly number[];
}

/** The lines of the traced text around the cursor, with the unit's values. */
function linesAround(state: AppState, trace: Trace, value: (t: number) => number): ValuedLine[] {
  const lines = wrapText(trace.tokens.length, (t) => symbolAt(state, trace, t), COLUMNS);
  const here = Math.max(0, lineOf(lines, state.ui.cursor.t));
  const first = Math.max(0, Math.min(here - Math.floor(LINES / 3), lines.length - LINES));
  return lines.slice(first, first + LINES).map(({ from, to }) => {
    const steps = Array.from({ length: to - from }, (_, k) => from + k);
    return { start: from, symbols: steps.map((t) => symbolAt(state, trace, t)), values: steps.map(value) };
  });
}
