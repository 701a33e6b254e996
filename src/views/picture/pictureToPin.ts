import { aboutPicture } from '../../exports/aboutPicture.ts';
import type { PictureId } from '../../exports/pictures.ts';
import { linkTo } from '../../session/addressBar.ts';
import type { NewPin } from '../../state/pins.ts';
import type { AppState } from '../../state/state.ts';
import { pictureSvg } from './pictureSvg.ts';

/** A picture of the page for the report: the same document that is saved. @param root the part of the page with it */
export function pictureToPin(root: HTMLElement, id: PictureId, state: AppState): NewPin {
  const about = aboutPicture(state, id, linkTo(state, 'page'));
  const { svg, width, height } = pictureSvg(root, about);
  return { title: about.title, svg: new TextEncoder().encode(svg), width, height };
}
