import { type CsvCell, writeCsv } from '../formats/csv.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';
import { aboutReading, aboutSelection, factsOf, pictureFileName } from './aboutPicture.ts';
import { aboutText } from './aboutModel.ts';
import { cellValue } from './cellValue.ts';
import { knownPicture, type PictureId } from './pictures.ts';
import { shownModels, type ShownModel } from './shownModels.ts';

/** A table as the page shows it. */
export interface ShownTable {
  /** Its title; '' if it has none. */
  readonly caption: string;
  /** The text of every cell, heads first. */
  readonly rows: readonly (readonly string[])[];
}

/** Rows about the text and the shown models: one column for each model. */
export function aboutRows(
  state: AppState,
  models: readonly ShownModel[],
  link: string,
): readonly (readonly CsvCell[])[] {
  const facts = models.map((model) => factsOf(state, model));
  const names = [...new Set(facts.flatMap((each) => each.map(([name]) => name)))];
  const byName = facts.map((each) => new Map(each));
  return [
    ...aboutText(state),
    ...aboutReading(state),
    ...aboutSelection(state),
    ['link', link],
    ...names.map((name) => [name, ...byName.map((each) => each.get(name) ?? null)]),
  ];
}

/** Tables of the page with the digits that they show, after everything that is needed to repeat them. */
export function tablesFileOf(state: AppState, id: PictureId, tables: readonly ShownTable[], link: string): SavedFile {
  const models = shownModels(state, knownPicture(id).of);
  return {
    name: `${pictureFileName(`${id}-table`, models)}.csv`,
    bytes: writeCsv([
      ...aboutRows(state, models, link),
      ...tables.flatMap(({ caption, rows }) => [
        [],
        ...(caption === '' ? [] : [[cellValue(caption)]]),
        ...rows.map((row) => row.map(cellValue)),
      ]),
    ]),
  };
}
