import type { PictureId } from '../../exports/pictures.ts';
import { MESSAGES } from '../../limits/messages.ts';
import type { AppStore } from '../StoreContext.tsx';
import { download } from '../shell/files.ts';
import type { SavedAs } from './pictureFile.ts';

/**
 * Saves a picture of the page, or its numbers. What draws it is fetched when it is first needed.
 *
 * @param root the part of the page with the picture or the tables
 */
export async function saveFrom(store: AppStore, root: HTMLElement, id: PictureId, as: SavedAs): Promise<void> {
  try {
    const { pictureFile } = await import('./pictureFile.ts');
    const file = await pictureFile(root, id, as, store.getState());
    if (file) download(file.name, file.bytes);
  } catch {
    const { message, action } = as === 'png' ? MESSAGES.pictureNotDrawn() : MESSAGES.notSaved();
    store.setState({ notice: { kind: 'warning', text: message, action } });
  }
}
