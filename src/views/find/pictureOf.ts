import { BINS, type UnitLook } from '../../analysis/scores/unitLook.ts';
import { channelScale, type ScaleMode } from '../../draw/channelScale.ts';
import { channelName, channelValues, valueAt } from '../../draw/channelValues.ts';
import type { ColouredLine } from '../../draw/colouredLines.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { Theme } from '../../draw/ramps.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import type { UnitPicture } from '../../draw/unitPicture.ts';
import { lineOf, wrapText } from '../../draw/wrapText.ts';
import { aboutSearch } from '../../store/aboutSearch.ts';
import { isAnswered, wantedLook } from '../../store/looks.ts';
import { pictureMetadata } from '../../store/pictureFacts.ts';
import type { AppState } from '../../store/state.ts';
import { symbolAt } from '../picture/selectedTrace.ts';
import { shownRange } from '../shownRange.ts';
import { labelRuns } from './labelMarks.ts';
import { scoreRowsOf } from './scoreFacts.ts';
import { VERDICT_SENTENCES } from './scoreRows.ts';
import { rowOf, sideNames } from './useLook.ts';

const COLUMNS = 72;
const LINES = 32;

/** Whether there is a picture to save: a look at the selected unit that has been answered, and a trace. */
export function hasPicture(state: AppState): boolean {
  const wanted = wantedLook(state);
  return wanted !== null && isAnswered(state.looking, wanted) && state.traces[state.cursor.slot] !== undefined;
}

/** The selected unit beside the chosen label as a picture: the lines around the cursor, and what was read of the whole text. */
export function pictureOf(state: AppState, mode: ScaleMode, theme: Theme): UnitPicture | null {
  const { cursor, text, traces, traceWindow, passage, looking, tracedParams } = state;
  const wanted = wantedLook(state);
  const { look } = looking;
  const trace = traces[cursor.slot];
  if (!wanted || !look || !trace || !text || !hasPicture(state)) return null;
  const { search, label, channel, layer, unit } = wanted;
  const row = rowOf(search, label, { layer, channel, unit });
  const about = aboutSearch(state);
  if (!row || !about) return null;
  const { finding } = row;
  const of = channelValues(trace, channel, layer);
  const scale = channelScale(shownRange(trace.spec, channel), mode, of);
  const runs = labelRuns(state, label, look.onFrom, look);
  const lines = linesAround(state, (t) => valueAt(of, t, unit));
  const isMarked = (t: number): boolean => {
    for (let k = 0; k < (runs?.length ?? 0); k += 2) if (t >= runs![k] && t < runs![k + 1]) return true;
    return false;
  };
  const { low, high, on, off } = look.distribution;
  const sides = sideNames(finding, look);
  const signed = (value: number): string => (low < 0 ? formatSigned(value, 2) : formatFixed(value, 2));
  const model = state.slots.find(({ id }) => id === cursor.slot)?.name ?? cursor.slot;
  const first = lines[0]?.start ?? 0;
  const last = lines.at(-1);
  const isSame = tracedParams[cursor.slot] === search.params;
  const shownFrom = passage.kind === 'text' ? traceWindow.start : 0;
  const values = lines.flatMap(({ values: one }) => one);
  return {
    title: `${channel}, unit ${unit}: ${finding.name}`,
    subtitle: `${channelName(channel)} of the ${model}, layer ${layer + 1}, training step ${formatCount(search.step)}, on “${text.name}”`,
    theme,
    ramp: scale.ramp,
    legend: scale.ticks(unit),
    columns: COLUMNS,
    lines: lines.map(
      ({ start, symbols, values: shown }): ColouredLine => ({
        start,
        symbols,
        places: shown.map((value) => scale.place(value, unit)),
        marked: shown.map((_, k) => isMarked(start + k)),
      }),
    ),
    marked: runs ? `${sides.on}: ${finding.name}` : null,
    distribution: {
      on,
      off,
      onTitle: `${sides.on}, ${formatCount(look.onCount)} characters`,
      offTitle: `${sides.off}, ${formatCount(look.scored - look.onCount)}`,
      places: Array.from({ length: BINS }, (_, k) => scale.place(low + ((k + 0.5) / BINS) * (high - low), unit)),
      range: `${signed(low)} to ${signed(high)}`,
    },
    curve: look.roc
      ? { kind: 'roc', off: look.roc.off, on: look.roc.on, isFalling: row.direction < 0 }
      : { kind: 'levels', levels: look.levels ?? [], name: finding.name },
    scores: scoreRowsOf(row),
    contexts: contextsOf(state, look, row.direction > 0),
    caption: [
      `“${finding.name}”: ${finding.definition} ${VERDICT_SENTENCES[row.verdict]}`,
      `Text: timesteps ${first} to ${last ? last.start + last.values.length - 1 : first} of ${
        passage.kind === 'text'
          ? `the stretch that begins at character ${formatCount(shownFrom)}`
          : 'a passage that is not the text’s own'
      }, read from the zero state${isSame ? '' : ` with the weights of step ${formatCount(trace.step)}, not the searched ones`}. Values, thresholds and scores: the last ${formatCount(look.scored)} of ${formatCount(look.count)} characters read, which did not choose the unit; each side of the histogram has a scale of its own. ${look.kind === 'binary' ? 'Contexts, from all that was read: ● the label is on there, ○ it is off.' : 'Contexts, from all that was read: the label, then the place.'} A score is correlation, not cause.`,
    ],
    facts: about
      .filter(([name, value]) => value !== '' && name !== 'labels not in the text')
      .map(([name, value]) => [name, String(value)]),
    metadata: pictureMetadata(state, finding, look, row.score, {
      tracedFrom: shownFrom,
      firstTimestep: first,
      step: trace.step,
      values,
    }),
  };
}

