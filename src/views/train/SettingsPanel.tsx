import { Scroller } from '../ui/Scroller.tsx';
import { useMemo } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { OptimizerKind } from '../../engine/stepSettings.ts';
import { SETTING_RANGES } from '../../limits/limits.ts';
import { CLIPS, INITIALISATIONS, NONLINEARITIES, type Options, RESETS } from '../../state/differences.ts';
import { SETTINGS, type Settings } from '../../state/settings.ts';
import { heldOutOptions } from '../describeHeldOut.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useIdentities } from '../useModels.ts';
import { CostNote } from './CostNote.tsx';
import { isShortened } from './describeSettings.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { ModelsPanel } from './ModelsPanel.tsx';
import { BACKENDS, HEAD_BIASES, INPUTS, OPTIMIZERS, SETTING_TERM, SIZINGS } from './settingOptions.ts';
import noteStyles from '../ui/note.module.css';
import styles from './SettingsPanel.module.css';

type NumberKey = keyof typeof SETTING_RANGES;

const EPSILON_HINTS: Readonly<Record<Exclude<OptimizerKind, 'sgd'>, string>> = {
  adam: 'ε, added to the root of the running mean of the squared gradients',
  rmsprop: 'ε, added to the root of the running mean of the squared gradients',
  adagrad: 'ε, added to the root of the sum of the squared gradients',
  'adagrad-minchar': 'ε, added to the sum of the squared gradients before the root is taken',
};

/** All settings, grouped by when they take effect. */
export function SettingsPanel() {
  const store = useAppStore();
  const settings = useApp((state) => state.settings);
  const models = useIdentities();
  const shape = useApp((state) => state.shape);
  const text = useApp((state) => state.text);
  const [heldOutChoice, setHeldOutChoice] = useUi('heldOutChoice');
  const heldOut = useMemo(() => (text ? heldOutOptions(text) : null), [text]);
  const change = (part: Partial<Settings>): void => store.getState().changeSettings(part);
  const number = (key: NumberKey, step: number, hint: string, name = SETTINGS[key].title, term = SETTING_TERM[key]) => (
    <NumberField
      layout="row"
      label={name}
      term={term}
      value={settings[key]}
      range={SETTING_RANGES[key]}
      step={step}
      hint={hint}
      onCommit={(value) => change({ [key]: value })}
    />
  );
  const choice = <K extends keyof Settings>(
    key: K,
    options: Options<Settings[K] & string>,
    hint: string,
    wordy = false,
  ) => (
    <ChoiceSetting
      name={SETTINGS[key].title}
      term={SETTING_TERM[key]}
      wordy={wordy}
      value={settings[key] as Settings[K] & string}
      options={options}
      hint={hint}
      onChange={(value) => change({ [key]: value })}
    />
  );
  const takesPart = (cell: 'rnn' | 'gru' | 'lstm'): boolean =>
    models.some((model) => model.active && model.cell === cell);
  return (
    <Scroller role="region" id="settings" className={styles.settings} data-part="settings" label="Settings">
      <fieldset>
        <legend>
          <h2>Now</h2>
        </legend>
        <p className={noteStyles.note}>Takes effect at the next step.</p>
        {number('learningRate', 0.001, 'Length of one training step')}
        {choice('clipKind', CLIPS, 'Limits gradients that are too large, outside the loss')}
        {settings.clipKind !== 'none' &&
          number(
            'clipMax',
            0.1,
            'Largest gradient that is applied unchanged',
            settings.clipKind === 'norm' ? 'Clip norm' : 'Clip value',
            settings.clipKind === 'norm' ? 'clip-norm' : 'clip-value',
          )}
        {heldOut && (
          <ChoiceSetting
            name="Held-out"
            term="held-out"
            value={heldOutChoice}
            options={heldOut}
            hint="How many predictions on held-out text are scored: all of them take longer"
            onChange={setHeldOutChoice}
          />
        )}
        {number('temperature', 0.1, 'Of the samples: below 1, likely characters become likelier')}
      </fieldset>
      <fieldset>
        <legend>
          <h2>At reset</h2>
        </legend>
        <p className={noteStyles.note}>Changes start a new run.</p>
        {number('hidden', 1, 'H, units per layer')}
        {choice(
          'sizing',
          SIZINGS,
          'The same H for every cell, or the H whose number of parameters is nearest to that of an LSTM with the H above',
          true,
        )}
        {number('layers', 1, 'L, each reads the hidden state of the one below')}
        {number('unroll', 1, 'T, timesteps that one gradient reaches back')}
        {number('batch', 1, 'B, positions of the text that are read side by side')}
        {number('seed', 1, 'Same seed, same backend: same numbers')}
        {takesPart('lstm') && number('forgetBias', 0.5, "What the LSTM's forget gate starts from")}
        {choice('optimizer', OPTIMIZERS, "PyTorch's formulas; the second Adagrad is min-char-rnn's")}
        {settings.optimizer !== 'sgd' && (
          <NumberField
            layout="row"
            label={SETTINGS.epsilon.title}
            term="epsilon"
            value={settings.epsilon}
            range={SETTING_RANGES.epsilon}
            step="tenfold"
            hint={EPSILON_HINTS[settings.optimizer]}
            onCommit={(epsilon) => change({ epsilon })}
          />
        )}
        {settings.optimizer === 'adam' &&
          number('beta1', 0.01, 'Share of the old running mean of the gradients that each step keeps')}
        {settings.optimizer === 'adam' &&
          number('beta2', 0.001, 'Share of the old running mean of the squared gradients that each step keeps')}
        {settings.optimizer === 'rmsprop' &&
          number(
            'beta2',
            0.01,
            'Share of the old running mean of the squared gradients that each step keeps',
            'α',
            'alpha',
          )}
        {choice('input', INPUTS, 'How a character enters the network')}
        {settings.input === 'embedding' && number('embedding', 1, 'E, numbers that stand for a character')}
        {choice('initialisation', INITIALISATIONS, 'Weights before the first step: PyTorch, Keras, min-char-rnn')}
        {choice('headBias', HEAD_BIASES, 'Log of the character frequencies, or drawn as the other weights')}
        {takesPart('gru') &&
          choice('reset', RESETS, 'Applied after the matrix product (PyTorch) or before it (the original paper)')}
        {takesPart('rnn') && choice('nonlinearity', NONLINEARITIES, 'φ of the RNN')}
        {choice('backend', BACKENDS, 'auto takes the fastest one that passes its self-test')}
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
