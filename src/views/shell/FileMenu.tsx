import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { download } from './files.ts';
import { useDismiss } from './useDismiss.ts';

/** Menu "File". Arrows move inside it, Escape closes it and gives the focus back. */
export function FileMenu() {
  const store = useAppStore();
  const traced = useApp((state) => state.traces[state.cursor.slot] !== undefined);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(open, place, close);
  useEffect(() => {
    if (open) place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);

  const save = (file: 'weightsFile' | 'traceFile') => () => {
    const saved = store.getState()[file]();
    if (saved) download(saved.name, saved.bytes);
  };
  const items = [
    { name: 'Open…', enabled: true, act: () => input.current?.click() },
    { name: 'Save weights', enabled: traced, act: save('weightsFile') },
    { name: 'Save trace', enabled: traced, act: save('traceFile') },
  ];
  const keyDown = (event: KeyboardEvent): void => {
    const all = [...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at + all.length - 1) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (event.key === 'Escape') button.current?.focus();
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
  };
  return (
    <div className="file-menu" ref={place}>
      <button
        type="button"
        className="quiet"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        File
      </button>
      {open && (
        <div className="popup menu" role="menu" tabIndex={-1} aria-label="File" onKeyDown={keyDown}>
          {items.map(({ name, enabled, act }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={!enabled}
              onClick={() => {
                if (!enabled) return;
                close();
                button.current?.focus();
                act();
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to open"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void store.getState().takeFile(file);
        }}
      />
    </div>
  );
}