/** The strongest places either way, the way of the label first. */
function contextsOf({ text }: AppState, look: UnitLook, isRising: boolean): UnitPicture['contexts'] {
  const [its, other] = isRising ? (['highest', 'lowest'] as const) : (['lowest', 'highest'] as const);
  const isBinary = look.kind === 'binary';
  const isSigned = look.distribution.low < 0;
  const symbols = (from: number, to: number): string[] =>
    Array.from(text?.tokens.subarray(Math.max(0, from), to) ?? [], (token) =>
      visibleSymbol(text?.symbols[token] ?? '\ufffd'),
    );
  const list = (end: 'highest' | 'lowest', way: string): UnitPicture['contexts'][number] => ({
    title: `strongest contexts, ${way}`,
    places: look.contexts[end].map(({ at, value, label }) => ({
      value: isSigned ? formatSigned(value, 3) : formatFixed(value, 3),
      before: symbols(at - 15, at),
      symbol: symbols(at, at + 1)[0] ?? '',
      after: symbols(at + 1, at + 7),
      label: isBinary ? (label ? '●' : '○') : formatFixed(label, 0),
      place: formatCount(at),
    })),
  });
  return [
    list(its, isBinary ? 'the way that says “on”' : 'the way of a high label'),
    list(other, isBinary ? 'the other way' : 'the way of a low label'),
  ];
}

interface ValuedLine {
  readonly start: number;
  readonly symbols: readonly string[];
  readonly values: readonly number[];
}

/** Lines of the traced text about the cursor, with the unit's values. */
function linesAround(state: AppState, value: (t: number) => number): ValuedLine[] {
  const trace = state.traces[state.cursor.slot];
  const lines = wrapText(trace.tokens.length, (t) => symbolAt(state, trace, t), COLUMNS);
  const here = Math.max(0, lineOf(lines, state.cursor.t));
  const first = Math.max(0, Math.min(here - Math.floor(LINES / 3), lines.length - LINES));
  return lines.slice(first, first + LINES).map(({ start, end }) => {
    const steps = Array.from({ length: end - start }, (_, k) => start + k);
    return { start, symbols: steps.map((t) => symbolAt(state, trace, t)), values: steps.map(value) };
  });
}
