import { useState } from 'react';
import { CELL_KINDS, CELLS, type CellKind } from '../../engine/spec.ts';
import { SETTING_RANGES } from '../../limits/limits.ts';
import { CLIPS, INITIALISATIONS, NONLINEARITIES, type Options, RESETS } from '../../state/differences.ts';
import type { OverrideKey, Settings } from '../../state/settings.ts';
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
const DIFFERENCES: Readonly<Record<OverrideKey, string>> = {
  forgetBias: 'forget bias',
  initialisation: 'initialisation',
  clipKind: 'clip',
  clipMax: 'clip limit',
  learningRate: 'learning rate',
  nonlinearity: 'nonlinearity',
  reset: 'reset gate',
};
type ChoiceKey = 'initialisation' | 'clipKind' | 'nonlinearity' | 'reset';
type NumberKey = Exclude<OverrideKey, ChoiceKey>;
const CHOICES: Readonly<Record<ChoiceKey, Options<string>>> = {
  initialisation: INITIALISATIONS,
  clipKind: CLIPS,
  nonlinearity: NONLINEARITIES,
  reset: RESETS,
};
const NUMBER_STEPS: Readonly<Record<NumberKey, number>> = { forgetBias: 0.5, clipMax: 0.1, learningRate: 0.001 };

function isChoice(key: OverrideKey): key is ChoiceKey {
  return key in CHOICES;
}

/** Proposes a value that makes a visible difference. */
function proposal(key: OverrideKey, settings: Settings): Settings[OverrideKey] {
  if (key === 'forgetBias') return settings.forgetBias === 0 ? 1 : 0;
  if (key === 'clipKind') return settings.clipKind === 'none' ? 'norm' : 'none';
  if (isChoice(key)) return CHOICES[key].find(([value]) => value !== settings[key])![0] as Settings[OverrideKey];
  return Number((settings[key] / 5).toPrecision(3));
}

/** The form that adds a model: its cell, and the setting in which it differs. */
export function AddModel({ onDone }: { readonly onDone: () => void }) {
  const store = useAppStore();
  const settings = useApp((state) => state.settings);
  const [cell, setCell] = useState<CellKind>('lstm');
  const [key, setKey] = useState<OverrideKey>('forgetBias');
  const [value, setValue] = useState<Settings[OverrideKey]>(() => proposal('forgetBias', settings));
  const differences = overridesOf(cell).map((one) => [one, DIFFERENCES[one]] as const);
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
      {isChoice(key) ? (
        <ChoiceSetting
          name="Its value"
          value={String(value)}
          options={CHOICES[key]}
          hint={`The ${DIFFERENCES[key]} of this model alone`}
          onChange={(next) => setValue(next as Settings[OverrideKey])}
        />
      ) : (
        <NumberField
          layout="row"
          key={key}
          label="Its value"
          value={Number(value)}
          range={SETTING_RANGES[key]}
          step={NUMBER_STEPS[key]}
          hint={`The ${DIFFERENCES[key]} of this model alone`}
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
