import { useState } from 'react';
import { CELL_KINDS, CELLS, type CellKind } from '../../engine/spec.ts';
import { type Options, wordsOf } from '../../state/setting.ts';
import type { OverrideKey, Settings } from '../../state/settings.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import { overridesOf } from '../../state/models.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { hasError } from '../ui/validation.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import noteStyles from '../ui/note.module.css';
import styles from './AddModel.module.css';

/** The LSTM comes first because it is added most. */
const KINDS: Options<CellKind> = CELL_KINDS.toReversed().map((cell) => [cell, CELLS[cell].name]);

/** Proposes a value that makes a visible difference: a bias of 0, a fifth of another number, no clip, another option. */
function proposal(key: OverrideKey, settings: Settings): Settings[OverrideKey] {
  const setting = SETTINGS[key];
  const now = settings[key];
  if (setting.kind === 'choice') {
    const others = setting.options.map(([value]) => value).filter((value) => value !== now);
    return others.find((value) => value === 'none') ?? others[0]!;
  }
  if (setting.codec.range.min < 0) return now === 0 ? 1 : 0;
  return Number((Number(now) / 5).toPrecision(3));
}

/** The form that adds a model: its cell, and the setting in which it differs. */
export function AddModel({ onDone }: { readonly onDone: () => void }) {
  const store = useAppStore();
  const settings = useApp((state) => state.settings);
  const [cell, setCell] = useState<CellKind>('lstm');
  const [key, setKey] = useState<OverrideKey>('forgetBias');
  const [value, setValue] = useState<Settings[OverrideKey]>(() => proposal('forgetBias', settings));
  const differences = overridesOf(cell).map((one) => [one, wordsOf(SETTINGS[one], settings).noun] as const);
  const setting = SETTINGS[key];
  const { noun } = wordsOf(setting, settings);
  const isSame = value === settings[key];
  const differIn = (next: OverrideKey): void => {
    setKey(next);
    setValue(proposal(next, settings));
  };
  return (
    <form
      className={styles.addModel}
      // The field validates itself. The browser would also refuse values between two steps of its arrows.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (hasError(event.currentTarget)) return;
        if (!isSame && store.getState().addModel(cell, { [key]: value }) !== null) onDone();
      }}
    >
      <ChoiceSetting
        name="Cell"
        value={cell}
        options={KINDS}
        hint="Starts from the same weights as the other model of its cell"
        onChange={(next) => {
          setCell(next);
          if (!overridesOf(next).includes(key)) differIn(overridesOf(next)[0]);
        }}
      />
      <ChoiceSetting
        name="Differs in"
        value={key}
        options={differences}
        hint="Everything else follows the settings above"
        wordy
        onChange={differIn}
      />
      {setting.kind === 'choice' ? (
        <ChoiceSetting
          name="Its value"
          value={String(value)}
          options={setting.options}
          hint={`The ${noun} of this model alone`}
          onChange={(next) => setValue(next as Settings[OverrideKey])}
        />
      ) : (
        <NumberField
          layout="row"
          key={key}
          label="Its value"
          value={Number(value)}
          range={setting.codec.range}
          step={setting.step}
          hint={`The ${noun} of this model alone`}
          onCommit={setValue}
        />
      )}
      <p className={noteStyles.note}>{isSame ? 'The other model has this value: choose another one.' : ' '}</p>
      <div className={styles.addModelButtons}>
        <Button type="submit" disabled={isSame}>
          Add
        </Button>
        <Button kind="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
