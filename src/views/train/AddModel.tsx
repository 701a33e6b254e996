import { useState } from 'react';
import { type CellKind } from '../../engine/spec.ts';
import { SETTING_RANGES } from '../../limits/limits.ts';
import type { OverrideKey, Settings } from '../../store/settings.ts';
import { CELL_NAMES, overridesOf } from '../../store/slots.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { CLIPS, INITIALISATIONS, NONLINEARITIES, type Options, RESETS } from './settingOptions.ts';

const CELLS: Options<CellKind> = [
  ['lstm', CELL_NAMES.lstm],
  ['gru', CELL_NAMES.gru],
  ['rnn', CELL_NAMES.rnn],
];
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

/** A value that makes a difference worth looking at. */
function proposal(key: OverrideKey, settings: Settings): Settings[OverrideKey] {
  if (key === 'forgetBias') return settings.forgetBias === 0 ? 1 : 0;
  if (key === 'clipKind') return settings.clipKind === 'none' ? 'norm' : 'none';
  if (isChoice(key)) return CHOICES[key].find(([value]) => value !== settings[key])![0] as Settings[OverrideKey];
  return Number((settings[key] / 5).toPrecision(3));
}

/** Which cell comes once more, and in what it is to differ. */
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
      className="add-model"
      // The field says itself what it refuses; the browser would also refuse what lies between two steps of its arrows.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSame && store.getState().addSlot(cell, { [key]: value }) !== null) onDone();
      }}
    >
      <ChoiceSetting
        name="Cell"
        value={cell}
        options={CELLS}
        hint="Starts from the same numbers as the other of its cell"
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
        <NumberSetting
          key={key}
          name="Its value"
          value={Number(value)}
          range={SETTING_RANGES[key]}
          step={NUMBER_STEPS[key]}
          hint={`The ${DIFFERENCES[key]} of this model alone`}
          onChange={setValue}
        />
      )}
      <p className="note">{isSame ? 'That is what the other one has: choose another value.' : ' '}</p>
      <div className="add-model-buttons">
        <button type="submit" className="button" disabled={isSame}>
          Add
        </button>
        <button type="button" className="quiet" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
