import type { PictureId } from '../../exports/pictures.ts';
import { MESSAGES } from '../../limits/messages.ts';
import type { AppStore } from '../StoreContext.tsx';

/**
 * Pins a picture of the page as it looks now. What draws it is fetched when it is first needed.
 *
 * @param root the part of the page with the picture
 */
export async function pinFrom(store: AppStore, root: HTMLElement, id: PictureId): Promise<void> {
  try {
    const { pictureToPin } = await import('./pictureToPin.ts');
    store.getState().pin(pictureToPin(root, id, store.getState()));
  } catch {
    const { message, action } = MESSAGES.notSaved();
    store.setState({ notice: { kind: 'warning', text: message, action } });
  }
}
