import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { unitPictureSvg } from '../../draw/unitPicture.ts';
import { SENTENCES } from '../../limits/sentences.ts';
import { pictureName, pngFile, svgFile } from '../../store/pictureFacts.ts';
import { download } from '../shell/files.ts';
import { useDismiss } from '../shell/useDismiss.ts';
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
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(isOpen, place, close);
  useEffect(() => {
    if (isOpen) place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);

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
  const keyDown = (event: KeyboardEvent): void => {
    const all = [...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at + all.length - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') button.current?.focus();
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to % all.length]?.focus();
  };
  return (
    <div className="save-picture" ref={place}>
      <button
        type="button"
        className="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={!isReady}
        title={isReady ? undefined : 'Choose a label in the table first.'}
        onClick={() => setOpen(!isOpen)}
      >
        Save picture…
      </button>
      {isOpen ? (
        <div className="popup menu" role="menu" tabIndex={-1} aria-label="Save picture" onKeyDown={keyDown}>
          {FORMATS.map(([format, name]) => (
            <button
              key={format}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                button.current?.focus();
                void save(format);
              }}
            >
              {name}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
