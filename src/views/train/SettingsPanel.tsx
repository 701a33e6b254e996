import { Scroller } from '../ui/Scroller.tsx';
import { useMemo } from 'react';
import { formatCount } from '../../draw/format.ts';
import { isInUse } from '../../state/setting.ts';
import { SETTING_KEYS } from '../../state/settings.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import { heldOutOptions } from '../describeHeldOut.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useActiveCells } from '../useModels.ts';
import { CostNote } from './CostNote.tsx';
import { isShortened } from './describeSettings.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { ModelsPanel } from './ModelsPanel.tsx';
import { SettingField } from './SettingField.tsx';
import { useStepShape } from './useStepShape.ts';
import noteStyles from '../ui/note.module.css';
import styles from './SettingsPanel.module.css';

/** All settings, grouped by when they take effect. */
export function SettingsPanel() {
  const settings = useApp((state) => state.settings);
  const shape = useStepShape();
  return (
    <Scroller role="region" id="settings" className={styles.settings} data-part="settings" label="Settings">
      <fieldset>
        <legend>
          <h2>Now</h2>
        </legend>
        <p className={noteStyles.note}>Takes effect at the next step.</p>
        <SettingFields effect="step" />
        <HeldOutSetting />
      </fieldset>
      <fieldset>
        <legend>
          <h2>At reset</h2>
        </legend>
        <p className={noteStyles.note}>Changes start a new run.</p>
        <SettingFields effect="reset" />
      </fieldset>
      {isShortened(settings, shape) && (
        <p className={noteStyles.note}>
          The text is short: unrolled over {formatCount(shape.unroll)} characters, {formatCount(shape.batch)} at a time.
        </p>
      )}
      <CostNote />
      <ModelsPanel />
    </Scroller>
  );
}

/** The fields of the settings that take effect then and are in use. */
function SettingFields({ effect }: { readonly effect: 'step' | 'reset' }) {
  const store = useAppStore();
  const settings = useApp((state) => state.settings);
  const cells = useActiveCells();
  return SETTING_KEYS.filter((key) => SETTINGS[key].effect === effect && isInUse(SETTINGS[key], settings, cells)).map(
    (key) => (
      <SettingField
        key={key}
        of={key}
        settings={settings}
        onChange={(change) => store.getState().changeSettings(change)}
      />
    ),
  );
}

function HeldOutSetting() {
  const text = useApp((state) => state.text);
  const [choice, choose] = useUi('heldOutChoice');
  const options = useMemo(() => (text ? heldOutOptions(text) : null), [text]);
  if (!options) return null;
  return (
    <ChoiceSetting
      name="Held-out"
      term="held-out"
      value={choice}
      options={options}
      hint="How many predictions on held-out text are scored: all of them take longer"
      onChange={choose}
    />
  );
}
