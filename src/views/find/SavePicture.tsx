import { unitPictureSvg } from '../../draw/unitPicture.ts';
import { SENTENCES } from '../../limits/sentences.ts';
import { pictureName, pngFile, svgFile } from '../../store/pictureFacts.ts';
import { download } from '../shell/files.ts';
import { Menu } from '../shell/Menu.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { useFindOption } from './findOptions.ts';
import { hasPicture, pictureOf } from './pictureOf.ts';
import { renderPng } from './renderPng.ts';

const FORMATS = [
  ['svg', 'SVG, for print and editing'],
  ['png', 'PNG, at twice its size'],
] as const;

/** Saves the selected unit beside the chosen label as a picture with everything that repeats it. */
export function SavePicture() {
  const store = useAppStore();
  const theme = useTheme();
  const mode = useFindOption('scale');
  const isReady = useApp(hasPicture);
  const save = async (format: 'svg' | 'png'): Promise<void> => {
    const state = store.getState();
    const picture = pictureOf(state, mode, theme);
    if (!picture) return;
    const drawn = unitPictureSvg(picture);
    const name = pictureName(state);
    try {
      const file =
        format === 'svg' ? svgFile(name, drawn.svg) : pngFile(name, await renderPng(drawn), picture.metadata);
      download(file.name, file.bytes);
    } catch {
      const { message, action } = SENTENCES.pictureNotDrawn();
      store.setState({ notice: { kind: 'warning', text: message, action } });
    }
  };
  return (
    <Menu
      label="Save picture"
      name="Save picture…"
      className="save-picture"
      buttonClass="button"
      disabled={!isReady}
      title={isReady ? undefined : 'Choose a label in the table first.'}
      items={FORMATS.map(([format, name]) => ({ name, enabled: true, act: () => void save(format) }))}
    />
  );
}
