import { useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { Nonlinearity } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import type { ModelAnswer, ModelToComplete } from '../../state/givenFiles.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Select } from '../ui/Select.tsx';
import { RadioOptions } from '../ui/RadioOptions.tsx';
import noteStyles from '../ui/note.module.css';
import dialogStyles from '../ui/Dialog.module.css';
import styles from './ModelDialog.module.css';

/** Asks what the files of an opened model do not say: its vocabulary, and which nonlinearity an RNN has. */
export function ModelDialog() {
  const store = useAppStore();
  const model = useApp((state) => state.toComplete);
  return (
    <Dialog title="Open a model" open={model !== null} onClose={() => store.getState().completeModel(null)}>
      {model && <Question model={model} />}
    </Dialog>
  );
}

/** Where the vocabulary comes from. */
type Origin = 'current' | ModelAnswer['form'];

function Question({ model }: { readonly model: ModelToComplete }) {
  const store = useAppStore();
  const { spec, asks, fault } = model;
  const text = useApp((state) => state.text);
  const fits = text?.symbols.length === spec.vocab;
  const [origin, setOrigin] = useState<Origin>(fits ? 'current' : 'text');
  const [typed, setTyped] = useState('');
  const [nonlinearity, setNonlinearity] = useState<Nonlinearity>('tanh');
  const answer = (): ModelAnswer =>
    origin === 'current'
      ? { form: 'text', typed: text?.text ?? '', nonlinearity }
      : { form: origin, typed, nonlinearity };
  const origins: readonly (readonly [Origin, string])[] = [
    ...(fits ? ([['current', `The text of now, “${text.name}”: its characters, sorted`]] as const) : []),
    ['text', 'The text that it was trained on: its characters, sorted'],
    ['list', "A list: its characters in the order of the model's indices"],
  ];
  return (
    <form
      className={styles.modelForm}
      onSubmit={(event) => {
        event.preventDefault();
        store.getState().completeModel(answer());
      }}
    >
      <p>
        {model.format}: {CELLS[spec.cell].name} with {formatCount(spec.hidden)} units, for {formatCount(spec.vocab)}{' '}
        characters.
      </p>
      {fault && (
        <p className={dialogStyles.refusal} role="alert">
          <b>{fault.message}</b> {fault.action}
        </p>
      )}
      {asks.vocabulary && (
        <>
          <fieldset className={styles.origins}>
            <legend>
              The file does not say which {formatCount(spec.vocab)} characters the model knows. Take them from
            </legend>
            <RadioOptions
              value={origin}
              options={origins.map(([value, label]) => [value, <span key={value}>{label}</span>])}
              onChoose={setOrigin}
            />
          </fieldset>
          {origin !== 'current' && (
            <label className={styles.vocabulary}>
              <span>{origin === 'text' ? 'Text' : 'Characters'}</span>
              <textarea
                rows={6}
                spellCheck={false}
                value={typed}
                placeholder={
                  origin === 'text'
                    ? 'Paste the text.'
                    : 'One after the other, or as JSON: ["a", "b"] or {"a": 0, "b": 1}'
                }
                onChange={(event) => setTyped(event.target.value)}
              />
            </label>
          )}
        </>
      )}
      {asks.nonlinearity && (
        <div className={styles.nonlinearity}>
          <Select
            label={<span>Nonlinearity</span>}
            value={nonlinearity}
            options={SETTINGS.nonlinearity.options.filter(([value]) => value !== 'sigmoid')}
            onChoose={setNonlinearity}
          />
          <span className={noteStyles.note}>The weights of an nn.RNN do not say which; tanh is its default.</span>
        </div>
      )}
      <div className={dialogStyles.dialogActions}>
        <Button type="submit" kind="primary">
          Open the model
        </Button>
        <Button onClick={() => store.getState().completeModel(null)}>Cancel</Button>
      </div>
    </form>
  );
}
