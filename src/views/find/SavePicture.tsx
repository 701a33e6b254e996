import { unitPictureSvg } from '../../draw/unitPicture.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { pictureName, pngFile, svgFile } from '../../exports/pictureFacts.ts';
import { download } from '../shell/files.ts';
import { Menu } from '../ui/Menu.tsx';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { hasPicture, pictureOf } from './pictureOf.ts';
import { renderPng } from '../picture/renderPng.ts';
import styles from './SavePicture.module.css';

const FORMATS = [
  ['svg', 'SVG, for print and editing'],
  ['png', 'PNG, at twice its size'],
] as const;

/** Saves the selected unit and the chosen label as a picture, with everything that is needed to reproduce it. */
export function SavePicture() {
  const store = useAppStore();
  const theme = useTheme();
  const [mode] = useUi('textScale');
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
      const { message, action } = MESSAGES.pictureNotDrawn();
      store.setState({ notice: { kind: 'warning', text: message, action } });
    }
  };
  return (
    <Menu
      label="Save picture"
      name="Save picture…"
      className={styles.savePicture}
      buttonKind="plain"
      disabled={!isReady}
      title={isReady ? undefined : 'Choose a label in the table first.'}
      items={FORMATS.map(([format, name]) => ({ name, enabled: true, act: () => void save(format) }))}
    />
  );
}
