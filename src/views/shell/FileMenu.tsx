import { useRef } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { download } from './files.ts';
import { Menu } from './Menu.tsx';

/** Menu "File". */
export function FileMenu() {
  const store = useAppStore();
  const traced = useApp((state) => state.traces[state.cursor.slot] !== undefined);
  const input = useRef<HTMLInputElement>(null);
  const save = (file: 'weightsFile' | 'traceFile') => () => {
    const saved = store.getState()[file]();
    if (saved) download(saved.name, saved.bytes);
  };
  const items = [
    { name: 'Open…', enabled: true, act: () => input.current?.click() },
    { name: 'Save weights', enabled: traced, act: save('weightsFile') },
    { name: 'Save trace', enabled: traced, act: save('traceFile') },
  ];
  return (
    <Menu label="File" name="File" className="file-menu" buttonClass="quiet" items={items}>
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
    </Menu>
  );
}
