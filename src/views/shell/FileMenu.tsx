import { useState, useRef } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { useCopyLink } from './CopyLink.tsx';
import { ExperimentsDialog } from './ExperimentsDialog.tsx';
import { download } from './files.ts';
import { FileInput } from '../ui/FileInput.tsx';
import { Menu } from '../ui/Menu.tsx';
import { FilmDialog } from '../film/FilmDialog.tsx';
import { ReportDialog } from '../report/ReportDialog.tsx';
import { PytorchDialog } from './PytorchDialog.tsx';
import styles from './FileMenu.module.css';

/** The menu "File". */
export function FileMenu() {
  const store = useAppStore();
  const traced = useSelectedModel(({ shown }) => shown !== null);
  const hasText = useApp((state) => state.text !== null);
  const input = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<'pytorch' | 'experiments' | 'report' | 'film' | 'erase' | null>(null);
  const close = (): void => setDialog(null);
  const isOff = useApp(({ storage }) => storage.status === 'off');
  const { copy, dialog: copied } = useCopyLink();
  const save = (file: 'experimentFile' | 'weightsFile' | 'traceFile' | 'textFile') => async () => {
    const saved = await store.getState()[file]();
    if (saved) download(saved.name, saved.bytes);
  };
  const askToErase = (): void => {
    void store.getState().listExperiments();
    setDialog('erase');
  };
  const items = [
    { name: 'Open…', enabled: true, act: () => input.current?.click() },
    { name: 'Save experiment', enabled: hasText, act: () => void save('experimentFile')() },
    { name: 'Save weights', enabled: traced, act: () => void save('weightsFile')() },
    { name: 'Save trace', enabled: traced, act: () => void save('traceFile')() },
    { name: 'Save text', enabled: hasText, act: () => void save('textFile')() },
    { name: 'Report…', enabled: hasText, act: () => setDialog('report') },
    { name: 'Film…', enabled: traced, act: () => setDialog('film') },
    { name: 'Copy link', enabled: hasText, act: () => copy('page') },
    { name: 'Copy link to this unit', enabled: hasText, act: () => copy('unit') },
    { name: 'Load in PyTorch…', enabled: traced, act: () => setDialog('pytorch') },
    { name: 'Experiments…', enabled: true, act: () => setDialog('experiments') },
    { name: 'Erase everything stored here…', enabled: !isOff, act: askToErase },
  ];
  return (
    <Menu label="File" name="File" className={styles.fileMenu} buttonKind="quiet" items={items}>
      <FileInput
        ref={input}
        label="File to open"
        multiple
        onFiles={(files) => void store.getState().takeFiles(files)}
      />
      {copied}
      <PytorchDialog open={dialog === 'pytorch'} onClose={close} />
      <ReportDialog open={dialog === 'report'} onClose={close} />
      <FilmDialog open={dialog === 'film'} onClose={close} />
      <ExperimentsDialog open={dialog === 'experiments'} onClose={close} />
      <EraseDialog open={dialog === 'erase'} onClose={close} />
    </Menu>
  );
}
