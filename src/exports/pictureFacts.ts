import type { UnitReport } from '../analysis/scores/unitReport.ts';
import type { LabelFinding } from '../analysis/scores/findings.ts';
import { withPngText } from '../formats/pngText.ts';
import { aboutSearch } from './aboutSearch.ts';
import { selectedModel } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';

/** The keyword of the text chunk with the facts of a saved PNG. */
const PNG_KEYWORD = 'Unrolled';

/** Characters that a picture shows, with the unit's values there. */
interface ShownText {
  /** Index of the traced stretch's first character in the text, and the first timestep that is shown. */
  readonly tracedFrom: number;
  readonly firstTimestep: number;
  /** Training step of the traced weights. */
  readonly step: number;
  readonly values: readonly number[];
}

/**
 * Everything that is needed to repeat a picture of one unit and one label, and its numbers, as JSON.
 *
 * @param score in the direction of the table
 */
export function pictureMetadata(
  state: AppState,
  finding: LabelFinding,
  report: UnitReport,
  score: number,
  shown: ShownText,
): string {
  const { distribution, roc, runs: _, ...rest } = report;
  const numbers = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(6)));
  return JSON.stringify({
    about: Object.fromEntries(aboutSearch(state) ?? []),
    unit: { ...report.unit, layer: report.unit.layer + 1 },
    label: { id: finding.id, name: finding.name, definition: finding.definition, kind: finding.kind },
    score,
    report: {
      ...rest,
      distribution: { ...distribution, on: Array.from(distribution.on), off: Array.from(distribution.off) },
      roc: roc ? { auc: roc.auc, off: numbers(roc.off), on: numbers(roc.on) } : null,
    },
    text: { ...shown, values: numbers(shown.values) },
  });
}

/** The file name of a picture, without its extension. */
export function pictureName(state: AppState): string {
  const { model, channel, unit } = state.ui.cursor;
  return `unrolled-${model}-step${selectedModel(state).results.search?.step ?? 0}-${channel}${unit}`;
}

/** A rendered picture as a file that contains its facts. */
export function pngFile(name: string, png: Uint8Array, metadata: string): SavedFile {
  return { name: `${name}.png`, bytes: withPngText(png, PNG_KEYWORD, metadata) };
}

export function svgFile(name: string, svg: string): SavedFile {
  return { name: `${name}.svg`, bytes: new TextEncoder().encode(svg) };
}
