import type { UnitLook } from '../analysis/scores/unitLook.ts';
import type { LabelFinding } from '../analysis/scores/findings.ts';
import { withPngText } from '../formats/pngText.ts';
import { aboutSearch } from './aboutSearch.ts';
import type { SavedFile } from './savedFiles.ts';
import type { AppState } from './state.ts';

/** Name of the text that a saved PNG carries its facts in. */
export const PNG_KEYWORD = 'Unrolled';

/** Characters that a picture shows, with the unit's values there. */
export interface ShownText {
  /** Where the traced stretch begins in the text, and the first timestep of it that is shown. */
  readonly tracedFrom: number;
  readonly firstTimestep: number;
  /** Training step of the traced weights. */
  readonly step: number;
  readonly values: readonly number[];
}

/**
 * Everything that is needed to repeat a picture of one unit and one label, and its numbers, as JSON.
 *
 * @param score in the direction in which the table gives it
 */
export function pictureMetadata(
  state: AppState,
  finding: LabelFinding,
  look: UnitLook,
  score: number,
  shown: ShownText,
): string {
  const { distribution, roc, runs: _, ...rest } = look;
  const numbers = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toPrecision(6)));
  return JSON.stringify({
    about: Object.fromEntries(aboutSearch(state) ?? []),
    unit: { ...look.place, layer: look.place.layer + 1 },
    label: { id: finding.id, name: finding.name, definition: finding.definition, kind: finding.kind },
    score,
    look: {
      ...rest,
      distribution: { ...distribution, on: Array.from(distribution.on), off: Array.from(distribution.off) },
      roc: roc ? { auc: roc.auc, off: numbers(roc.off), on: numbers(roc.on) } : null,
    },
    text: { ...shown, values: numbers(shown.values) },
  });
}

/** File name of a picture, without what says its format. */
export function pictureName({ cursor, searches }: AppState): string {
  const { slot, channel, unit } = cursor;
  return `unrolled-${slot}-step${searches[slot]?.step ?? 0}-${channel}${unit}`;
}

/** A rendered picture as a file that carries its facts. */
export function pngFile(name: string, png: Uint8Array, metadata: string): SavedFile {
  return { name: `${name}.png`, bytes: withPngText(png, PNG_KEYWORD, metadata) };
}

export function svgFile(name: string, svg: string): SavedFile {
  return { name: `${name}.svg`, bytes: new TextEncoder().encode(svg) };
}
