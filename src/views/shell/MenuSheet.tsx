import type { ReactNode } from 'react';
import { useUi } from '../StoreContext.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { BackendBadge } from './BackendBadge.tsx';
import { BandSelection } from './BandSelection.tsx';
import { FileMenu } from './FileMenu.tsx';
import { HelpButton, LessonsButton, PresentButton, TextSource, ThemeButton } from './HeaderButtons.tsx';
import { CellToggles, StepButtons } from './RunControls.tsx';
import { Position } from './Position.tsx';
import { StorageMark } from './StorageMark.tsx';
import { TextMap } from './TextMap.tsx';
import { TextTools } from './TextTools.tsx';
import { TrainingFigures } from './TrainingStatus.tsx';
import { TrainingHistory } from './TrainingHistory.tsx';
import { SpeedChoice, ToEnd, ToStart } from './TransportButtons.tsx';
import { UndoButtons } from './UndoButtons.tsx';
import { useStatusLines } from './useStatusLines.ts';
import styles from './MenuSheet.module.css';

/** What stands around the workspaces of a wide page, on a narrow one. It rises from the timeline and leaves the strip in view. */
export function MenuSheet(props: {
  readonly isOpen: boolean;
  readonly onText: () => void;
  readonly onHelp: () => void;
}) {
  const [workspace] = useUi('workspace');
  return (
    <Scroller
      role="region"
      label="Menu"
      id="menu"
      className={styles.sheet}
      data-part="menu"
      // Its dialogs and their fields outlast it.
      data-closed={!props.isOpen || undefined}
    >
      <Part name="page">
        <TextSource onText={props.onText} />
        <FileMenu />
        <UndoButtons />
        <StorageMark />
      </Part>
      <Part name="run">
        <Run />
      </Part>
      {workspace === 'start' ? null : (
        <Part name="text">
          <BandSelection />
          <TextTools />
          <TextMap />
        </Part>
      )}
      <Part name="timeline">
        <ToStart />
        <ToEnd />
        <SpeedChoice />
        <Position />
      </Part>
      <Part name="page">
        <BackendBadge isAnnounced={false} />
        <LessonsButton />
        <PresentButton />
        <ThemeButton />
        <HelpButton onHelp={props.onHelp} />
      </Part>
    </Scroller>
  );
}

/** One part, which an address may leave out (styles/frame.css). */
function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.part} data-menu={name}>
      {children}
    </div>
  );
}

function Run() {
  const lines = useStatusLines();
  return (
    <>
      <CellToggles lines={lines} />
      <StepButtons />
      <TrainingFigures lines={lines} />
      <TrainingHistory />
    </>
  );
}
