import { aboutPicture } from '../../exports/aboutPicture.ts';
import { numbersFileOf } from '../../exports/gradientFiles.ts';
import { pngFile, svgFile } from '../../exports/pictureFacts.ts';
import type { PictureId } from '../../exports/pictures.ts';
import { tablesFileOf } from '../../exports/tablesFile.ts';
import { linkTo } from '../../session/addressBar.ts';
import type { AppState } from '../../state/state.ts';
import type { SavedFile } from '../../state/givenFiles.ts';
import { pictureSvg } from './pictureSvg.ts';
import { readTables } from './readTables.ts';
import { renderPng } from './renderPng.ts';

/** What of a picture is saved: itself, the tables of the page, or all numbers of its measurement. */
export type SavedAs = 'svg' | 'png' | 'table' | 'numbers';

/**
 * A picture of the page, or its numbers, as a file.
 *
 * @param root the part of the page with the picture
 * @returns null if there are no numbers
 */
export async function pictureFile(
  root: HTMLElement,
  id: PictureId,
  as: SavedAs,
  state: AppState,
): Promise<SavedFile | null> {
  const link = linkTo(state, 'page');
  switch (as) {
    case 'table':
      return tablesFileOf(state, id, readTables(root), link);
    case 'numbers':
      return numbersFileOf(state, id, link);
    case 'svg':
    case 'png': {
      const about = aboutPicture(state, id, link);
      const picture = pictureSvg(root, about);
      if (as === 'svg') return svgFile(about.fileName, picture.svg);
      return pngFile(about.fileName, await renderPng(picture), about.metadata);
    }
  }
}
