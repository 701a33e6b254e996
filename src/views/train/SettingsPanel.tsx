import { formatCount } from '../../draw/format.ts';
import { SETTING_RANGES } from '../../limits/limits.ts';
import type { Settings } from '../../store/settings.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { ModelsPanel } from './ModelsPanel.tsx';
import {
  BACKENDS,
  CLIPS,
  HEAD_BIASES,
  INITIALISATIONS,
  INPUTS,
  NONLINEARITIES,
  OPTIMIZERS,
  type Options,
  RESETS,
  SIZINGS,
} from './settingOptions.ts';

type NumberKey = keyof typeof SETTING_RANGES;

/** Everything that can be set, apart by when it takes effect. */
export function SettingsPanel() {
  const store = useAppStore();
  const settings = useApp((state) => state.settings);
  const slots = useApp((state) => state.slots);
  const shape = useApp((state) => state.shape);
  const change = (part: Partial<Settings>): void => store.getState().changeSettings(part);
  const number = (key: NumberKey, name: string, step: number, hint: string) => (
    <NumberSetting
      name={name}
      value={settings[key]}
      range={SETTING_RANGES[key]}
      step={step}
      hint={hint}
      onChange={(value) => change({ [key]: value })}
    />
  );
  const choice = <K extends keyof Settings>(
    key: K,
    name: string,
    options: Options<Settings[K] & string>,
    hint: string,
    wordy = false,
  ) => (
    <ChoiceSetting
      name={name}
      wordy={wordy}
      value={settings[key] as Settings[K] & string}
      options={options}
      hint={hint}
      onChange={(value) => change({ [key]: value })}
    />
  );
  const takesPart = (cell: 'rnn' | 'gru' | 'lstm'): boolean => slots.some((slot) => slot.active && slot.cell === cell);
  const isShortened = shape !== null && (shape.batch !== settings.batch || shape.unroll !== settings.unroll);

  return (
    <section className="settings" aria-label="Settings">
      <fieldset>
        <legend>
          <h2>Now</h2>
        </legend>
        <p className="note">Takes effect at the next step.</p>
        {number('learningRate', 'Learning rate', 0.001, 'Length of one training step')}
        {choice('clipKind', 'Clip', CLIPS, 'Shortens gradients that are too long, outside the loss')}
        {settings.clipKind !== 'none' &&
          number(
            'clipMax',
            settings.clipKind === 'norm' ? 'Clip norm' : 'Clip value',
            0.1,
            'Longest gradient that is applied as it is',
          )}
        {number('temperature', 'Temperature', 0.1, 'Of the samples: below 1 the likely becomes likelier')}
      </fieldset>
      <fieldset>
        <legend>
          <h2>At reset</h2>
        </legend>
        <p className="note">Changes start a new run.</p>
        {number('hidden', 'Hidden units', 1, 'H, units per layer')}
        {choice(
          'sizing',
          'Compare at',
          SIZINGS,
          'The same H for every cell, or the H whose number of parameters is nearest to that of an LSTM with the H above',
          true,
        )}
        {number('layers', 'Layers', 1, 'L, each reads the hidden state of the one below')}
        {number('unroll', 'Unroll length', 1, 'T, timesteps that one gradient reaches back')}
        {number('batch', 'Batch size', 1, 'B, places of the text that are read side by side')}
        {number('seed', 'Seed', 1, 'Same seed, same backend: same numbers')}
        {takesPart('lstm') && number('forgetBias', 'Forget bias', 0.5, "What the LSTM's forget gate starts from")}
        {choice('optimizer', 'Optimizer', OPTIMIZERS, "PyTorch's formulas; the second Adagrad is min-char-rnn's")}
        {choice('input', 'Input', INPUTS, 'How a character enters the network')}
        {settings.input === 'embedding' &&
          number('embedding', 'Embedding width', 1, 'E, numbers that stand for a character')}
        {choice(
          'initialisation',
          'Initialisation',
          INITIALISATIONS,
          'Weights before the first step: PyTorch, Keras, min-char-rnn',
        )}
        {choice(
          'headBias',
          'Head bias',
          HEAD_BIASES,
          'Log of the character frequencies, or drawn as the other weights',
        )}
        {takesPart('gru') &&
          choice(
            'reset',
            'GRU reset gate',
            RESETS,
            'Applied after the matrix product (PyTorch) or before it (the original paper)',
          )}
        {takesPart('rnn') && choice('nonlinearity', 'RNN nonlinearity', NONLINEARITIES, 'φ of the RNN')}
        {choice('backend', 'Backend', BACKENDS, 'auto takes the fastest one that proves itself')}
      </fieldset>
      {isShortened && (
        <p className="note">
          The text is short: unrolled over {formatCount(shape.unroll)} characters, {formatCount(shape.batch)} at a time.
        </p>
      )}
      <ModelsPanel />
    </section>
  );
}
