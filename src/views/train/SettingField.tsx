import { isTermId } from '../glossary/terms/terms.ts';
import { wordsOf } from '../../state/setting.ts';
import type { SettingKey, Settings } from '../../state/settings.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';

interface Props {
  readonly of: SettingKey;
  /** The values of the settings. Its words may depend on the others. */
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}

/** The field of one setting, as the table of settings describes it. */
export function SettingField({ of, settings, onChange }: Props) {
  const setting = SETTINGS[of];
  const { title, hint, term } = wordsOf(setting, settings);
  const termId = isTermId(term) ? term : undefined;
  if (setting.kind === 'number') {
    return (
      <NumberField
        layout="row"
        label={title}
        term={termId}
        value={Number(settings[of])}
        range={setting.codec.range}
        step={setting.step}
        hint={hint}
        onCommit={(value) => onChange({ [of]: value })}
      />
    );
  }
  return (
    <ChoiceSetting
      name={title}
      term={termId}
      wordy={setting.isWordy}
      value={String(settings[of])}
      options={setting.options}
      hint={hint}
      onChange={(value) => onChange({ [of]: value })}
    />
  );
}
