import { useMemo } from 'react';
import { useApp, useUi } from '../StoreContext.tsx';
import { useActiveCells } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import { CostNote } from './CostNote.tsx';
import { describeSettings } from './describeSettings.ts';
import { useStepShape } from './useStepShape.ts';
import styles from './SettingsLine.module.css';

/** The settings in one line. "change…" unfolds all of them. */
export function SettingsLine() {
  const settings = useApp((state) => state.settings);
  const shape = useStepShape();
  const [isOpen, setOpen] = useUi('settingsOpen');
  const isTooMuch = useApp(({ cost }) => cost?.isAffordable === false);
  const cells = useActiveCells();
  const parts = useMemo(() => describeSettings(settings, shape, cells), [settings, shape, cells]);
  return (
    <div className={styles.settingsLine} data-part="settings-line">
      <p id="settings-line">{parts.join(' · ')}</p>
      <Button
        kind="link"
        aria-expanded={isOpen}
        aria-controls="settings"
        aria-describedby="settings-line"
        onClick={() => setOpen(!isOpen)}
      >
        change…
      </Button>
      {isTooMuch && !isOpen ? <CostNote /> : null}
    </div>
  );
}
